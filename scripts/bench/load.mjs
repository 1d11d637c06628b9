/** How long nothing may be under way before loading counts as done, ms. */
const QUIET = 500;

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

/** Counts what a page fetches, workers included; `settled` resolves when nothing has been under way for a while. */
function countRequests(context) {
  const counted = { requests: 0, bytes: 0 };
  let underWay = 0;
  let last = Date.now();
  const end = async (request) => {
    const { responseHeadersSize, responseBodySize } = await request.sizes();
    counted.bytes += responseHeadersSize + responseBodySize;
    counted.requests += 1;
    underWay -= 1;
    last = Date.now();
  };
  const isFetched = (request) => request.url().startsWith('http');
  context.on('request', (request) => {
    if (isFetched(request)) underWay += 1;
    last = Date.now();
  });
  context.on('requestfinished', (request) => isFetched(request) && end(request));
  context.on('requestfailed', (request) => {
    if (isFetched(request)) underWay -= 1;
  });
  const settled = async () => {
    while (underWay > 0 || Date.now() - last < QUIET) await new Promise((resolve) => setTimeout(resolve, 50));
    return { ...counted };
  };
  return { settled };
}

/**
 * Loads a page with a cold cache, then asks for its payload editor where it has one. Times in ms from navigation, sizes in
 * compressed bytes with headers; `blocked` is what tasks took beyond 50 ms each.
 */
export async function measureLoad(browser, url, slowdown) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(watch);
    await slowDown(page, slowdown);
    const counter = countRequests(context);
    await page.goto(url);
    const usable = await counter.settled();
    const paints = await page.evaluate(() => ({
      fcp: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
      lcp: window.benchPaints.at(-1) ?? 0,
      blocked: window.benchTasks.reduce((sum, { duration }) => sum + Math.max(0, duration - 50), 0),
    }));
    const editor = await openEditor(page);
    const all = await counter.settled();
    return {
      ...paints,
      editor,
      usableBytes: usable.bytes,
      usableRequests: usable.requests,
      allBytes: all.bytes,
      allRequests: all.requests,
    };
  } finally {
    await context.close();
  }
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
