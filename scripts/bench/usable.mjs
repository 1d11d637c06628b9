/** When a page whose script was not ready has lost the paste, it is pasted again after this long, ms. */
const AGAIN = 500;
const PATIENCE = 60_000;

/**
 * Goes to a page and pastes a token, whose text the clipboard holds already, until its payload and verdict are there:
 * `shownAt` in ms since 1970, and `painted`, a frame later, in ms from navigation.
 */
export async function usable(page, url, site, { marker }) {
  await page.goto(url, { waitUntil: 'commit' });
  const field = site.tokenField(page);
  await field.waitFor();
  const end = Date.now() + PATIENCE;
  while (Date.now() < end) {
    await field.focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('ControlOrMeta+v');
    const painted = await page.evaluate(waitShown, {
      pane: await (site.shown ?? site.tokenField)(page).elementHandle(),
      verdict: site.verdict && (await site.verdict(page).elementHandle()),
      verified: site.verified,
      marker,
      patience: AGAIN,
    });
    if (painted) return painted;
  }
  throw new Error(
    `The payload was not shown within ${PATIENCE / 1000} s. Name the token field and the payload's pane.`,
  );
}

/**
 * Runs in the page. The token is signed with a secret that nobody has given, so its verdict is there when the one of the
 * page's own sample, which is verified, is not there any more.
 */
function waitShown({ pane, verdict, verified, marker, patience }) {
  const isShown = () =>
    (pane.value ?? pane.textContent).includes(marker) && !verdict?.textContent.trim().startsWith(verified);
  const end = performance.now() + patience;
  return new Promise((resolve) => {
    const onFrame = () => {
      if (isShown()) {
        const shownAt = performance.timeOrigin + performance.now();
        requestAnimationFrame(() => resolve({ painted: performance.now(), shownAt }));
      } else if (performance.now() > end) resolve(undefined);
      else requestAnimationFrame(onFrame);
    };
    requestAnimationFrame(onFrame);
  });
}
