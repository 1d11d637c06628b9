import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { DebuggerPage } from './debugger-page';
import { expect, test } from './fixtures';
import {
  certificate,
  decode,
  encode,
  hs256,
  isSignedWith,
  jwkOf,
  makeToken,
  pkcs8,
  privateKeyOf,
  publicHalf,
  publicKeyOf,
  spki,
} from './tokens';

const VECTORS = `${process.env.VECTORS_DIR ?? '../shared/vectors'}/keys-pem-jwk.json`;
const CLAIMS = { iss: 'https://issuer.example', sub: 'someone' };
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const p521 = generateKeyPairSync('ec', { namedCurve: 'P-521' }).privateKey;
const ed = generateKeyPairSync('ed25519').privateKey;

test('a key is named by what it is, in whatever form it came', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  const pane = at.pane('Key');
  const rows = [
    { alg: 'RS256', key: rsa, text: spki(rsa), form: 'PEM, SPKI', words: 'RSA public key, 2048 bits' },
    { alg: 'PS384', key: rsa, text: pkcs8(rsa), form: 'PEM, PKCS#8', words: 'RSA private key, 2048 bits' },
    { alg: 'ES256', key: ec, text: spki(ec), form: 'PEM, SPKI', words: 'EC public key, P-256' },
    { alg: 'ES256', key: ec, text: certificate(ec, 'Issuer One'), form: 'X.509 certificate', words: 'P-256' },
    { alg: 'ES512', key: p521, text: pkcs8(p521), form: 'PEM, PKCS#8', words: 'EC private key, P-521' },
    { alg: 'EdDSA', key: ed, text: spki(ed), form: 'PEM, SPKI', words: 'Ed25519' },
    { alg: 'Ed25519', key: ed, text: JSON.stringify(jwkOf(ed)), form: 'JWK', words: 'Ed25519' },
    {
      alg: 'ES256',
      key: ec,
      text: JSON.stringify({ ...jwkOf(publicHalf(ec)), kid: 'signing-7' }, undefined, 2),
      form: 'JWK',
      words: 'EC public key, P-256',
    },
  ];
  for (const { alg, key, text, form, words } of rows) {
    await test.step(`${form}: ${words}, ${alg}`, async () => {
      await at.token.fill(makeToken({ alg }, CLAIMS, key));
      await at.key.fill(text);
      await expect(at.verdict).toHaveText(new RegExp(`^Valid signature ${alg} · `));
      await expect(pane).toContainText(form);
      await expect(pane).toContainText(words);
      await expect(pane).toContainText(text.includes('PRIVATE') || text.includes('"d"') ? 'private key' : 'public key');
      await expect(pane).toContainText(await calculateJwkThumbprint(jwkOf(key) as JWK));
    });
  }
  await expect(pane).toContainText('signing-7');
  await test.step('a certificate also says whose it is and for how long', async () => {
    await at.key.fill(certificate(ed, 'Issuer Two'));
    await expect(pane).toContainText('Issuer Two');
    await expect(pane).toContainText('2026-01-01');
    await expect(pane).toContainText('2036-01-01');
  });
  await test.step('a secret says how many bits it has, and what is missing', async () => {
    await at.token.fill(hs256(CLAIMS, 'sixteen octets!!'));
    await at.key.fill('sixteen octets!!');
    await expect(pane).toContainText('128 bits');
    await expect(pane).toContainText('128 bits short of HS256');
    const jwk = { kty: 'oct', k: encode('sixteen octets!!') };
    await at.key.fill(JSON.stringify(jwk));
    await expect(at.verdict).toHaveText(/^Valid signature/);
    await expect(pane).toContainText(await calculateJwkThumbprint(jwk));
  });
  await test.step('a broken key says where', async () => {
    await at.key.fill('{"kty": "EC", "crv": "P-256", "x": }');
    await expect(pane).toContainText('at character 36');
    await at.key.fill(spki(rsa).replace('-----END PUBLIC KEY-----', ''));
    await expect(pane).toContainText('unreadable');
  });
});

test('one key in four forms is one key', async ({ page }) => {
  test.skip(!existsSync(VECTORS), `There are no vectors at ${VECTORS}.`);
  const at = new DebuggerPage(page);
  await at.open();
  const { cases } = JSON.parse(readFileSync(VECTORS, 'utf8')) as {
    cases: { id: string; key: JWK; spki: string; pkcs8: string; x509?: string }[];
  };
  const signing = cases.filter(({ x509 }) => x509);
  expect(signing.length).toBeGreaterThan(3);
  for (const { id, key, ...forms } of signing) {
    const thumbprint = await calculateJwkThumbprint(key);
    for (const text of [JSON.stringify(key), forms.spki, forms.pkcs8, forms.x509 ?? '']) {
      await test.step(`${id} ${text.slice(0, 27)}`, async () => {
        await at.key.fill(text);
        await expect(at.pane('Key')).toContainText(thumbprint);
      });
    }
  }
});

test('a key set lists its keys, and says which cannot be used', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  const keys = [rsa, ec].map((key, index) => ({ ...jwkOf(publicHalf(key)), kid: `key-${index}` }));
  await at.token.fill(makeToken({ alg: 'ES256' }, CLAIMS, ec));
  await at.key.fill(JSON.stringify({ keys: [...keys, { kty: 'EC', crv: 'P-256', x: 'AA' }] }));
  const pane = at.pane('Key');
  await expect(pane).toContainText('key set of 2');
  for (const key of keys) await expect(pane).toContainText(await calculateJwkThumbprint(key as JWK));
  await expect(pane).toContainText(/Matched: EC public key, P-256.*kid key-1/);
  await expect(pane).toContainText(/Key 3: /);
});

test('a key is made with one click and signs the token', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  for (const alg of ['HS512', 'ES384', 'Ed25519']) {
    await test.step(alg, async () => {
      await at.token.fill(`${encode({ alg, typ: 'JWT' })}.${encode(CLAIMS)}.`);
      await at.key.fill('');
      await expect(at.verdict).toHaveText(/^(?:Not verified|Cannot verify)/);
      await at.pane('Key').getByRole('button', { name: 'Generate' }).click();
      await expect(at.verdict).toHaveText(new RegExp(`^Valid signature ${alg} · `));
      const token = await at.token.inputValue();
      const key = await at.key.inputValue();
      expect(isSignedWith(token, key)).toBe(true);
      expect(decode(token, 'payload')).toBe(JSON.stringify(CLAIMS));
      expect(decode(token, 'header')).toBe(JSON.stringify({ alg, typ: 'JWT' }));
      if (alg === 'HS512') {
        await expect(at.secretEncoding.locator('option:checked')).toHaveText('Base64URL');
        expect(Buffer.from(key, 'base64url').length, 'octets of the secret').toBe(64);
      }
      await at.pane('Key').getByRole('button', { name: 'Generate' }).click();
      await expect(at.key).not.toHaveValue(key);
      await expect(at.verdict).toHaveText(/^Valid signature/);
    });
  }
});

test('a key is copied and kept in each form', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  const form = page.getByRole('combobox', { name: 'Export as' });
  // For a moment after a press the button says that it copied.
  const button = at.pane('Key').getByRole('button', { name: /^(?:Copy key in this form|Copied)$/ });
  const copy = async (label: string) => {
    await page.evaluate(() => navigator.clipboard.writeText(''));
    await form.selectOption(label);
    await button.click();
    await expect.poll(() => at.clipboard()).not.toBe('');
    return at.clipboard();
  };

  for (const [name, key] of Object.entries({ rsa, ec, ed })) {
    await test.step(`private ${name} key, copied`, async () => {
      await at.key.fill(pkcs8(key));
      const whole = jwkOf(key);
      const half = jwkOf(publicHalf(key));
      expect(jwkOf(privateKeyOf(await copy('Private JWK')))).toEqual(whole);
      expect(jwkOf(privateKeyOf(await copy('Private PEM')))).toEqual(whole);
      const publicText = await copy('Public JWK');
      expect(publicText).not.toContain('"d"');
      expect(jwkOf(publicKeyOf(publicText))).toEqual(half);
      const publicPem = await copy('Public PEM');
      expect(publicPem).toContain('-----BEGIN PUBLIC KEY-----');
      expect(jwkOf(publicKeyOf(publicPem))).toEqual(half);
    });
  }
  await test.step('kept as a file', async () => {
    for (const [label, fileName] of [
      ['Private PEM', 'private-key.pem'],
      ['Public JWK', 'public-key.jwk'],
    ] as const) {
      await form.selectOption(label);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        at.button('Download key in this form').click(),
      ]);
      expect(download.suggestedFilename()).toBe(fileName);
      const text = readFileSync(await download.path(), 'utf8');
      expect(jwkOf(publicKeyOf(text))).toEqual(jwkOf(publicHalf(ed)));
      if (label === 'Private PEM') expect(jwkOf(privateKeyOf(text))).toEqual(jwkOf(ed));
    }
  });
  await test.step('a public key has no private form', async () => {
    await at.key.fill(spki(ec));
    await expect(form.getByRole('option')).toHaveText([
      'Public JWK',
      'Public PEM',
      'Public JWK Set',
      'OpenSSH public key',
    ]);
  });
  await test.step('a secret in the reading that matched', async () => {
    const octets = Buffer.from('00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff', 'hex');
    await at.token.fill(hs256(CLAIMS, octets));
    await at.key.fill(octets.toString('hex'));
    await expect(at.verdict).toHaveText(/^Valid signature .*hex/);
    expect(JSON.parse(await copy('JWK'))).toEqual({ kty: 'oct', k: encode(octets) });
  });
});

test('a pasted key stays when tokens and samples come and go', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  const key = spki(ec);
  await at.key.focus();
  await page.keyboard.press('ControlOrMeta+A');
  await at.paste(key);
  await expect(at.key).toHaveValue(key);

  await at.pasteToken(makeToken({ alg: 'ES256' }, CLAIMS, ec));
  await expect(at.key).toHaveValue(key);
  await expect(at.verdict).toHaveText(/^Valid signature/);
  await at.pasteToken(makeToken({ alg: 'ES256' }, { ...CLAIMS, sub: 'another' }, ec));
  await expect(at.key).toHaveValue(key);
  await at.button('Clear token').click();
  await expect(at.token).toHaveValue('');
  await expect(at.key).toHaveValue(key);

  await at.sample.selectOption('RS256');
  await expect(at.algorithm).toHaveValue('RS256');
  await expect(at.key).toHaveValue(key);
  await expect(at.verdict).toHaveText(/^Cannot verify .*RSA/);
  await at.button('Use this sample’s key').click();
  await expect(at.verdict).toHaveText(/^Valid signature RS256/);
  await expect(at.key).not.toHaveValue(key);
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(at.key).toHaveValue(key);
});

test('a key is opened from a file', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  await at.token.fill(makeToken({ alg: 'ES256' }, CLAIMS, ec));
  const chooser = page.waitForEvent('filechooser');
  await at.pane('Key').getByText('Open…').click();
  await (await chooser).setFiles({
    name: 'issuer.pem',
    mimeType: 'application/x-pem-file',
    buffer: Buffer.from(spki(ec)),
  });
  await expect(at.key).toHaveValue(spki(ec));
  await expect(at.verdict).toHaveText(/^Valid signature/);
});
