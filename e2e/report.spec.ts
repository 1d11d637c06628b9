import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { DebuggerPage } from './debugger-page';
import { expect, test } from './fixtures';
import { hs256 } from './tokens';

const START = Date.parse('2030-01-01T12:00:00Z');
const NOW = START / 1000;
const SECRET = 'a secret of at least thirty-two octets';
const CLAIMS = { iss: 'https://a.example', sub: 'ada', aud: 'b', iat: NOW - 900, exp: NOW - 60, jti: '1' };
const token = hs256({ ...CLAIMS, email: 'ada@shop.example' }, SECRET, { typ: 'at+jwt' });

class ReportPart {
  readonly pane: Locator;
  readonly text: Locator;

  constructor(readonly page: Page) {
    this.pane = page.getByRole('region', { name: 'Report', exact: true });
    this.text = this.pane.getByRole('region', { name: 'Report text' });
  }

  async open(): Promise<void> {
    await this.pane.getByRole('button', { name: 'Write…' }).click();
    await expect(this.text).toBeVisible();
  }

  async choose(form: string): Promise<void> {
    await this.pane.getByRole('combobox', { name: 'Form of the report' }).selectOption({ label: form });
  }

  async downloaded(): Promise<{ name: string; text: string }> {
    const [file] = await Promise.all([
      this.page.waitForEvent('download'),
      this.pane.getByRole('button', { name: 'Download report' }).click(),
    ]);
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
  }
}

async function openWithToken(page: Page): Promise<{ jwt: DebuggerPage; report: ReportPart }> {
  await page.clock.setFixedTime(START);
  const jwt = new DebuggerPage(page);
  await jwt.open();
  await jwt.pasteToken(token);
  await jwt.key.fill(SECRET);
  await expect(jwt.verdict).toContainText('Valid signature');
  return { jwt, report: new ReportPart(page) };
}

test('a report says what was found and what was not checked, and redacts the token until the reviewer ticks', async ({
  page,
}) => {
  const { jwt, report } = await openWithToken(page);
  await report.open();
  await expect(report.text).toContainText('Valid signature');
  await expect(report.text).toContainText('high: Expired');
  await expect(report.text).toContainText('## Not checked');
  await expect(report.text).toContainText('Redacted');
  await expect(report.text).not.toContainText('ada@shop.example');
  await expect(report.text).not.toContainText(token);
  await expect(report.text).not.toContainText(SECRET);

  await report.pane.getByRole('checkbox', { name: 'Show the values of claims' }).check();
  await expect(report.text).toContainText('ada@shop.example');
  await expect(report.text).not.toContainText(token);
  await report.pane.getByRole('checkbox', { name: 'Show the token' }).check();
  await expect(report.text).toContainText(token);
  await expect(report.text).not.toContainText('Redacted');
  await expect(report.text).not.toContainText(SECRET);

  await report.pane.getByRole('button', { name: 'Copy report' }).click();
  expect(await jwt.clipboard()).toContain('# Review of a JSON Web Token');
});

test('each form is a file of its own', async ({ page }) => {
  const { report } = await openWithToken(page);
  await report.open();
  const markdown = await report.downloaded();
  expect(markdown.name).toBe('jwt-review.md');
  expect(markdown.text).toContain('## Findings');

  await report.choose('JSON');
  const json = await report.downloaded();
  expect(json.name).toBe('jwt-review.json');
  const { schema, tool, madeAt, findings } = JSON.parse(json.text);
  expect(schema).toBe('jwt-debugger-report/1');
  expect(tool.build).toMatch(/^[0-9a-f]{16}$/);
  expect(madeAt).toBe('2030-01-01T12:00:00.000Z');
  expect(findings.map(({ check }: { check: string }) => check)).toContain('expired');

  await report.choose('SARIF 2.1.0');
  const sarif = await report.downloaded();
  expect(sarif.name).toBe('jwt-review.sarif');
  expect(JSON.parse(sarif.text).runs[0].results.length).toBe(findings.length);
});

test('the HTML report is one file that asks for nothing, and is accessible', async ({ page, context }) => {
  const { report } = await openWithToken(page);
  await report.open();
  await report.choose('HTML, to print');
  const { name, text } = await report.downloaded();
  expect(name).toBe('jwt-review.html');
  const printed = await context.newPage();
  await printed.setContent(text);
  await expect(printed.getByRole('heading', { level: 1 })).toHaveText('Review of a JSON Web Token');
  await expect(printed.getByRole('heading', { level: 3, name: /Expired/ })).toBeVisible();
  expect(await printed.locator('script, img, link, iframe').count()).toBe(0);
  // Its own style is let through by its own policy.
  expect(await printed.locator('body').evaluate((body) => getComputedStyle(body).maxWidth)).toBe('800px');
  expect((await new AxeBuilder({ page: printed }).analyze()).violations).toEqual([]);
});

test('a finding is accepted with a note, no longer colours the strip, and stands so in the report', async ({
  page,
}) => {
  const { jwt, report } = await openWithToken(page);
  const counts = page.getByRole('list', { name: 'Findings by severity' });
  const expired = jwt.pane('Findings').locator('[data-check="expired"]');
  await expect(counts).toContainText('1 high');

  const note = expired.getByRole('textbox', { name: 'Why it is accepted' });
  await expired.getByRole('button', { name: 'Accept: Expired…' }).click();
  await expect(note).toBeFocused();
  await page.keyboard.press('Escape');
  await expired.getByRole('button', { name: 'Accept: Expired…' }).click();
  await expect(note).toBeFocused();
  await page.keyboard.type('a token of the test system');
  await page.keyboard.press('Enter');
  await expect(expired).toContainText('Accepted: a token of the test system');
  await expect(expired).toHaveAttribute('data-severity', 'high');
  await expect(jwt.pane('Findings').getByRole('listitem').last()).toHaveAttribute('data-check', 'expired');
  await expect(counts).not.toContainText('high');
  await expect(counts).toContainText('1 accepted');
  await report.open();
  await expect(report.text).toContainText('## Accepted findings');
  await expect(report.text).toContainText('a token of the test system');

  // Another token is another review.
  await jwt.pasteToken(hs256({ ...CLAIMS, sub: 'bob' }, SECRET, { typ: 'at+jwt' }));
  await expect(counts).toContainText('1 high');
  await jwt.pasteToken(token);
  await expect(counts).toContainText('1 accepted');
  await expired.getByRole('button', { name: 'Undo accepting: Expired' }).click();
  await expect(counts).toContainText('1 high');
  await expect(report.text).not.toContainText('## Accepted findings');
});

test('a hostile token does nothing to the page or the report', async ({ page }) => {
  const { jwt, report } = await openWithToken(page);
  const bait = '</pre><img src=x onerror="document.title=1"><script>document.title=1</script>\u202e';
  await jwt.pasteToken(hs256({ [bait]: bait, sub: bait, email: bait }, SECRET, { kid: bait }));
  await report.open();
  await report.pane.getByRole('checkbox', { name: 'Show the values of claims' }).check();
  for (const form of ['Markdown', 'HTML, to print', 'JSON', 'SARIF 2.1.0']) {
    await report.choose(form);
    const { text } = await report.downloaded();
    expect(text).not.toContain('\u202e');
  }
  await expect(page).toHaveTitle('JWT Debugger');
  expect(await report.text.locator('img').count()).toBe(0);
});

for (const theme of ['light', 'dark'] as const) {
  test(`open report and accepting form have no violation in ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    const { jwt, report } = await openWithToken(page);
    await report.open();
    await jwt.button('Accept: Expired…').click();
    await expect(page.getByRole('textbox', { name: 'Why it is accepted' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(jwt.pane('Findings').locator('[data-check="expired"]')).toContainText('Accepted');
    await jwt.button('Accept: Personal data in the clear…').click();
    await expect(page.getByRole('textbox', { name: 'Why it is accepted' })).toBeFocused();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });
}
