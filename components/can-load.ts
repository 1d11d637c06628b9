/** Whether a part of the page's code can be had: there is a connection, or a service worker keeps the page's files. */
export function canLoad(): boolean {
  return navigator.onLine || Boolean(navigator.serviceWorker?.controller);
}
