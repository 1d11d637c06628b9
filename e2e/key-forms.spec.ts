import { createPublicKey, ECDH, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { DebuggerPage } from './debugger-page';
import { expect, test } from './fixtures';
import { certificate, makeToken, pkcs8, spki } from './tokens';

const CLAIMS = { sub: 'someone' };
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const ed = generateKeyPairSync('ed25519').privateKey;

const octets = (encoded = '') => Buffer.from(encoded, 'base64url');
const pem = (key: KeyObject, type: 'pkcs1' | 'sec1') => key.export({ format: 'pem', type }) as string;
const body = (text: string) => text.replace(/-----.*-----|\s/g, '');

/** The line of an id_ed25519.pub file. */
function openssh(key: KeyObject) {
  const string = (content: Buffer) => Buffer.concat([Buffer.from([0, 0, 0, content.length]), content]);
  const { x } = createPublicKey(key).export({ format: 'jwk' });
  const blob = Buffer.concat([string(Buffer.from('ssh-ed25519')), string(octets(x))]);
  return `ssh-ed25519 ${blob.toString('base64')} me@example`;
}

/** SPKI whose point is compressed: the header of P-256 for 33 octets (RFC 5480 §2). */
function compressed(key: KeyObject) {
  const { x, y } = key.export({ format: 'jwk' });
  const point = Buffer.concat([Buffer.from([4]), octets(x), octets(y)]);
  const short = ECDH.convertKey(point, 'prime256v1', undefined, undefined, 'compressed') as Buffer;
  const head = Buffer.from('3039301306072a8648ce3d020106082a8648ce3d030107032200', 'hex');
  return `-----BEGIN PUBLIC KEY-----\n${Buffer.concat([head, short]).toString('base64')}\n-----END PUBLIC KEY-----`;
}

test('a key verifies in whatever text it is had', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  const rows: [string, string, KeyObject, string, string][] = [
    ['PKCS#1, private', 'RS256', rsa, pem(rsa, 'pkcs1'), 'PKCS#1'],
    ['SEC 1', 'ES256', ec, pem(ec, 'sec1'), 'SEC 1'],
    ['OpenSSH', 'EdDSA', ed, openssh(ed), 'OpenSSH'],
    ['a compressed point', 'ES256', ec, compressed(ec), 'PEM, SPKI'],
    ['bare Base64', 'ES256', ec, body(spki(ec)), 'Read from bare Base64: a public key (SPKI)'],
    ['one line of an environment file', 'RS256', rsa, `KEY="${spki(rsa).replaceAll('\n', '\\n')}"`, 'PEM, SPKI'],
    ['no line breaks', 'RS256', rsa, spki(rsa).replaceAll('\n', ''), 'PEM, SPKI'],
    ['a JSON string', 'ES256', ec, JSON.stringify(JSON.stringify(ec.export({ format: 'jwk' }))), 'JWK'],
    ['a chain', 'ES256', ec, certificate(ec, 'Leaf') + certificate(rsa, 'Other'), 'In the chain: CN=Other'],
  ];
  for (const [name, alg, key, text, words] of rows) {
    await test.step(name, async () => {
      await at.token.fill(makeToken({ alg }, CLAIMS, key));
      await at.key.fill(text);
      await expect(at.verdict).toHaveText(new RegExp(`^Valid signature ${alg} · `));
      await expect(at.pane('Key')).toContainText(words);
    });
  }
});

test('an encrypted key asks for its passphrase, and a document without keys says where they are', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  const scheme = { cipher: 'aes-256-cbc', passphrase: 'hunter2' };
  await at.key.fill(ec.export({ format: 'pem', type: 'pkcs8', ...scheme }) as string);
  await expect(at.pane('Key')).toContainText('passphrase');
  await expect(at.verdict).not.toHaveText(/^(Valid|Invalid)/);
  await at.token.fill(makeToken({ alg: 'ES256' }, CLAIMS, ec));
  const passphrase = page.getByLabel('Passphrase');
  await passphrase.fill('another');
  await expect(at.verdict).toHaveText(/^Cannot verify/);
  await passphrase.fill('hunter2');
  await expect(at.verdict).toHaveText(/^Valid signature ES256/);
  await at.key.fill('{"issuer":"https://issuer.example","jwks_uri":"https://issuer.example/jwks"}');
  await expect(at.pane('Key')).toContainText('"jwks_uri" is https://issuer.example/jwks');
});

test('a key file in DER is opened as the PEM that says the same', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  await at.token.fill(makeToken({ alg: 'ES256' }, CLAIMS, ec));
  const chooser = page.waitForEvent('filechooser');
  await at.pane('Key').getByText('Open…').click();
  const buffer = ec.export({ format: 'der', type: 'pkcs8' });
  await (await chooser).setFiles({ name: 'key.der', mimeType: 'application/octet-stream', buffer });
  await expect(at.key).toHaveValue(pkcs8(ec));
  await expect(at.verdict).toHaveText(/^Valid signature/);
});

test('a key is had in the forms that its type has', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  const form = page.getByRole('combobox', { name: 'Export as' });
  const button = at.pane('Key').getByRole('button', { name: /^(?:Copy key in this form|Copied)$/ });
  for (const [key, forms, label, text] of [
    [rsa, /PKCS#1 PEM.*OpenSSH/, 'PKCS#1 PEM', pem(rsa, 'pkcs1')],
    [ec, /SEC 1 PEM.*OpenSSH/, 'SEC 1 PEM', pem(ec, 'sec1')],
  ] as const) {
    await at.key.fill(pkcs8(key));
    await expect(form).toHaveText(forms);
    await form.selectOption(label);
    await button.click();
    await expect.poll(() => at.clipboard()).toBe(text);
  }
});
