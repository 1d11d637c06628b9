import { slowDown, watch } from './load.mjs';

/** How long a page may go on working after it has painted; its tasks count still, ms. */
const AFTERMATH = 400;

/** A page with the clipboard allowed and the token field ready. */
export async function openForPaste(browser, url, slowdown) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(url).origin });
  const page = await context.newPage();
  await page.addInitScript(watch);
  await page.goto(url, { waitUntil: 'networkidle' });
  await slowDown(page, slowdown);
  return page;
}

/**
 * Replaces what the token field holds with `text` as a person does, by Ctrl+A and Ctrl+V. `painted`: ms from the paste event
 * to the second frame after the payload pane shows `marker` (on the bare page, after the textarea holds the text).
 * `longestTask`: ms of the longest task from then on, 0 when none was as long as 50.
 */
export async function paste(page, { text, marker }) {
  const field = page.getByRole('textbox', { name: 'Token', exact: true });
  await page.evaluate((value) => navigator.clipboard.writeText(value), text);
  await field.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.waitForTimeout(AFTERMATH);
  const region = page.getByRole('region', { name: 'Payload', exact: true });
  const pane = (await region.count()) > 0 ? await region.elementHandle() : await field.elementHandle();
  await page.evaluate(timePaste, { pane, marker, length: text.length });
  await page.keyboard.press('ControlOrMeta+v');
  const { begin, painted } = await page.evaluate(() => window.benchPaste);
  await page.waitForTimeout(AFTERMATH);
  const longestTask = await page.evaluate(
    (from) =>
      Math.max(
        0,
        ...window.benchTasks.filter((task) => task.startTime + task.duration > from).map((task) => task.duration),
      ),
    begin,
  );
  return { painted, longestTask };
}

/** Runs in the page before the paste; `window.benchPaste` will hold its times. */
function timePaste({ pane, marker, length }) {
  window.benchPaste = new Promise((resolve) => {
    const isShown = () => (pane.value === undefined ? pane.textContent.includes(marker) : pane.value.length === length);
    const onPaste = () => {
      const begin = performance.now();
      const onFrame = () => {
        if (!isShown()) requestAnimationFrame(onFrame);
        else requestAnimationFrame(() => resolve({ begin, painted: performance.now() - begin }));
      };
      requestAnimationFrame(onFrame);
    };
    window.addEventListener('paste', onPaste, { capture: true, once: true });
  });
}
