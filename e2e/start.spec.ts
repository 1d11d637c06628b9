import type { Page } from '@playwright/test';
import { DebuggerPage } from './debugger-page';
import { expect, test } from './fixtures';
import { hs256 } from './tokens';

const isLive = (page: Page) => page.evaluate(() => !('earlyInput' in window));
const becomesLive = (page: Page) => page.waitForFunction(() => !('earlyInput' in window));

/** The page without the timer that makes it live when it is left alone: what is seen then is somebody's doing. */
async function openUnvisited(page: Page, fragment = ''): Promise<DebuggerPage> {
  await page.addInitScript(() => {
    const begin = window.setTimeout;
    const isLong = (ms = 0) => ms >= 2_000 && ms < 5_000;
    Object.assign(window, {
      setTimeout: (act: () => void, ms?: number) => (isLong(ms) && 'earlyInput' in window ? 0 : begin(act, ms)),
    });
  });
  await page.goto(`/${fragment}`);
  return new DebuggerPage(page);
}

test('until somebody is there the page is markup, whole and with its scripts at hand', async ({ page }) => {
  const jwt = await openUnvisited(page);
  await page.waitForLoadState('networkidle');
  const scripts = await page.evaluate(
    () => performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js')).length,
  );
  expect(scripts).toBeGreaterThan(3);
  await expect(jwt.verdict).toHaveText(/^Valid signature/);
  await expect(jwt.pane('Claims').getByRole('row', { name: /^sub/ })).toBeVisible();
  expect(await isLive(page)).toBe(false);

  await page.mouse.move(5, 5);
  await becomesLive(page);
});

test('left alone it becomes live by itself', async ({ page }) => {
  await page.goto('/');
  await becomesLive(page);
  // Its clock moves: the sample of the build has expired since.
  await expect(new DebuggerPage(page).verdict).toContainText('expired');
});

test('a token in the address waits for nobody', async ({ page }) => {
  const token = hs256({ sub: 'from the address' }, 'a secret of at least thirty-two octets');
  const jwt = await openUnvisited(page, `#token=${token}`);
  await expect(jwt.token).toHaveValue(token);
  await expect(jwt.payloadJson).toHaveValue(/from the address/);
});

test.describe('what is done before the page is live happens then', () => {
  test('a button', async ({ page }) => {
    const jwt = await openUnvisited(page);
    await jwt.button('Clear token').click();
    await expect(jwt.token).toHaveValue('');
  });

  test('a button of a part that becomes live later', async ({ page }) => {
    const jwt = await openUnvisited(page);
    const before = await jwt.token.inputValue();
    await jwt.pane('Claims').getByRole('button', { name: 'Set exp to now', exact: true }).click();
    await expect(jwt.token).not.toHaveValue(before);
    await expect(jwt.verdict).toHaveText(/^Valid signature/);
  });

  test('a choice', async ({ page }) => {
    const jwt = await openUnvisited(page);
    await jwt.sample.selectOption('RS256');
    await expect(jwt.headerJson).toHaveValue(/RS256/);
    await expect(jwt.sample).toHaveValue('RS256');
  });

  test('a key of the page', async ({ page }) => {
    await openUnvisited(page);
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toBeVisible();
  });

  test('the focus, which opens an editor', async ({ page }) => {
    const jwt = await openUnvisited(page);
    await jwt.payloadJson.focus();
    await expect(jwt.pane('Payload').locator('.monaco-editor .view-line').first()).toBeVisible({ timeout: 25_000 });
    await expect(jwt.payloadJson).toBeFocused();
  });

  test('a file', async ({ page }) => {
    const jwt = await openUnvisited(page);
    const file = { name: 'key.txt', mimeType: 'text/plain', buffer: Buffer.from('a secret from a file') };
    await jwt.pane('Key').locator('input[type="file"]').setInputFiles(file);
    await expect(jwt.key).toHaveValue('a secret from a file');
  });
});
