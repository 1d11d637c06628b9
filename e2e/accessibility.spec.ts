import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { DebuggerPage } from './debugger-page';
import { expect, test } from './fixtures';
import { encode, hs256 } from './tokens';

/** In an editor its own layers lie over an edge of the time tools; those in the claims table do the same with room. */
const EDITOR_TOOLS = '[aria-labelledby="pane-payload"] button[aria-label^="Set "]';

/** Monaco's own find box is 23 px high and its toggles 20; each toggle has a shortcut that says the same. */
const FIND_TOGGLES = '.monaco-editor .find-widget .find-part';

/**
 * What axe finds on the page as it stands: every rule of WCAG 2.2 A and AA, and good practice, in the light theme, and what
 * it finds of the colours in the dark one: the themes differ in nothing else.
 */
async function violations(page: Page, besides: string[] = []): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const axe = () => besides.reduce((builder, place) => builder.exclude(place), new AxeBuilder({ page }));
  const found = (await axe().withTags(tags).analyze()).violations;
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  found.push(...(await axe().withRules('color-contrast').analyze()).violations);
  await page.emulateMedia({ colorScheme: 'light' });
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, all, none }) => `${id}: ${target.join(' ')} ${[...any, ...all, ...none][0]?.message}`),
  );
}

const SECRET = 'a secret of at least thirty-two octets';
const MALFORMED = `${encode('{"alg":"HS256"')}.${encode('{"sub":1')}*.A.A`;

test('the sample, with its findings opened, has no violation', async ({ page }) => {
  const jwt = new DebuggerPage(page);
  await jwt.open();
  await expect(page.getByRole('region', { name: 'Expectations' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Secret search' })).toBeVisible();
  expect(await violations(page), 'the sample').toEqual([]);
  for (const details of await jwt.pane('Findings').getByText('Why, and what to do').all()) await details.click();
  expect(await violations(page), 'findings opened').toEqual([]);
});

test('a faulty token, an unsecured one, one of two signatures and an empty page have no violation', async ({
  page,
}) => {
  const jwt = new DebuggerPage(page);
  await jwt.open();
  await jwt.pasteToken(MALFORMED);
  await jwt.key.fill('-----BEGIN PUBLIC KEY-----\nnothing');
  await expect(jwt.verdict).toContainText('Cannot verify');
  expect(await violations(page), 'a faulty token').toEqual([]);
  await jwt.pasteToken(`${encode('{"alg":"none"}')}.${encode('{"sub":"ada"}')}.`);
  await expect(jwt.verdict).toContainText('Unsecured token');
  expect(await violations(page), 'an unsecured token').toEqual([]);
  await jwt.pasteToken(
    `{"payload":"${encode('{}')}","signatures":[{"protected":"${encode('{"alg":"HS256"}')}","signature":"AA"},{"header":{"alg":"ES256"},"signature":""}]}`,
  );
  await expect(page.getByRole('region', { name: 'Signatures' })).toBeVisible();
  expect(await violations(page), 'several signatures').toEqual([]);
  await jwt.button('Clear token').click();
  await expect(jwt.verdict).toContainText('There is no token yet');
  expect(await violations(page), 'no token').toEqual([]);
});

test('open editors, the date picker, a list of tokens and the sheet have no violation', async ({ page }) => {
  const jwt = new DebuggerPage(page);
  await jwt.open();
  await jwt.pasteToken(JSON.stringify({ id_token: hs256({ a: 1 }, SECRET), access_token: hs256({ exp: 1 }, SECRET) }));
  await jwt.pane('Token').getByRole('radio').nth(1).check();
  await jwt.key.fill(SECRET);
  await expect(jwt.verdict).toContainText('Valid signature');
  await jwt.openEditor('Header');
  await jwt.openEditor('Payload');
  await jwt.pane('Claims').getByRole('button', { name: 'pick…' }).click();
  expect(await violations(page, [EDITOR_TOOLS]), 'editors').toEqual([]);
  await jwt.openEditor('Payload');
  await page.keyboard.press('Control+f');
  await expect(page.getByRole('textbox', { name: 'Find', exact: true })).toBeVisible();
  expect(await violations(page, [EDITOR_TOOLS, FIND_TOGGLES]), 'find').toEqual([]);
  await page.keyboard.press('Escape');
  await jwt.button('Keyboard shortcuts').click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await violations(page, [EDITOR_TOOLS]), 'the sheet').toEqual([]);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('the sample has no violation, and every control is large enough for a finger', async ({ page }) => {
    await new DebuggerPage(page).open();
    expect(await violations(page)).toEqual([]);
  });
});

test('what changes is announced: the verdict is a live status, and a copy is said', async ({ page }) => {
  const jwt = new DebuggerPage(page);
  await jwt.open();
  await expect(jwt.verdict).toHaveRole('status');
  await jwt.button('Copy token').click();
  await expect(page.locator('[aria-live="polite"]').filter({ hasText: 'Copied' })).toHaveCount(1);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  for (const name of ['Token', 'Key', 'Header', 'Payload', 'Signature', 'Time', 'Findings', 'Claims', 'Expectations']) {
    await expect(page.getByRole('heading', { level: 2, name, exact: true })).toBeVisible();
  }
});
