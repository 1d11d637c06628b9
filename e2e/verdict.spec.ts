import { generateKeyPairSync } from 'node:crypto';
import { DebuggerPage } from './debugger-page';
import { expect, test } from './fixtures';
import { encode, hs256, isSignedWith, jwkOf, makeToken, publicHalf, spki } from './tokens';

const SECRET = 'a secret of more than 32 octets, for HS256';
const CLAIMS = { iss: 'https://issuer.example', sub: 'someone' };
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const otherRsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const otherEc = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

test('each sample algorithm gives a token that its key verifies, and no other key does', async ({ page }) => {
  test.slow();
  const at = new DebuggerPage(page);
  await at.open();
  const names = await at.sample
    .locator('optgroup[label="Algorithms"] option')
    .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  expect(names.length).toBeGreaterThanOrEqual(16);
  for (const name of names) {
    await test.step(name, async () => {
      const before = await at.token.inputValue();
      await at.sample.selectOption(name);
      await expect(at.token).not.toHaveValue(before);
      await expect(at.verdict).toHaveText(new RegExp(`^Valid signature ${name} · `));
      await expect(at.algorithm).toHaveValue(name);
      const token = await at.token.inputValue();
      expect(isSignedWith(token, await at.key.inputValue()), 'checked without the page').toBe(true);

      const cut = token.lastIndexOf('.') + 1;
      const flipped = token[cut] === 'A' ? 'B' : 'A';
      const key = await at.key.inputValue();
      await at.pasteToken(`${token.slice(0, cut)}${flipped}${token.slice(cut + 1)}`);
      // A sample's key goes with its sample.
      await at.key.fill(key);
      await expect(at.verdict).toHaveText(new RegExp(`^Invalid signature ${name} · `));
      await at.key.fill('');
    });
  }
});

test('a wrong key and a changed token make an invalid signature', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  await test.step('another secret', async () => {
    await at.pasteToken(hs256(CLAIMS, SECRET));
    await at.key.fill(SECRET);
    await expect(at.verdict).toHaveText(/^Valid signature HS256 · secret read as UTF-8, 42 bytes/);
    await at.key.press('ControlOrMeta+End');
    await page.keyboard.type('!');
    await expect(at.verdict).toHaveText(/^Invalid signature HS256 · not made with this secret/);
  });
  await test.step('another RSA key', async () => {
    await at.pasteToken(makeToken({ alg: 'RS256' }, CLAIMS, rsa));
    await at.key.fill(spki(otherRsa));
    await expect(at.verdict).toHaveText(
      /^Invalid signature RS256 · not made with this key \(RSA public key, 2048 bits\)/,
    );
    await at.key.fill(spki(rsa));
    await expect(at.verdict).toHaveText(/^Valid signature RS256 · RSA public key, 2048 bits/);
  });
  await test.step('other claims under the same signature', async () => {
    const [header, , signature] = makeToken({ alg: 'RS256' }, CLAIMS, rsa).split('.');
    await at.pasteToken(`${header}.${encode({ ...CLAIMS, sub: 'someone else' })}.${signature}`);
    await expect(at.verdict).toHaveText(/^Invalid signature/);
    await expect(at.payloadJson).toHaveValue(/someone else/);
  });
});

test('nothing but a proof is green', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  const colorOfTitle = () =>
    at.verdict
      .locator('strong')
      .first()
      .evaluate((element) => getComputedStyle(element).color);
  await at.pasteToken(hs256(CLAIMS, SECRET));
  await at.key.fill(SECRET);
  await expect(at.verdict).toHaveText(/^Valid signature/);
  const green = await colorOfTitle();

  const unsecured = `${encode({ alg: 'none' })}.${encode(CLAIMS)}.`;
  const rows: readonly { token: string; key: string; says: RegExp }[] = [
    { token: hs256(CLAIMS, SECRET), key: 'another one', says: /^Invalid signature/ },
    { token: hs256(CLAIMS, SECRET), key: '', says: /^Not verified .*no key/ },
    { token: unsecured, key: '', says: /^Unsecured token/ },
    { token: unsecured, key: SECRET, says: /^Unsecured token/ },
    { token: `${unsecured}${encode('proof')}`, key: SECRET, says: /^Unsecured token .*proves nothing/ },
    { token: makeToken({ alg: 'HS999' }, CLAIMS, SECRET, 'HS256'), key: SECRET, says: /^Cannot verify .*HS999/ },
    { token: makeToken({ alg: 'constructor' }, CLAIMS, SECRET, 'HS256'), key: SECRET, says: /^Cannot verify/ },
    { token: makeToken({ alg: 'NONE' }, CLAIMS, SECRET, 'HS256'), key: SECRET, says: /^Cannot verify .*NONE/ },
    { token: makeToken({ typ: 'JWT' }, CLAIMS, SECRET, 'HS256'), key: SECRET, says: /^Cannot verify .*alg/ },
    { token: makeToken({ alg: 'ES256K' }, CLAIMS, ec, 'ES256'), key: spki(ec), says: /^Cannot verify .*ES256K/ },
    { token: makeToken({ alg: 'RS256' }, CLAIMS, rsa), key: SECRET, says: /^Cannot verify .*needs an RSA key.*secret/ },
    { token: makeToken({ alg: 'RS256' }, CLAIMS, rsa), key: spki(ec), says: /^Cannot verify .*needs an RSA key.*EC/ },
    { token: hs256(CLAIMS, SECRET), key: spki(rsa), says: /^Cannot verify .*shared secret.*RSA public key/ },
    // The classic attack: a public key's PEM taken for a secret.
    { token: hs256(CLAIMS, spki(rsa)), key: spki(rsa), says: /^Cannot verify .*shared secret/ },
    { token: hs256(CLAIMS, SECRET), key: '-----BEGIN PUBLIC KEY-----\nMIIB', says: /^Cannot verify/ },
    { token: hs256(CLAIMS, SECRET), key: '{"kty": "oct", "k": ', says: /^Cannot verify .*JSON/ },
    { token: hs256(CLAIMS, SECRET, { crit: ['exp'] }), key: SECRET, says: /^Cannot verify .*crit/ },
    { token: 'not a token at all', key: SECRET, says: /^(?:Cannot verify|Not verified)/ },
    { token: '', key: SECRET, says: /^Not verified/ },
  ];
  for (const { token, key, says } of rows) {
    await test.step(`${says}`, async () => {
      await at.token.fill(token);
      await at.key.fill(key);
      await expect(at.verdict).toHaveText(says);
      expect(await colorOfTitle()).not.toBe(green);
    });
  }
});

test('in a key set the kid picks the key; without one every fitting key is tried', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  const keys = [
    { ...jwkOf(publicHalf(otherEc)), kid: 'older' },
    { ...jwkOf(publicHalf(rsa)), kid: 'rsa' },
    { ...jwkOf(publicHalf(ec)), kid: 'newer' },
  ];
  await at.key.fill(JSON.stringify({ keys }));
  const rows = [
    { what: 'named', header: { kid: 'newer' }, says: /^Valid signature ES256 · .*kid “newer”, chosen by kid/ },
    { what: 'not named', header: {}, says: /^Valid signature ES256 · .*kid “newer”, found by trying/ },
    {
      what: 'named by a kid of no key',
      header: { kid: 'gone' },
      says: /^Valid signature .*kid “newer”, found by trying/,
    },
    // The key that is meant did not sign it; that another one did is no excuse.
    { what: 'another one named', header: { kid: 'older' }, says: /^Invalid signature ES256 · .*older/ },
    { what: 'one of another type named', header: { kid: 'rsa' }, says: /^Cannot verify .*RSA/ },
  ];
  for (const { what, header, says } of rows) {
    await test.step(what, async () => {
      await at.token.fill(makeToken({ alg: 'ES256', ...header }, CLAIMS, ec));
      await expect(at.verdict).toHaveText(says);
    });
  }
  await test.step('a set without a fitting key', async () => {
    await at.token.fill(hs256(CLAIMS, SECRET));
    await expect(at.verdict).toHaveText(/^Cannot verify .*shared secret/);
  });
});

test('a key that came with the token is not used', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  await at.key.fill('');
  const forged = makeToken(
    { alg: 'ES256', jwk: jwkOf(publicHalf(ec)), jku: 'https://attacker.example/keys.json' },
    CLAIMS,
    ec,
  );
  await at.pasteToken(forged);
  await expect(at.verdict).toHaveText(/^Not verified/);
  await expect(at.key).toHaveValue('');
  await at.key.fill(spki(otherEc));
  await expect(at.verdict).toHaveText(/^Invalid signature/);
  await at.key.fill(spki(ec));
  await expect(at.verdict).toHaveText(/^Valid signature/);
});

test('the reading of a secret is found, said, and never guessed beyond what was typed', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  const octets = Buffer.from('fbff00a17f8821d3e4c5b697887766554433221100ffeeddccbbaa998877fffe', 'hex');
  const base64url = octets.toString('base64url');
  const base64 = octets.toString('base64');
  const hex = octets.toString('hex');
  expect(base64url).not.toBe(base64.replaceAll('=', ''));
  const blank = `${SECRET} `;
  const lines = `${SECRET}\n`;

  const rows: readonly { signedWith: string | Buffer; typed: string; choice?: string; says: RegExp }[] = [
    { signedWith: octets, typed: base64url, says: /^Valid signature .*read as Base64URL, 32 bytes/ },
    { signedWith: octets, typed: base64, says: /^Valid signature .*read as Base64, 32 bytes/ },
    { signedWith: octets, typed: hex, says: /^Valid signature .*read as hex, 32 bytes/ },
    { signedWith: octets, typed: hex.toUpperCase(), says: /^Valid signature .*read as hex, 32 bytes/ },
    { signedWith: hex, typed: hex, says: /^Valid signature .*read as UTF-8, 64 bytes/ },
    { signedWith: 'schlüssel', typed: 'schlüssel', says: /^Valid signature .*read as UTF-8, 10 bytes/ },
    { signedWith: blank, typed: blank, says: /^Valid signature .*read as UTF-8, 43 bytes/ },
    { signedWith: blank, typed: SECRET, says: /^Invalid signature/ },
    { signedWith: SECRET, typed: blank, says: /^Invalid signature/ },
    { signedWith: lines, typed: lines, says: /^Valid signature .*read as UTF-8, 43 bytes/ },
    { signedWith: octets, typed: base64url, choice: 'UTF-8', says: /^Invalid signature .*UTF-8/ },
    { signedWith: octets, typed: base64url, choice: 'Base64URL', says: /^Valid signature .*Base64URL/ },
    { signedWith: octets, typed: base64, choice: 'Base64', says: /^Valid signature .*Base64, 32/ },
    { signedWith: octets, typed: hex, choice: 'Hex', says: /^Valid signature .*hex/ },
    { signedWith: octets, typed: `${hex}zz`, choice: 'Hex', says: /^Cannot verify .*Character 65/ },
    { signedWith: octets, typed: base64url, choice: 'Base64', says: /^Cannot verify .*Base64/ },
    { signedWith: blank, typed: blank, choice: 'UTF-8', says: /^Valid signature .*43 bytes/ },
    // Who tests for the classic attack means exactly that.
    { signedWith: spki(rsa), typed: spki(rsa), choice: 'UTF-8', says: /^Valid signature HS256 .*UTF-8/ },
  ];
  for (const { signedWith, typed, choice = 'Detect', says } of rows) {
    await test.step(`${choice}: ${says}`, async () => {
      await at.token.fill(hs256(CLAIMS, signedWith));
      await at.key.fill(typed);
      await at.secretEncoding.selectOption(choice);
      await expect(at.verdict).toHaveText(says);
    });
  }
});
