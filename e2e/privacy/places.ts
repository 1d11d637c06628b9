/** What a tab tells to whoever looks at it from outside, and what is kept under its names. Runs in the page. */
export function lookAt(): Record<string, string> {
  const stored = (storage: Storage) => JSON.stringify(Object.entries({ ...storage }));
  return {
    'the address': location.href,
    'the title': document.title,
    'the name of the window': window.name,
    'the referrer': document.referrer,
    'the state of the history': JSON.stringify(history.state),
    'the local storage': stored(localStorage),
    'the session storage': stored(sessionStorage),
    'cookies of the page': document.cookie,
  };
}

/** What is kept under the page's origin, with the digest of each file in a cache. Runs in the page. */
export async function keptBy(): Promise<{
  cached: { url: string; digest: string; headers: string }[];
  databases: string[];
  files: string[];
  timed: string;
}> {
  const cached: { url: string; digest: string; headers: string }[] = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const response = await cache.match(request);
      if (!response) continue;
      const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', await response.arrayBuffer()));
      const digest = btoa(String.fromCharCode(...bytes));
      cached.push({ url: request.url, digest, headers: `${name} ${JSON.stringify([...response.headers])}` });
    }
  }
  const databases = (await indexedDB.databases()).map(({ name = '' }) => name);
  const files: string[] = [];
  const folder = await navigator.storage.getDirectory();
  for await (const name of folder.keys()) files.push(name);
  const timed = performance.getEntries().map((entry) => JSON.stringify(entry));
  return { cached, databases, files, timed: timed.join('\n') };
}
