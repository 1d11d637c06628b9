import { generateKeyPairSync } from 'node:crypto';
import { DebuggerPage } from './debugger-page';
import { expect, test } from './fixtures';
import { decode, encode, hs256, isSignedWith, makeToken, signatureOf } from './tokens';

const SECRET = 'a secret of more than 32 octets, for HS256';
/** Numbers that JavaScript would change, a name that occurs twice, escapes, and an order that is no alphabet's. */
const EXACT =
  '{"z":1,"id":9007199254740993,"ratio":1.0,"huge":1e400,"minus":-0,"role":"user","role":"admin","name":"J\\u00f6rg\\/"}';
/** Half an hour apart from UTC's hours, so that no local time is taken for another. */
const TIME_ZONE = 'Asia/Kolkata';
test.use({ timezoneId: TIME_ZONE });
// A cold server compresses Monaco's code first.
test.describe.configure({ timeout: 60_000 });

const withoutBlanks = (text: string) => text.replace(/\s/g, '');

test('header and payload are shown as they stand in the token, and an edit leaves the rest of them alone', async ({
  page,
}) => {
  const at = new DebuggerPage(page);
  await at.open();
  const header = '{"typ":"JWT","alg":"HS256"}';
  await at.pasteToken(makeToken(header, EXACT, SECRET, 'HS256'));
  await at.key.fill(SECRET);
  expect(withoutBlanks(await at.payloadJson.inputValue())).toBe(EXACT);
  expect(withoutBlanks(await at.headerJson.inputValue())).toBe(header);
  const claim = (name: string) =>
    at
      .pane('Claims')
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: new RegExp(`^${name}\\b`) }) });
  for (const [name, value] of [
    ['id', '9007199254740993'],
    ['ratio', '1.0'],
    ['huge', '1e400'],
    ['minus', '-0'],
  ] as const) {
    await expect(claim(name)).toContainText(value);
  }
  await expect(claim('role')).toHaveText([/"user"/, /"admin"/]);

  await test.step('an edit of one claim', async () => {
    await at.openEditor('Payload');
    expect(withoutBlanks(await at.payloadJson.inputValue())).toBe(EXACT);
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type('2');
    await expect(at.payloadJson).toHaveValue(/"z": 12,/);
    const edited = EXACT.replace('"z":1,', '"z":12,');
    await expect.poll(async () => decode(await at.token.inputValue(), 'payload')).toBe(edited);
    await expect(at.verdict).toHaveText(/^Valid signature/);
    const token = await at.token.inputValue();
    expect(isSignedWith(token, SECRET)).toBe(true);
    expect(decode(token, 'header')).toBe(header);
  });
});

test('a pane is painted text until it is touched; then Monaco takes its place without a jump', async ({
  page,
  baseURL,
}) => {
  const at = new DebuggerPage(page);
  const scripts: Promise<string>[] = [];
  const foreign: string[] = [];
  page.on('response', (response) => {
    // One that comes as the test ends says nothing.
    if (response.url().endsWith('.js')) scripts.push(response.text().catch(() => ''));
  });
  page.on('request', (request) => {
    if (request.method() !== 'GET' || new URL(request.url()).origin !== baseURL) foreign.push(request.url());
  });
  // The class of Monaco's own field: no script of ours but the editor's speaks of it.
  const monacoScripts = async () => (await Promise.all(scripts)).filter((text) => text.includes('inputarea')).length;

  await at.open();
  await at.pasteToken(hs256({ iss: 'https://issuer.example', sub: 'someone' }, SECRET));
  await expect(at.payloadJson).toHaveValue(/someone/);
  await page.waitForLoadState('networkidle');
  await expect(page.locator('.monaco-editor')).toHaveCount(0);
  expect(await monacoScripts(), "Monaco's code before it is wanted").toBe(0);

  await test.step('a pointer that rests fetches it', async () => {
    await at.payloadJson.hover();
    await expect.poll(monacoScripts).toBeGreaterThan(0);
    await expect(page.locator('.monaco-editor')).toHaveCount(0);
  });
  const painted = await at.pane('Payload').getByText('"iss"', { exact: true }).boundingBox();
  const color = await at
    .pane('Payload')
    .getByText('"iss"', { exact: true })
    .evaluate((element) => getComputedStyle(element).color);
  await test.step('the focus opens it', async () => {
    await at.openEditor('Payload');
    await expect(page.locator('.monaco-editor[role="code"]')).toHaveCount(1);
    const edited = at.pane('Payload').locator('.view-line').getByText('"iss"', { exact: true });
    await expect(edited).toBeVisible();
    const box = await edited.boundingBox();
    expect(Math.abs((box?.x ?? 0) - (painted?.x ?? -99)), 'sideways').toBeLessThanOrEqual(1);
    expect(Math.abs((box?.y ?? 0) - (painted?.y ?? -99)), 'up or down').toBeLessThanOrEqual(2);
    await expect(edited).toHaveCSS('color', color);
  });
  await test.step('the keyboard opens the other', async () => {
    await at.headerJson.focus();
    await expect(at.pane('Header').locator('.monaco-editor .view-line').first()).toBeVisible();
    await expect(at.headerJson).toBeFocused();
  });
  expect(foreign).toEqual([]);
});

test('a syntax error is shown in its place, and what was typed stays', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  await at.key.fill(SECRET);
  await at.pasteToken(hs256({ sub: 'someone' }, SECRET));
  const token = await at.token.inputValue();
  await at.openEditor('Payload');
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type('nonsense');
  await expect(at.payloadJson).toHaveValue(/nonsense\}$/);
  await expect(at.pane('Payload').locator('.squiggly-error').first()).toBeVisible();
  await expect(at.pane('Payload').getByText(/character \d+|line \d+|expected|is missing|comma/i)).toBeVisible();
  // What is signed is what stands there: a payload need not be JSON (RFC 7515 §2).
  await expect.poll(async () => decode(await at.token.inputValue(), 'payload')).toContain('nonsense');

  for (let removed = 0; removed < 'nonsense'.length; removed += 1) await page.keyboard.press('Backspace');
  await expect(at.pane('Payload').locator('.squiggly-error')).toHaveCount(0);
  await expect(at.token).toHaveValue(token);
  await expect(at.verdict).toHaveText(/^Valid signature/);
});

test('an editor explains, completes, finds and folds', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  await at.key.fill(SECRET);
  const exp = Math.floor(Date.now() / 1000) + 7200;
  await at.pasteToken(hs256({ iss: 'https://issuer.example', exp, address: { locality: 'Berlin' } }, SECRET));
  await at.openEditor('Payload');
  const lines = at.pane('Payload').locator('.view-line');
  const offers = page.getByRole('listbox', { name: 'Suggest' });

  await test.step('the meaning of a claim and of its date', async () => {
    await lines.getByText('"exp"').hover();
    const hover = page.locator('.monaco-hover:not(.hidden)').filter({ hasText: 'expires' });
    for (const timeZone of ['UTC', TIME_ZONE]) {
      await expect(hover).toContainText(new Date(exp * 1000).toLocaleTimeString('en-GB', { timeZone }));
    }
    await expect(hover).toContainText(/in (?:2 h|1 h 5\d min)/);
    await expect(hover).toContainText('RFC 7519');
    await page.keyboard.press('Escape');
  });
  await test.step('the names of claims', async () => {
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('"nb');
    await expect(offers.getByLabel(/^nbf, not before/)).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(at.payloadJson).toHaveValue(/^\{\s+"nbf"?\s+"iss"/);
    await page.keyboard.type('": 1,');
    await expect(at.payloadJson).toHaveValue(/^\{\s+"nbf": 1,\s+"iss"/);
    await expect.poll(async () => decode(await at.token.inputValue(), 'payload')).toContain('"nbf":1,');
    await expect(at.verdict).toHaveText(/^Valid signature/);
  });
  await test.step('a text', async () => {
    await page.keyboard.press('ControlOrMeta+F');
    const find = page.getByRole('textbox', { name: 'Find', exact: true });
    await expect(find).toBeFocused();
    await page.keyboard.type('example');
    await expect(page.locator('.find-widget')).toContainText('1 of 1');
    await page.keyboard.press('Escape');
    await expect(at.payloadJson).toBeFocused();
  });
  await test.step('an object is folded and unfolded', async () => {
    await expect(lines.getByText('"locality"')).toBeVisible();
    await lines.getByText('"address"').click();
    await page.keyboard.press('ControlOrMeta+Shift+BracketLeft');
    await expect(lines.getByText('"locality"')).toHaveCount(0);
    await page.keyboard.press('ControlOrMeta+Shift+BracketRight');
    await expect(lines.getByText('"locality"')).toBeVisible();
  });
  await test.step('the names of algorithms', async () => {
    await at.openEditor('Header');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText('{"alg": "HS"}');
    for (const _ of '"}') await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ControlOrMeta+Space');
    await expect(offers.getByLabel(/^HS512/)).toBeVisible();
    await page.keyboard.type('3');
    await expect(offers.getByLabel(/^HS512/)).toHaveCount(0);
    await page.keyboard.press('Enter');
    await expect(at.headerJson).toHaveValue(/"alg": "HS384"/);
    await expect(at.verdict).toHaveText(/^Valid signature HS384/);
    expect(isSignedWith(await at.token.inputValue(), SECRET)).toBe(true);
  });
});

test('Tab leaves an editor in both directions and changes nothing', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  const token = await at.token.inputValue();
  for (const part of ['Header', 'Payload'] as const) {
    await test.step(part, async () => {
      const field = await at.openEditor(part);
      const inEditor = () => page.evaluate(() => document.activeElement?.closest('.monaco-editor') !== null);
      expect(await inEditor()).toBe(true);
      await page.keyboard.press('Tab');
      await expect(field).not.toBeFocused();
      expect(await inEditor()).toBe(false);
      await page.keyboard.press('Shift+Tab');
      await expect(field).toBeFocused();
      await page.keyboard.press('Shift+Tab');
      await expect(field).not.toBeFocused();
      expect(await inEditor()).toBe(false);
    });
  }
  await expect(at.token).toHaveValue(token);
});

test('opening and closing the editors leaves the token byte for byte as it was', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  const rows = {
    'lines of its own, as in RFC 7515': hs256('{"iss":"joe",\r\n "exp":1300819380,\r\n\t"é": "\\u00e9"}', SECRET),
    'exact numbers and a repeated name': hs256(EXACT, SECRET),
    // "Zg" and "Zh" both mean "f": the stray bits are the token's own.
    'stray bits': `${encode('{"alg":"HS256"}')}.${`${encode('{"sub":"x"}')}`.replace(/.$/, 'R')}.AAAA`,
    'a payload that is no JSON': hs256('just text', SECRET),
  };
  for (const [what, token] of Object.entries(rows)) {
    await test.step(what, async () => {
      await at.token.fill(token);
      for (const part of ['Header', 'Payload'] as const) {
        const field = await at.openEditor(part);
        await page.keyboard.press('ControlOrMeta+Home');
        await page.keyboard.press('ArrowRight');
        await page.keyboard.press('End');
        await page.keyboard.press('Tab');
        await expect(field).not.toBeFocused();
      }
      await expect(at.token).toHaveValue(token);
      await test.step('nor does an edit that is taken back', async () => {
        await at.openEditor('Payload');
        await page.keyboard.press('ControlOrMeta+End');
        await page.keyboard.type('7');
        await expect(at.token).not.toHaveValue(token);
        await page.keyboard.press('Backspace');
        await expect(at.token).toHaveValue(token);
      });
    });
  }
});

test('a paste into an editor is an edit of its text', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  await at.key.fill(SECRET);
  await at.pasteToken(hs256({ sub: 'someone' }, SECRET));
  await at.openEditor('Payload');
  await page.keyboard.press('ControlOrMeta+A');
  await at.paste('{"sub":"pasted","n":1.50}');
  await expect(at.payloadJson).toHaveValue('{"sub":"pasted","n":1.50}');
  await expect.poll(async () => decode(await at.token.inputValue(), 'payload')).toBe('{"sub":"pasted","n":1.50}');
  await expect(at.verdict).toHaveText(/^Valid signature/);
  await page.keyboard.press('ControlOrMeta+Z');
  await expect.poll(async () => decode(await at.token.inputValue(), 'payload')).toBe('{"sub":"someone"}');
});

test('the signature pane shows the formula, the length and the bytes', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-521' }).privateKey;
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const ed = generateKeyPairSync('ed25519').privateKey;
  const parts = 'base64UrlEncode(header) + "." + base64UrlEncode(payload), ';
  const rows = [
    { token: hs256({ sub: 'a' }, SECRET), formula: `HMACSHA256(${parts}secret)`, length: '32 bytes' },
    { token: makeToken({ alg: 'RS256' }, {}, rsa), formula: `RSASHA256(${parts}private key)`, length: '256 bytes' },
    { token: makeToken({ alg: 'PS512' }, {}, rsa), formula: `RSAPSSSHA512(${parts}private key)`, length: '256 bytes' },
    { token: makeToken({ alg: 'ES512' }, {}, ec), formula: `ECDSASHA512(${parts}private key)`, length: '132 bytes' },
    { token: makeToken({ alg: 'EdDSA' }, {}, ed), formula: `Ed25519(${parts}private key)`, length: '64 bytes' },
  ];
  const pane = at.pane('Signature');
  const showAs = (name: 'Formula' | 'Bytes') => pane.getByText(name, { exact: true });
  for (const { token, formula, length } of rows) {
    await test.step(formula, async () => {
      await at.token.fill(token);
      await showAs('Formula').click();
      await expect(pane).toContainText(formula);
      await expect(pane).toContainText(length);
      const hex = signatureOf(token).toString('hex');
      const groups = hex.match(/.{4}/g) ?? [];
      await expect(pane).toContainText(`= ${groups.slice(0, 6).join(' ')}`);
      await showAs('Bytes').click();
      await expect.poll(async () => withoutBlanks((await pane.locator('pre').textContent()) ?? '')).toBe(hex);
    });
  }
});
