import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { DebuggerPage } from './debugger-page';
import { expect, test } from './fixtures';
import { decode, encode, jwkOf, makeToken, publicHalf } from './tokens';

const issuer = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const holder = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const digestOf = (text: string) => createHash('sha256').update(text).digest('base64url');
const textOf = (key: KeyObject) => JSON.stringify(jwkOf(key));

const street = encode(['salt-1', 'street', 'Hauptstraße 1']);
const address = encode(['salt-2', 'address', { _sd: [digestOf(street)], country: 'DE' }]);
const name = encode(['salt-3', 'given_name', 'Ada']);
const french = encode(['salt-4', 'FR']);
const claims = {
  iss: 'https://issuer.example',
  nationalities: ['DE', { '...': digestOf(french) }],
  _sd: [digestOf(name), digestOf(address), digestOf('a decoy')],
  cnf: { jwk: jwkOf(publicHalf(holder)) },
};
const all = [street, address, name, french];
const jwt = makeToken({ alg: 'ES256', typ: 'example+sd-jwt' }, claims, issuer);
const sdJwt = (...disclosures: string[]) => `${[jwt, ...disclosures].join('~')}~`;
const presented = { aud: 'https://verifier.example', nonce: 'n-1' };
const bind = (text: string, more: object = {}, key = holder) => {
  const payload = { iat: 1700000000, ...presented, sd_hash: digestOf(text), ...more };
  return text + makeToken({ alg: 'ES256', typ: 'kb+jwt' }, payload, key);
};

test('each disclosure is shown with what it says, where it belongs, and what is wrong with it', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  await at.pasteToken(sdJwt(...all));
  await at.key.fill(textOf(publicHalf(issuer)));
  await expect(at.verdict).toHaveText(/^Valid signature ES256/);
  const pane = page.getByRole('region', { name: 'Disclosures', exact: true });
  await expect(pane).toContainText('4 of 4 in the token');
  await expect(pane).toContainText('1 digest without a disclosure');
  await expect(pane).toContainText('No key binding');
  const items = pane.getByRole('list', { name: 'Disclosures' }).getByRole('listitem');
  await expect(items.filter({ hasText: 'given_name' })).toContainText('"Ada"');
  await expect(items.filter({ hasText: 'array element' })).toContainText('/nationalities/1');
  await items.filter({ hasText: '/address/street' }).getByText('Salt and digest').click();
  await expect(items.filter({ hasText: '/address/street' })).toContainText('salt-1');
  await expect(items.filter({ hasText: '/address/street' })).toContainText(digestOf(street));

  await test.step('a click goes to the digest', async () => {
    await pane.getByRole('button', { name: 'Show the digest of /given_name', exact: true }).click();
    await expect(at.pane('Payload').locator('.marked')).toContainText(digestOf(name));
    await expect(at.markedInToken()).not.toHaveCount(0);
  });

  await test.step('a changed disclosure belongs nowhere', async () => {
    await at.token.fill(sdJwt(encode(['salt-3', 'given_name', 'Eve'])));
    await expect(at.verdict).toHaveText(/^Cannot verify/);
    await expect(pane).toContainText('Disclosure 1 belongs to no digest');
    await expect(pane).toContainText('no place in the token');
  });

  await test.step('a token without disclosures has no such pane', async () => {
    await at.token.fill(jwt);
    await expect(at.verdict).toHaveText(/^Valid signature/);
    await expect(pane).toHaveCount(0);
  });
});

test('switching a disclosure off takes it out of the token, and on puts it back in its place', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  await at.pasteToken(bind(sdJwt(...all)));
  await at.key.fill(textOf(publicHalf(issuer)));
  const pane = page.getByRole('region', { name: 'Disclosures', exact: true });
  const box = (label: string) => pane.getByRole('checkbox', { name: label, exact: true });
  await expect(at.verdict).toHaveText(/^Valid signature ES256/);
  await expect(pane).toContainText('Key binding: Valid signature');

  await box('given_name').uncheck();
  await expect(at.token).toHaveValue(sdJwt(street, address, french));
  await expect(pane).toContainText('3 of 4 in the token');
  await expect(pane).toContainText('No key binding');
  await expect(at.verdict).toHaveText(/^Valid signature ES256/);

  await test.step('with what stands inside it', async () => {
    await box('address').uncheck();
    await expect(at.token).toHaveValue(sdJwt(french));
    await expect(box('street')).not.toBeChecked();
    await box('street').check();
    await expect(at.token).toHaveValue(sdJwt(street, address, french));
    await expect(box('address')).toBeChecked();
  });

  await test.step('and back, also by undo', async () => {
    await box('given_name').check();
    await expect(at.token).toHaveValue(sdJwt(...all));
    await box('array element').uncheck();
    await expect(at.token).toHaveValue(sdJwt(street, address, name));
    await at.token.focus();
    await page.keyboard.press('ControlOrMeta+Z');
    await expect(at.token).toHaveValue(sdJwt(...all));
    await expect(box('array element')).toBeChecked();
  });
});

test('the payload is shown as it was issued, or as it is disclosed', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  await at.pasteToken(sdJwt(...all));
  await expect(at.payloadJson).toHaveValue(/_sd/);
  await at.pane('Payload').getByText('Disclosed', { exact: true }).click();
  const shown = page.getByRole('region', { name: 'Disclosed claims' });
  await expect(shown).toContainText('"street": "Hauptstraße 1"');
  await expect(shown).toContainText('"nationalities": ["DE", "FR"]');
  await expect(shown).not.toContainText('_sd');
  await page.getByRole('checkbox', { name: 'street', exact: true }).uncheck();
  await expect(shown).not.toContainText('street');
  await expect(shown).toContainText('"country": "DE"');
  await at.pane('Payload').getByText('Issued', { exact: true }).click();
  await expect(at.payloadJson).toHaveValue(/_sd/);
});

test('a key binding says what is wrong with it', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  await at.key.fill(textOf(publicHalf(issuer)));
  const pane = page.getByRole('region', { name: 'Disclosures', exact: true });
  const rows = [
    [bind(sdJwt(name), {}, issuer), 'Key binding: Invalid signature'],
    [bind(sdJwt(name, french)).replace(`${french}~`, ''), '"sd_hash" is not the digest of what stands before'],
    [bind(sdJwt(name), { nonce: undefined }), '"nonce" is missing from the key-binding JWT.'],
  ] as const;
  for (const [text, words] of rows) {
    await at.token.fill(text);
    await expect(pane).toContainText(words);
    await expect(at.verdict).toHaveText(/^Cannot verify/);
  }
});

test('a presentation is bound with the holder’s key, which is kept nowhere', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  await at.pasteToken(sdJwt(...all));
  await at.key.fill(textOf(publicHalf(issuer)));
  const pane = page.getByRole('region', { name: 'Disclosures', exact: true });
  await pane.getByRole('checkbox', { name: 'given_name', exact: true }).uncheck();
  await pane.getByText('Bind it with the holder’s key').click();
  await pane.getByRole('textbox', { name: 'Audience' }).fill(presented.aud);
  await pane.getByRole('textbox', { name: 'Nonce' }).fill(presented.nonce);
  const key = pane.getByRole('textbox', { name: 'Holder’s private key' });
  await key.fill(textOf(publicHalf(holder)));
  await pane.getByRole('button', { name: 'Bind', exact: true }).click();
  await expect(pane.getByRole('alert')).toHaveText(/public key; binding needs the private one/);
  await key.fill(textOf(holder));
  await pane.getByRole('button', { name: 'Bind', exact: true }).click();
  await expect(pane).toContainText('Key binding: Valid signature');
  await expect(at.verdict).toHaveText(/^Valid signature ES256/);
  const value = await at.token.inputValue();
  const shown = sdJwt(street, address, french);
  expect(value.slice(0, shown.length)).toBe(shown);
  const payload = JSON.parse(decode(value.slice(shown.length), 'payload'));
  expect(payload).toMatchObject({ ...presented, sd_hash: digestOf(shown) });
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage, url: location.href }));
  expect(kept).not.toContain(String(jwkOf(holder).d));
});
