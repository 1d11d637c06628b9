import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { DebuggerPage } from './debugger-page';
import { expect, test } from './fixtures';
import { heldTexts } from './heap';
import { encode, hs256 } from './tokens';

const SECRET = 'marker-of-a-secret, long enough for HS256';
/** Plain, and as it stands in a token's payload. */
const MARKS = ['marker-of', encode('{"sub":"marker-')];

/** Fills every place that a person can fill, by keys and clipboard: a test's own words would hang on in its own memory. */
async function fillAll(page: Page, jwt: DebuggerPage) {
  await jwt.pasteToken(hs256({ sub: 'marker-of-a-claim', iss: 'https://marker-of-an-issuer.example' }, SECRET));
  await jwt.key.focus();
  await page.keyboard.press('Control+a');
  await jwt.paste(SECRET);
  await expect(jwt.verdict).toContainText('Valid signature');
  await jwt.openEditor('Header');
  await jwt.openEditor('Payload');
  await page.keyboard.press('Control+End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type(',"x":"marker-of-an-edit"');
  await expect(jwt.pane('Claims')).toContainText('marker-of-an-edit');
  const expectations = page.getByRole('region', { name: 'Expectations' });
  await expectations.getByRole('textbox', { name: 'Issuer' }).fill('marker-of-an-expectation');
  const accept = jwt.pane('Findings').getByRole('button', { name: /^Accept/ });
  await accept.first().click();
  await page.getByRole('textbox', { name: 'Why it is accepted' }).fill('marker-of-a-note');
  await page.keyboard.press('Enter');
  await expect(jwt.pane('Findings')).toContainText('marker-of-a-note');
  await jwt.pane('Key').getByRole('button', { name: 'Fetch…' }).click();
  await expect(page.getByRole('dialog')).toContainText('marker-of-an-issuer');
  await page.keyboard.press('Escape');
  const search = page.getByRole('region', { name: 'Secret search' });
  await search.getByRole('button', { name: 'Try common secrets' }).click();
  await search.getByRole('button', { name: 'Pause' }).click();
  expect(page.workers()).not.toEqual([]);
}

/** All that the page shows and holds in its fields, and its address. */
function shown(page: Page): Promise<string> {
  return page.evaluate(() => {
    const fields = document.querySelectorAll<HTMLInputElement>('textarea, input, select');
    const texts = [...fields].map(({ value }) => value);
    return [document.documentElement.outerHTML, location.href, JSON.stringify(history.state), ...texts].join('\n');
  });
}

test('forget all leaves nothing: not on the page, not in memory, not behind undo, not behind Back', async ({
  page,
}) => {
  // A snapshot of the memory takes its time.
  test.slow();
  const jwt = new DebuggerPage(page);
  await jwt.open();
  await fillAll(page, jwt);
  for (const mark of MARKS) expect(await shown(page)).toContain(mark);
  await jwt.button('Forget all…').click();
  await expect(jwt.button('Forget all now')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status', { name: 'Forgotten' })).toContainText('All is forgotten');
  await expect(jwt.token).toBeFocused();
  await expect(jwt.verdict).toContainText('There is no token yet');
  await expect(jwt.key).toHaveValue('');
  expect(page.workers()).toEqual([]);

  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+Shift+z');
  await page.evaluate(() => ['undo', 'redo', 'undo'].map((command) => document.execCommand(command)));
  for (const mark of MARKS) expect(await shown(page)).not.toContain(mark);
  // The clipboard is the person's own.
  expect(await jwt.clipboard()).toBe(SECRET);

  // What is held is found: a text that is put there on purpose.
  await page.evaluate(() => Object.assign(window, { control: ['control', 'of-this-test'].join('-') }));
  const held = await heldTexts(page, [...MARKS, 'control-of-this-test']);
  expect(held.filter((path) => !path.includes('control'))).toEqual([]);
  expect(held).toHaveLength(1);

  // The page is as good as new; and a visit to another page leaves no field that the browser fills in.
  const token = hs256({ sub: 'ada' }, SECRET);
  await jwt.pasteToken(token);
  await expect(jwt.payloadJson).toHaveValue(/"ada"/);
  await page.goto('/checks/');
  await page.goBack();
  await page.waitForFunction(() => !('earlyInput' in window));
  await expect(jwt.token).not.toHaveValue(token);
});

test.describe('the proofs', () => {
  test.use({
    allowedComplaints: [/violates the following Content Security Policy|Fetch API cannot load/],
    allowedOrigins: [/^https:\/\/keys\.example$/],
  });

  test('show what was asked for, by whom, and refused, what is kept, and the policy in words', async ({ page }) => {
    const jwt = new DebuggerPage(page);
    const panel = page.getByRole('dialog', { name: /Nothing leaves this tab/ });
    const section = (name: string) => panel.getByRole('region', { name, exact: true });
    const open = async () => {
      await jwt.button('Nothing leaves this tab').focus();
      await page.keyboard.press('Enter');
      await expect(panel).toBeVisible();
    };
    const set = { keys: [{ kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }] };
    await page.route('https://keys.example/**', (route) =>
      route.fulfill({ json: set, headers: { 'Access-Control-Allow-Origin': '*' } }),
    );
    await jwt.open();
    await jwt.pane('Key').getByRole('button', { name: 'Fetch…' }).click();
    await page.getByRole('textbox', { name: /^Address of a key set/ }).fill('https://keys.example/jwks.json');
    await page.getByRole('button', { name: 'Fetch', exact: true }).click();
    await expect(jwt.key).toHaveValue(/"keys"/);
    await open();

    const left = section('What left this tab');
    await expect(left.getByRole('status')).toHaveText(/^Nothing\./);
    const asked = left.getByRole('list', { name: 'Asked by you' });
    await expect(asked).toContainText('https://keys.example/jwks.json');
    await left.getByText(/files of this page/).click();
    await expect(left.getByRole('table')).toContainText('/_next/static/');
    // It goes on while one looks.
    await page.evaluate(() => fetch('/build-id.txt?of=a-test'));
    await expect(left.getByRole('status')).toHaveText(/^1 request /);
    await expect(left.getByRole('region', { name: 'Other requests' })).toContainText('/build-id.txt?of=a-test');
    await page.evaluate(() => fetch('https://evil.example/path').catch(() => undefined));
    await left.getByText('The policy refused').click();
    await expect(left.getByRole('list', { name: 'Refused' })).toContainText('connect-src: evil.example');

    const words = section('The policy in words');
    const directives = await page.evaluate(() => {
      const meta = document.querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]');
      return (meta?.content ?? '').split(';').map((directive) => directive.trim().split(' ')[0] ?? '');
    });
    await expect(words.getByRole('term')).toHaveText(directives);
    await jwt.button('Look at the headers').click();
    const headers = panel.getByRole('status', { name: 'Headers of this host' });
    await expect(headers.getByText('✓ sent')).toHaveCount(4);
    await expect(headers.getByText('✗')).toHaveCount(0);

    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page }).include('dialog[open]').analyze();
      expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
    }

    await jwt.button('Forget all now').click();
    await open();
    await expect(asked).toContainText('an address that is forgotten');
    await expect(asked).not.toContainText('keys.example');

    // Settings: kept when that is asked for, gone at once when it is not.
    const kept = () => page.evaluate(() => JSON.stringify({ ...localStorage }));
    const theme = page.getByRole('combobox', { name: 'Theme' });
    await page.keyboard.press('Escape');
    await expect(jwt.button('Nothing leaves this tab')).toBeFocused();
    await theme.selectOption('light');
    expect(await kept()).toBe('{}');
    await open();
    const storage = section('What this browser keeps');
    await expect(storage.getByRole('status')).toHaveText('Nothing.');
    await storage.getByRole('checkbox', { name: 'Remember my settings' }).check();
    await expect(storage.getByRole('list', { name: 'Kept' })).toContainText('Your settings');
    expect(await kept()).toBe('{"jwt-debugger-settings":"{\\"theme\\":\\"light\\"}"}');
    await page.reload();
    await expect(theme).toHaveValue('light');
    await open();
    await storage.getByRole('checkbox', { name: 'Remember my settings' }).uncheck();
    await expect(storage.getByRole('status')).toHaveText('Nothing.');
    expect(await kept()).toBe('{}');
    // The settings are no part of what is forgotten.
    await jwt.button('Forget all now').click();
    await expect(theme).toHaveValue('light');
  });
});
