/**
 * Whether a part of the page's code can be had: there is a connection, or a service worker keeps the page's files. While the
 * page is built, all of it is there.
 */
export function canLoad(): boolean {
  return typeof window === 'undefined' || navigator.onLine || Boolean(navigator.serviceWorker?.controller);
}
