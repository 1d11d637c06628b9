import { generateKeyPairSync } from 'node:crypto';
import type { Page } from '@playwright/test';
import { DebuggerPage } from './debugger-page';
import { expect, test } from './fixtures';
import { decode, hs256, isSignedWith, makeToken, spki } from './tokens';

const SECRET = 'a secret of at least sixty-four octets, so that it is long enough for HS512 too';

/** Numbers, repeats and blanks that a reader and writer of JSON would change. */
const ODD_PAYLOAD =
  '{"sub":"ada", "big":9007199254740993,\t"one":1.0,"huge":1e400,"twice":1,"twice":2,"slash":"\\/","exp":1893456000}';

async function show(page: Page, token: string, key: string) {
  const jwt = new DebuggerPage(page);
  await jwt.open();
  await jwt.pasteToken(token);
  await jwt.key.fill(key);
  return jwt;
}

/** The token, once its payload is this text byte for byte. */
async function tokenWith(jwt: DebuggerPage, payload: string): Promise<string> {
  await expect.poll(async () => decode(await jwt.token.inputValue(), 'payload')).toBe(payload);
  return jwt.token.inputValue();
}

/** Waits until the token has this payload byte for byte, and a signature that this key made. */
async function expectSigned(jwt: DebuggerPage, payload: string, key: string) {
  await tokenWith(jwt, payload);
  await expect.poll(async () => isSignedWith(await jwt.token.inputValue(), key)).toBe(true);
  await expect(jwt.verdict).toContainText('Valid signature');
}

/** Types at the end of the string in the payload's first member, as the pane shows it. */
async function typeAfterFirstValue(jwt: DebuggerPage, text: string) {
  const field = await jwt.openEditor('Payload');
  const { keyboard } = jwt.page;
  for (const key of ['Control+Home', 'ArrowDown', 'End']) await keyboard.press(key);
  // Back over the quote, and over the comma where another member follows.
  const line = (await field.inputValue()).split('\n')[1];
  for (const _ of line?.endsWith(',') ? '",' : '"') await keyboard.press('ArrowLeft');
  await keyboard.type(text);
}

test('an edit of the payload signs the token anew and leaves every other character alone', async ({ page }) => {
  const before = hs256(ODD_PAYLOAD, SECRET);
  const jwt = await show(page, before, SECRET);
  await expect(jwt.verdict).toContainText('Valid signature');
  await typeAfterFirstValue(jwt, ' lovelace');
  await expectSigned(jwt, ODD_PAYLOAD.replace('ada', 'ada lovelace'), SECRET);
  expect((await jwt.token.inputValue()).split('.')[0]).toBe(before.split('.')[0]);
});

test('an edit of the header signs the token anew', async ({ page }) => {
  const jwt = await show(page, makeToken('{"alg":"HS256", "kid":"a"}', ODD_PAYLOAD, SECRET), SECRET);
  await jwt.openEditor('Header');
  for (const key of ['Control+End', 'ArrowUp', 'End', 'ArrowLeft']) await page.keyboard.press(key);
  await page.keyboard.type('bc');
  await expect.poll(async () => decode(await jwt.token.inputValue(), 'header')).toBe('{"alg":"HS256", "kid":"abc"}');
  await expectSigned(jwt, ODD_PAYLOAD, SECRET);
});

test('another algorithm of the same key signs anew; one that needs another key is one click away', async ({ page }) => {
  const jwt = await show(page, hs256(ODD_PAYLOAD, SECRET), SECRET);
  await jwt.algorithm.selectOption('HS512');
  await expect.poll(async () => decode(await jwt.token.inputValue(), 'header')).toBe('{"alg":"HS512","typ":"JWT"}');
  await expectSigned(jwt, ODD_PAYLOAD, SECRET);

  await jwt.algorithm.selectOption('PS256');
  await expect(jwt.verdict).not.toContainText('Valid signature');
  await jwt.button('Generate PS256 key pair').click();
  await expect(jwt.verdict).toContainText('Valid signature');
  expect(decode(await jwt.token.inputValue(), 'header')).toBe('{"alg":"PS256","typ":"JWT"}');
  await expectSigned(jwt, ODD_PAYLOAD, await jwt.key.inputValue());
});

test('with a public key alone the edit stays, the old signature is said to be old, and a click makes a pair', async ({
  page,
}) => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const claims = '{"sub":"ada","exp":1893456000}';
  const before = makeToken({ alg: 'ES256' }, claims, privateKey);
  const jwt = await show(page, before, spki(publicKey));
  await expect(jwt.verdict).toContainText('Valid signature');

  const edited = claims.replace('ada', 'ada!');
  await typeAfterFirstValue(jwt, '!');
  expect((await tokenWith(jwt, edited)).split('.')[2]).toBe(before.split('.')[2]);
  await expect(jwt.verdict).toContainText('Invalid signature');
  await expect(jwt.verdict).toContainText('from before your edit');
  await expect(jwt.pane('Signature')).toContainText('from before your edit');
  await expect(jwt.pane('Signature')).toContainText(/private/i);
  await expect(jwt.key).toHaveValue(spki(publicKey));

  await jwt.pane('Signature').getByRole('button', { name: 'Generate ES256 key pair' }).click();
  await expect(jwt.verdict).toContainText('Valid signature');
  await expect(jwt.pane('Signature')).not.toContainText('from before your edit');
  await expectSigned(jwt, edited, await jwt.key.inputValue());
});

test.describe('with a clock that stands still, in Berlin', () => {
  const NOW = Date.parse('2030-01-01T12:00:00Z') / 1000;
  test.use({ timezoneId: 'Europe/Berlin' });

  test('dates are set by a click, beside the claim and in the table, and picked from a calendar', async ({ page }) => {
    await page.clock.setFixedTime(NOW * 1000);
    const claims = (exp: number, iat = 1, nbf = 2) => `{"iat":${iat},"nbf":${nbf},"exp":${exp},"n":1.0}`;
    const jwt = await show(page, hs256(claims(3), SECRET), SECRET);
    const [payload, table] = [jwt.pane('Payload'), jwt.pane('Claims')];

    await payload.getByRole('button', { name: 'Set exp to 15 minutes from now' }).click();
    await expectSigned(jwt, claims(NOW + 900), SECRET);
    await payload.getByRole('button', { name: 'Set exp to 1 day from now' }).click();
    await expectSigned(jwt, claims(NOW + 86_400), SECRET);
    await table.getByRole('button', { name: 'Set exp to 1 hour from now' }).click();
    await expectSigned(jwt, claims(NOW + 3600), SECRET);
    await table.getByRole('button', { name: 'Set iat to now' }).click();
    await table.getByRole('button', { name: 'Set nbf to now' }).click();
    await expectSigned(jwt, claims(NOW + 3600, NOW, NOW), SECRET);

    const row = table.getByRole('row', { name: /^exp/ });
    await row.getByRole('button', { name: 'pick…' }).click();
    await row.getByLabel('Date and time for exp, local time').fill('2031-07-01T14:00:00');
    await expectSigned(jwt, claims(Date.parse('2031-07-01T12:00:00Z') / 1000, NOW, NOW), SECRET);
    await expect(row).toContainText('1 Jul 2031, 12:00:00 UTC');
  });
});

test('undo and redo go through token, panes, algorithm and key, wherever the cursor is', async ({ page }) => {
  const token = hs256('{"sub":"ada"}', SECRET);
  const jwt = await show(page, token, SECRET);
  await expect(jwt.verdict).toContainText('Valid signature');
  await typeAfterFirstValue(jwt, '!');
  const edited = await tokenWith(jwt, '{"sub":"ada!"}');
  await jwt.algorithm.selectOption('HS384');
  const alg = expect.poll(async () => JSON.parse(decode(await jwt.token.inputValue(), 'header')).alg);
  await alg.toBe('HS384');

  await jwt.openEditor('Payload');
  await page.keyboard.press('Control+z');
  await expect.poll(async () => decode(await jwt.token.inputValue(), 'header')).toContain('HS256');
  await expect(jwt.token).toHaveValue(new RegExp(`^${edited.slice(0, edited.lastIndexOf('.'))}\\.`));
  await jwt.token.click();
  await page.keyboard.press('Control+z');
  await expect(jwt.token).toHaveValue(token);
  await expect(jwt.payloadJson).toHaveValue(/"ada"/);
  await jwt.key.click();
  await page.keyboard.press('Control+z');
  await expect(jwt.key).not.toHaveValue(SECRET);

  await page.keyboard.press('Control+Shift+z');
  await expect(jwt.key).toHaveValue(SECRET);
  await page.keyboard.press('Control+y');
  await expectSigned(jwt, '{"sub":"ada!"}', SECRET);
  await page.keyboard.press('Control+y');
  await expect.poll(async () => decode(await jwt.token.inputValue(), 'header')).toContain('HS384');
});

test('taking back an edit by hand gives the token byte for byte, with blanks that no signer would write', async ({
  page,
}) => {
  const token = makeToken('{ "alg" : "HS256" }', '{"sub":"ada" , "n":1E0}', SECRET);
  const jwt = await show(page, token, SECRET);
  await typeAfterFirstValue(jwt, 'xy');
  await tokenWith(jwt, '{"sub":"adaxy" , "n":1E0}');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await expect(jwt.token).toHaveValue(token);
});

test('a header that cannot be read is not signed: that is said, and the text that was typed stays', async ({
  page,
}) => {
  const jwt = await show(page, hs256('{"sub":"ada"}', SECRET), SECRET);
  await jwt.openEditor('Header');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('{"alg"}');
  await expect(jwt.headerJson).toHaveValue('{"alg"}');
  await expect(jwt.verdict).not.toContainText('Valid signature');
  await expect(jwt.pane('Header')).toContainText(/expected|character/i);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('{"alg":"HS256"}');
  await expectSigned(jwt, '{"sub":"ada"}', SECRET);
  expect(decode(await jwt.token.inputValue(), 'header')).toBe('{"alg":"HS256"}');
});
