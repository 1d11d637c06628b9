import { fileText } from '@/lib/state/file-text';
import { askServiceWorker, SHARE_PARAMETER, type Share } from '@/lib/worker/offline';

/** What the system opened the page with: files of a kind that the manifest names (Chromium's `launchQueue`). */
type LaunchParams = { files?: readonly { getFile(): Promise<File> }[] };
type LaunchQueue = { setConsumer(consumer: (params: LaunchParams) => void): void };

/** Hands over the text of every file that the installed page is opened with; undoing it is the system's. */
export function takeLaunchedFiles(queue: object, give: (text: string) => void): void {
  (queue as LaunchQueue).setConsumer(async ({ files = [] }) => {
    for (const handle of files) give(await fileText(await handle.getFile()));
  });
}

/**
 * Takes what was shared with the page from the service worker, and its name out of the address; whether it was still there.
 * A service worker keeps it in memory only, so that a browser that ends it in between loses it.
 */
export async function takeShare(give: (text: string) => void): Promise<boolean> {
  const id = new URLSearchParams(location.hash.slice(1)).get(SHARE_PARAMETER) ?? '';
  history.replaceState(history.state, '', location.pathname);
  const worker = navigator.serviceWorker?.controller;
  const share = worker && (await askServiceWorker<Share>(worker, { kind: 'take-share', id }));
  if (!share) return false;
  for (const text of [share.text, ...(await Promise.all(share.files.map(fileText)))]) give(text);
  return true;
}
