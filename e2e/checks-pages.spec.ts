import AxeBuilder from '@axe-core/playwright';
import { DebuggerPage } from './debugger-page';
import { expect, test } from './fixtures';
import { hs256 } from './tokens';

test('the catalogue is found from the debugger, by subject, and searched', async ({ page, context }) => {
  const jwt = new DebuggerPage(page);
  await jwt.open();
  const [catalogue] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('link', { name: 'Checks', exact: true }).click(),
  ]);
  await expect(catalogue).toHaveTitle('Checks · JWT Debugger');
  await expect(catalogue.getByRole('heading', { level: 1 })).toHaveText('Checks');
  await expect(catalogue.getByRole('region', { name: 'Time' }).getByRole('link', { name: 'Expired' })).toBeVisible();
  const all = await catalogue.getByRole('main').getByRole('listitem').count();
  expect(all).toBeGreaterThan(100);

  const search = catalogue.getByRole('searchbox', { name: 'Search' });
  await search.fill('cwe-613 high');
  await expect(catalogue.getByRole('status')).toHaveText(/^[1-9]\d? checks$/);
  await expect(catalogue.getByRole('link', { name: 'Expired' })).toBeVisible();
  await expect(catalogue.getByRole('link', { name: 'No subject' })).toBeHidden();
  await search.fill('no such words');
  await expect(catalogue.getByText('No check has these words.')).toBeVisible();
  await catalogue.evaluate(() => navigator.clipboard.writeText('expired'));
  await search.fill('');
  await search.press('ControlOrMeta+V');
  await expect(search).toHaveValue('expired');
});

test('a check has a page with its reasons, and an example that shows the finding', async ({ page }) => {
  await page.goto('/checks/issuer-mismatch/');
  await expect(page).toHaveTitle('Not the expected issuer (issuer-mismatch) · JWT Debugger');
  await expect(page.locator('meta[name="description"]')).toHaveAttribute('content', /\.$/);
  for (const title of ['Why it matters', 'What to do', 'References', 'Example']) {
    await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible();
  }
  await page.getByRole('link', { name: 'Load this example' }).click();
  const jwt = new DebuggerPage(page);
  await expect(jwt.pane('Findings').locator('[data-check="issuer-mismatch"]')).toContainText('https://issuer.example/');
  await expect(jwt.verdict).toContainText('Valid signature');
  expect(page.url()).not.toContain('#');

  // The clock and issuer of the example are not those of the next token.
  await jwt.pasteToken(hs256({ iss: 'https://b.example', exp: Math.floor(Date.now() / 1000) + 600 }, 'x'));
  await expect(jwt.pane('Findings').locator('[data-check="issuer-mismatch"]')).toHaveCount(0);
  await expect(jwt.pane('Findings').locator('[data-check="long-lifetime"]')).toHaveCount(0);
});

/** One of each subject, and each way in which an example is made. */
const EXAMPLES = [
  ...['paste-wrapper', 'json-serialization', 'unsecured-alg', 'high-s', 'algorithm-confusion', 'guessable-secret'],
  ...['key-text-as-secret', 'factorable-rsa-key', 'expired', 'personal-data', 'disclosure-digest', 'dpop-binding'],
  ...['rsa1-5', 'decompression-bomb', 'unverified-inner-token'],
];

test('the example of each kind of check fires in the browser', async ({ page }) => {
  const jwt = new DebuggerPage(page);
  await jwt.open();
  for (const id of EXAMPLES) {
    await test.step(id, async () => {
      await jwt.open(`#check=${id}`);
      await expect(jwt.pane('Findings').locator(`[data-check="${id}"]`).first()).toBeVisible({ timeout: 20_000 });
    });
  }
});

test('a finding leads to its page, and the debugger keeps its token', async ({ page, context }) => {
  const jwt = new DebuggerPage(page);
  await jwt.open();
  const [opened] = await Promise.all([
    context.waitForEvent('page'),
    jwt.pane('Findings').getByRole('link', { name: 'Expired' }).click(),
  ]);
  await expect(opened.getByRole('heading', { level: 1 })).toHaveText('Expired');
  await expect(jwt.token).not.toHaveValue('');
  await opened.getByRole('link', { name: '→' }).click();
  await expect(opened.getByRole('heading', { level: 1 })).not.toHaveText('Expired');
});

test.describe('an address that names no check', () => {
  test.use({ allowedComplaints: [/404/] });

  test('is told', async ({ page }) => {
    const jwt = new DebuggerPage(page);
    await jwt.open('#check=constructor');
    await expect(jwt.pane('Findings').getByRole('alert')).toHaveText('There is no check of that name.');
    const answer = await page.goto('/checks/constructor/');
    expect(answer?.status()).toBe(404);
  });
});

for (const path of ['/checks/', '/checks/expired/', '/checks/bad-ephemeral-key/', '/licences/']) {
  test(`${path} has no violation in either theme, and nothing is wider than a phone`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(path);
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    // The themes differ in colours alone.
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    expect((await new AxeBuilder({ page }).withRules('color-contrast').analyze()).violations).toEqual([]);
  });
}
