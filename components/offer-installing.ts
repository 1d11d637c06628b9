const MANIFEST = '/manifest.webmanifest';

/**
 * Lets the browser install the page. Not before its files are kept: what is shared with an installed page is taken by the
 * service worker, and without it would be sent to the host.
 */
export function offerInstalling(): void {
  if (document.querySelector('link[rel="manifest"]')) return;
  const link = document.createElement('link');
  link.rel = 'manifest';
  link.href = MANIFEST;
  document.head.append(link);
}
