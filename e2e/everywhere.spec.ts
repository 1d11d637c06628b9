import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { Page } from '@playwright/test';
import { DebuggerPage } from './debugger-page';
import { expect, test } from './fixtures';
import { encode, hs256, makeToken, pkcs8, spki } from './tokens';

const SECRET = 'a secret of at least thirty-two octets';
const TOKEN = hs256('{"sub":"ada", "n":1.0}', SECRET);

/** Every theme that the page has had from its first moment on. */
async function themesSeen(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { themesSeen: seen });
    const look = () => {
      const theme = document.body ? (document.documentElement.dataset.theme ?? 'none') : undefined;
      if (theme && seen.at(-1) !== theme) seen.push(theme);
    };
    new MutationObserver(look).observe(document, { attributes: true, childList: true, subtree: true });
  });
  return () => page.evaluate(() => (window as unknown as { themesSeen: string[] }).themesSeen);
}

test('the theme is the system’s until one is chosen, is kept on request, and is there before anything is drawn', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  const seen = await themesSeen(page);
  const jwt = new DebuggerPage(page);
  await jwt.open();
  const surface = () => page.evaluate(() => getComputedStyle(document.body).color);
  expect(await seen()).toEqual(['dark']);
  const inkOnDark = await surface();
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(surface).not.toBe(inkOnDark);
  const inkOnLight = await surface();

  const theme = page.getByRole('combobox', { name: 'Theme' });
  await theme.selectOption('dark');
  expect(await surface()).toBe(inkOnDark);
  const remember = page.getByRole('checkbox', { name: 'Remember my settings' });
  await jwt.button('Nothing leaves this tab').click();
  await remember.check();
  await page.reload();
  await expect(theme).toHaveValue('dark');
  expect(await seen()).toEqual(['dark']);
  expect(await surface()).toBe(inkOnDark);

  await theme.selectOption('system');
  expect(await surface()).toBe(inkOnLight);
  await page.reload();
  await expect(theme).toHaveValue('system');
  expect(await seen()).toEqual(['light']);
});

test.describe('on a touch device', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  test('the panes are plain text fields, edited and signed like any other', async ({ page }) => {
    const jwt = new DebuggerPage(page);
    await jwt.open();
    await jwt.token.fill(TOKEN);
    await jwt.key.fill(SECRET);
    await jwt.payloadJson.tap();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('{"sub":"bob"}');
    await expect(jwt.token).toHaveValue(hs256('{"sub":"bob"}', SECRET));
    await expect(jwt.verdict).toContainText('Valid signature');
    await jwt.headerJson.tap();
    await expect(jwt.headerJson).toBeFocused();
    await expect(page.locator('.monaco-editor')).toHaveCount(0);
  });
});

test('each part is copied as it stands: token, JSON, base64url, signature, both parts, a curl line', async ({
  page,
}) => {
  const jwt = new DebuggerPage(page);
  await jwt.open();
  await jwt.pasteToken(TOKEN);
  const [header, payload, signature] = TOKEN.split('.');
  const copies: [button: string, text: string][] = [
    ['Copy token', TOKEN],
    ['Copy header JSON', '{"alg":"HS256","typ":"JWT"}'],
    ['Copy header as base64url', header ?? ''],
    ['Copy payload JSON', '{"sub":"ada", "n":1.0}'],
    ['Copy payload as base64url', payload ?? ''],
    ['Copy signature', signature ?? ''],
    ['Copy decoded JSON', '{\n"header": {"alg":"HS256","typ":"JWT"},\n"payload": {"sub":"ada", "n":1.0}\n}'],
    ['Copy curl line', `curl -H 'Authorization: Bearer ${TOKEN}' https://api.example`],
  ];
  for (const [button, text] of copies) {
    await test.step(button, async () => {
      await jwt.button(button).click();
      await expect.poll(() => jwt.clipboard()).toBe(text);
    });
  }
  await expect(page.getByText('Copied').first()).toBeVisible();
});

test('clear empties the token and leaves the person’s key, and undo brings the token back', async ({ page }) => {
  const jwt = new DebuggerPage(page);
  await jwt.open();
  await jwt.pasteToken(TOKEN);
  await jwt.key.fill(SECRET);
  await jwt.button('Clear token').click();
  // The field's own text is clear, so that the painted one is seen; its placeholder must not be.
  expect(await jwt.token.evaluate((field) => getComputedStyle(field, '::placeholder').color)).not.toMatch(/, 0\)$/);
  await expect(jwt.pane('Token')).toContainText('Paste a token anywhere on this page');
  await expect(jwt.token).toHaveValue('');
  await expect(jwt.token).toBeFocused();
  await expect(jwt.payloadJson).toHaveValue('');
  await expect(jwt.verdict).toContainText('There is no token yet');
  await expect(jwt.key).toHaveValue(SECRET);
  await page.keyboard.press('Control+z');
  await expect(jwt.token).toHaveValue(TOKEN);
  await jwt.button('Clear key').click();
  await expect(jwt.key).toHaveValue('');
  await expect(jwt.verdict).toContainText('Not verified');
});

test('files dropped anywhere find their field, and a key file is opened by its button', async ({ page }) => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const token = makeToken({ alg: 'ES256' }, { sub: 'ada' }, privateKey);
  const jwt = new DebuggerPage(page);
  await jwt.open();
  const drop = async (files: [name: string, text: string][]) => {
    const transfer = await page.evaluateHandle((all) => {
      const data = new DataTransfer();
      for (const [name, text] of all) data.items.add(new File([text], name));
      return data;
    }, files);
    const target = jwt.pane('Findings');
    await target.dispatchEvent('dragenter', { dataTransfer: transfer });
    await expect(page.getByText(/Drop a token or key file/)).toBeVisible();
    await target.dispatchEvent('drop', { dataTransfer: transfer });
    await expect(page.getByText(/Drop a token or key file/)).toBeHidden();
  };
  await drop([['token.txt', `Bearer ${token}\n`]]);
  await expect(jwt.token).toHaveValue(token);
  await drop([['key.pem', spki(createPublicKey(privateKey))]]);
  await expect(jwt.verdict).toContainText('Valid signature');
  await drop([
    ['key.pem', pkcs8(privateKey)],
    ['token.jwt', TOKEN],
  ]);
  await expect(jwt.token).toHaveValue(TOKEN);
  await expect(jwt.key).toHaveValue(pkcs8(privateKey));

  const chooser = page.waitForEvent('filechooser');
  await jwt.pane('Key').getByText('Open…').click();
  await (await chooser).setFiles({ name: 'secret.txt', mimeType: 'text/plain', buffer: Buffer.from(SECRET) });
  await expect(jwt.key).toHaveValue(SECRET);
  await expect(jwt.verdict).toContainText('Valid signature');
});

test('a token in the fragment is taken, and the address is clean at once', async ({ page }) => {
  const jwt = new DebuggerPage(page);
  for (const name of ['token', 'id_token', 'access_token']) {
    await test.step(name, async () => {
      await page.goto('about:blank');
      const token = hs256({ sub: name }, SECRET);
      await jwt.open(`#state=1&${name}=${token}`);
      await expect(jwt.token).toHaveValue(token);
      await expect(jwt.payloadJson).toHaveValue(new RegExp(`"${name}"`));
      expect(new URL(page.url()).hash).toBe('');
    });
  }
  // And neither reload nor the way back brings it to the address again.
  await page.reload();
  expect(page.url()).not.toContain('token');
  await expect(jwt.token).not.toHaveValue(new RegExp(encode('{"sub":"access_token"}')));
  // A link that is followed while the page is open.
  const later = hs256({ sub: 'later' }, SECRET);
  await page.evaluate((token) => {
    location.hash = `token=${token}`;
  }, later);
  await expect(jwt.token).toHaveValue(later);
  expect(page.url()).not.toContain('token');
});

test('what is typed before the page is live is kept', async ({ page }) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/_next/static/**/*.js', async (route) => {
    await released;
    await route.continue();
  });
  const jwt = new DebuggerPage(page);
  await page.goto('/', { waitUntil: 'commit' });
  // The sample is there to be read already.
  await expect(jwt.verdict).toContainText('Valid signature');
  await jwt.token.press('Control+a');
  await page.keyboard.type(TOKEN);
  await jwt.key.press('Control+a');
  await page.keyboard.type(SECRET);
  release();
  await expect(jwt.payloadJson).toHaveValue(/"ada"/);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await expect(jwt.token).toHaveValue(TOKEN);
  await expect(jwt.key).toHaveValue(SECRET);
  await expect(jwt.verdict).toContainText('Valid signature');
});
