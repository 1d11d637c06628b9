import { slowDown, watch } from './load.mjs';
import { DEBUGGER } from './site.mjs';

/** How long a page may go on working after it has painted; its tasks count still, ms. */
const AFTERMATH = 400;

/** A page with the clipboard allowed and the token field ready. What a service worker would keep is not fetched meanwhile. */
export async function openForPaste(browser, url, slowdown) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(url).origin });
  const page = await context.newPage();
  await page.addInitScript(watch);
  await page.goto(url, { waitUntil: 'networkidle' });
  await slowDown(page, slowdown);
  return page;
}

/**
 * Replaces what a field holds with `text` as a person does, by Ctrl+A and Ctrl+V. `painted`: ms from the paste event to the
 * second frame after `pane` has a text with `expected` in it, or at its beginning; where no pane is given, after the field
 * itself holds the text. `longestTask`: ms of the longest task from then on, 0 when none was as long as 50.
 */
export async function pasteInto(page, { field, text, pane, expected, atBeginning = false }) {
  await page.evaluate((value) => navigator.clipboard.writeText(value), text);
  await field.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.waitForTimeout(AFTERMATH);
  const watched = await (pane ?? field).elementHandle();
  // A field makes one character of a line's end.
  const length = pane ? undefined : text.replaceAll('\r\n', '\n').length;
  await page.evaluate(timePaste, { watched, expected, atBeginning, length });
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

/** Pastes a token, and waits for the value of its first claim in the payload's pane. */
export function paste(page, { text, marker }, site = DEBUGGER) {
  return pasteInto(page, { field: site.tokenField(page), text, pane: site.shown?.(page), expected: marker });
}

/** Runs in the page before the paste; `window.benchPaste` will hold its times. */
function timePaste({ watched, expected, atBeginning, length }) {
  const isShown = () => {
    if (length !== undefined) return watched.value.length === length;
    const text = watched.value ?? watched.textContent;
    return atBeginning ? text.trim().startsWith(expected) : text.includes(expected);
  };
  window.benchPaste = new Promise((resolve) => {
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
