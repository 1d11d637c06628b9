import { randomUUID } from 'node:crypto';
import { DebuggerPage } from './debugger-page';
import { expect, test } from './fixtures';
import { decode, hs256, isSignedWith } from './tokens';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const SECRET = 'a secret of thirty-two characters';
/** However busy the machine is. */
const PATIENCE = { timeout: 60_000 };

/** A signed token of about ten million characters. */
function largeToken(): string {
  const entries = Array.from({ length: 90_000 }, (_, id) => ({ id, name: `entry ${id}`, roles: ['reader', 'writer'] }));
  return hs256({ sub: `large ${randomUUID()}`, exp: 4_102_444_800, entries, blob: 'x'.repeat(1_500_000) }, SECRET);
}

/** Runs in the page: a progress bar is there, and no verdict or claim of the token before. */
function saysThatItReads(): boolean {
  const textOf = (selector: string) => document.querySelector(selector)?.textContent ?? '';
  return (
    document.querySelector('progress[aria-label="Reading the token"]') !== null &&
    textOf('[aria-label="Verdict"]').startsWith('Not verified Reading') &&
    !textOf('section[aria-labelledby="pane-claims"] tbody').includes('exp')
  );
}

test('a token of ten million characters is read with progress, while the page answers', async ({ page }) => {
  test.setTimeout(240_000);
  const at = new DebuggerPage(page);
  const large = largeToken();
  const progress = page.getByRole('progressbar', { name: 'Reading the token' });
  await at.open();
  await at.key.fill(SECRET);

  await test.step('it says that it reads, shows nothing of the token before, and other things can be done', async () => {
    // On a quick machine it is soon over: the page is looked at in every frame.
    const said = page.waitForFunction(saysThatItReads, undefined, PATIENCE);
    await at.pasteToken(large);
    await said;
    await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  });

  await test.step('a newer paste takes its place', async () => {
    await at.pasteToken(hs256({ sub: 'newer' }, SECRET));
    await expect(at.verdict).toHaveText(/^Valid signature/, PATIENCE);
    await expect(at.payloadJson).toHaveValue(/"sub": "newer"/);
    await expect(progress).toHaveCount(0);
  });

  await test.step('verdict, claims and findings come', async () => {
    await at.pasteToken(large);
    await expect(at.payloadJson).toHaveValue(/"sub": "large /, PATIENCE);
    await expect(at.verdict).toHaveText(/^Valid signature/, PATIENCE);
    await expect(progress).toHaveCount(0);
    await expect(at.pane('Claims')).toContainText('2100');
    await expect(at.pane('Findings').locator('[data-check="oversize"]')).toBeVisible(PATIENCE);
  });

  await test.step('all of it is copied, by the button and by the keys', async () => {
    await at.button('Copy token').click();
    expect((await at.clipboard()) === large).toBe(true);
    await page.evaluate(() => navigator.clipboard.writeText(''));
    await at.token.focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('ControlOrMeta+c');
    expect((await at.clipboard()) === large).toBe(true);
  });

  await test.step('typing in its middle changes nothing, and its end is a key away', async () => {
    await page.keyboard.press('End');
    await expect(at.token).toHaveValue(new RegExp(`${large.slice(-40)}$`));
    await page.keyboard.type('x');
    await expect(at.token).toHaveValue(new RegExp(`${large.slice(-40)}$`));
  });

  await test.step('an edit signs it anew', async () => {
    await at.algorithm.selectOption('HS384');
    await expect(at.verdict).toHaveText(/^Valid signature HS384/, PATIENCE);
    await at.button('Copy token').click();
    const edited = await at.clipboard();
    expect(decode(edited, 'header')).toContain('HS384');
    expect(decode(edited, 'payload') === decode(large, 'payload')).toBe(true);
    expect(isSignedWith(edited, SECRET)).toBe(true);
  });

  await test.step('after it comes an ordinary token', async () => {
    await at.button('Clear token').click();
    await expect(at.token).toHaveValue('');
    await expect(at.token).toBeFocused();
    await page.keyboard.type('eyJ');
    await expect(at.token).toHaveValue('eyJ');
  });
});

test('a key text of megabytes is no key, and does not hold up the page', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  await at.key.focus();
  await at.paste('-----BEGIN A-----\n-----END A-----\n'.repeat(60_000));
  await expect(at.pane('Key')).toContainText('longer than 1,000,000 characters', PATIENCE);
  await expect(at.verdict).toHaveText(/^Cannot verify/, PATIENCE);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('k');
  await expect(at.key).toHaveValue('k');
});

/** Runs in the page: how many of its parts are left out of layout, though they are displayed. */
function skippedInLayout(): number {
  const isSkipped = (element: Element): boolean =>
    getComputedStyle(element).contentVisibility !== 'visible' ||
    (element.matches('details:not([open])') && getComputedStyle(element, '::details-content').display !== 'none');
  return [...document.querySelectorAll('body *')].filter(isSkipped).length;
}

for (const width of [1440, 390]) {
  test(`beside a text of many lines nothing is left out of layout at ${width} px, which would hold up "select all"`, async ({
    page,
  }) => {
    const at = new DebuggerPage(page);
    await page.setViewportSize({ width, height: 844 });
    await at.open();
    expect(await page.evaluate(skippedInLayout)).toBeGreaterThan(0);
    await at.pasteToken('export\n'.repeat(1_000));
    await expect.poll(() => page.evaluate(skippedInLayout)).toBe(0);
    await page.keyboard.press('ControlOrMeta+a');
    await at.paste('export\n'.repeat(999));
    await expect.poll(() => page.evaluate(skippedInLayout)).toBeGreaterThan(0);
  });
}
