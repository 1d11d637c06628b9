import { usable } from './usable.mjs';

/** How long nothing may be under way before loading counts as done, ms: a page may wait so long for a person (app/boot.ts). */
const QUIET = 4_000;

/** Long tasks and paints since the beginning, where the page cannot miss them. */
export function watch() {
  window.benchTasks = [];
  window.benchPaints = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) window.benchTasks.push({ startTime, duration });
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) window.benchPaints.push(startTime);
  }).observe({ type: 'largest-contentful-paint', buffered: true });
}

/** Makes the processor `rate` times slower for this page. */
export async function slowDown(page, rate) {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
}

/**
 * Writes down what is fetched, by workers too: when each request began, ms since 1970, and its bytes, compressed, headers
 * included. `settled` resolves with the list when nothing has been under way for a while.
 */
function recordRequests(context) {
  const requests = [];
  let underWay = 0;
  let last = Date.now();
  const isFetched = (request) => request.url().startsWith('http');
  const end = async (request, sizes) => {
    const { responseHeadersSize, responseBodySize } = await sizes.catch(() => ({
      responseHeadersSize: 0,
      responseBodySize: 0,
    }));
    requests.push({
      start: request.timing().startTime,
      bytes: responseHeadersSize + responseBodySize,
      origin: new URL(request.url()).origin,
      path: new URL(request.url()).pathname,
    });
    underWay -= 1;
    last = Date.now();
  };
  context.on('request', (request) => {
    if (isFetched(request)) underWay += 1;
    last = Date.now();
  });
  context.on('requestfinished', (request) => isFetched(request) && end(request, request.sizes()));
  context.on('requestfailed', (request) => isFetched(request) && end(request, Promise.reject()));
  const settled = async () => {
    while (underWay > 0 || Date.now() - last < QUIET) await new Promise((resolve) => setTimeout(resolve, 50));
    return [...requests];
  };
  return { settled };
}

const sumOf = (requests) => ({
  bytes: requests.reduce((sum, { bytes }) => sum + bytes, 0),
  requests: requests.length,
});

async function inFreshContext(browser, slowdown, serviceWorkers, measure) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers });
  try {
    const page = await context.newPage();
    await page.addInitScript(watch);
    await slowDown(page, slowdown);
    return await measure(page, recordRequests(context));
  } finally {
    await context.close();
  }
}

/**
 * Loads a page with a cold cache and leaves it alone, then asks for its payload editor where it has one. Times in ms from
 * navigation, sizes in compressed bytes with headers; `blocked` is what tasks took beyond 50 ms each; `others` are the
 * requests to other origins. What a service worker fetches to keep it is not in it: `npm run size` counts that.
 */
export function measureLoad(browser, url, slowdown) {
  return inFreshContext(browser, slowdown, 'block', async (page, recorded) => {
    await page.goto(url);
    const loaded = await recorded.settled();
    const paints = await page.evaluate(() => ({
      fcp: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
      lcp: window.benchPaints.at(-1) ?? 0,
      blocked: window.benchTasks.reduce((sum, { duration }) => sum + Math.max(0, duration - 50), 0),
    }));
    const editor = await openEditor(page);
    const all = await recorded.settled();
    const { origin } = new URL(page.url());
    return {
      ...paints,
      editor,
      loadedBytes: sumOf(loaded).bytes,
      loadedRequests: loaded.length,
      allBytes: sumOf(all).bytes,
      allRequests: all.length,
      others: all.filter((request) => request.origin !== origin).length,
    };
  });
}

/**
 * Loads a page with a cold cache and pastes a token at the earliest moment, as soon as the field for it is on the screen.
 * The page is usable when the token's payload and verdict are shown: `usable` is when they are painted, ms from navigation;
 * `usableBytes` and `usableRequests` are of all requests that had begun when they came to be shown, whether or not the paste
 * needed them, so that nothing is left out which a person had to wait for; `fetched` names them. What the page fetches later,
 * at rest, is not in it. A service worker runs as it would, and what it had begun to fetch counts.
 */
export function measureUsable(browser, url, slowdown, site, token) {
  return inFreshContext(browser, slowdown, 'allow', async (page, recorded) => {
    const { painted, shownAt } = await usable(page, url, site, token);
    const begun = (await recorded.settled()).filter(({ start }) => start <= shownAt);
    const { bytes, requests } = sumOf(begun);
    return { usable: painted, usableBytes: bytes, usableRequests: requests, fetched: begun };
  });
}

/** Focuses the payload editor; ms until Monaco is there, 0 for a page that has none. */
async function openEditor(page) {
  const region = page.getByRole('region', { name: 'Payload', exact: true });
  const editable = region.getByRole('textbox', { name: 'Payload JSON', exact: true });
  if ((await editable.count()) === 0) return 0;
  const begin = Date.now();
  await editable.first().focus();
  await region.locator('.monaco-editor .view-line').first().waitFor();
  return Date.now() - begin;
}
