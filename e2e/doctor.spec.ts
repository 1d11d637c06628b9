import { generateKeyPairSync } from 'node:crypto';
import { DebuggerPage } from './debugger-page';
import { expect, test } from './fixtures';
import { hs256, makeToken, pkcs8, spki } from './tokens';

const SECRET = 'a secret of more than 32 octets, for HS256';
const CLAIMS = { iss: 'https://issuer.example', sub: 'someone' };
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

/** The doctor's region of a page with this token and key, the verdict being in. */
async function consult(at: DebuggerPage, token: string, key: string) {
  await at.open();
  await at.pasteToken(token);
  await at.key.fill(key);
  return at.page.getByRole('region', { name: 'Why won’t it verify?' });
}

test('a secret read in the wrong encoding is found, and one click puts it right', async ({ page }) => {
  const at = new DebuggerPage(page);
  const octets = Buffer.from('fbff00a17f8821d3e4c5b697887766554433221100ffeeddccbbaa998877fffe', 'hex');
  const doctor = await consult(at, hs256(CLAIMS, octets), octets.toString('base64'));
  await expect(at.verdict).toHaveText(/^Valid signature/);
  await expect(doctor).toBeHidden();
  await at.secretEncoding.selectOption('UTF-8');
  await expect(at.verdict).toHaveText(/^Invalid signature/);
  await expect(doctor).toContainText('It verifies when the secret is read as Base64.');
  await doctor.getByRole('button', { name: /^Use it/ }).click();
  await expect(at.verdict).toHaveText(/^Valid signature/);
  await expect(at.secretEncoding).toHaveValue('base64');
  await expect(doctor).toBeHidden();
});

test('a line break behind the secret is found', async ({ page }) => {
  const at = new DebuggerPage(page);
  const doctor = await consult(at, hs256(CLAIMS, SECRET), `${SECRET}\n`);
  await expect(at.verdict).toHaveText(/^Invalid signature/);
  await expect(doctor).toContainText('It verifies when the line break at the end of the secret is removed.');
  await doctor.getByRole('button', { name: /^Use it/ }).click();
  await expect(at.key).toHaveValue(SECRET);
  await expect(at.verdict).toHaveText(/^Valid signature/);
});

test('an RSA signature of the other padding is found; with the private key the token is signed anew', async ({
  page,
}) => {
  const at = new DebuggerPage(page);
  const token = makeToken({ alg: 'RS256' }, CLAIMS, rsa, 'PS256');
  const doctor = await consult(at, token, spki(rsa));
  await expect(at.verdict).toHaveText(/^Invalid signature RS256/);
  await expect(doctor).toContainText('It verifies as PS256, but the header says RS256.');
  // A public key cannot sign the changed header.
  await expect(doctor.getByRole('button', { name: /^Use it/ })).toHaveCount(0);
  await at.key.fill(pkcs8(rsa));
  await doctor.getByRole('button', { name: /^Use it/ }).click();
  await expect(at.verdict).toHaveText(/^Valid signature PS256/);
});

test('a token that is cut off is told from a changed one', async ({ page }) => {
  const at = new DebuggerPage(page);
  const token = hs256(CLAIMS, SECRET);
  const doctor = await consult(at, token.slice(0, -12), SECRET);
  await expect(doctor).toContainText('The signature lacks its last 12 characters');
  await at.token.fill(token.slice(0, -1));
  await expect(doctor).toContainText('the last one was lost');
  await doctor.getByRole('button', { name: /^Use it/ }).click();
  await expect(at.token).toHaveValue(token);
  await expect(at.verdict).toHaveText(/^Valid signature/);
});

test('where nothing helps it says what was tried', async ({ page }) => {
  const at = new DebuggerPage(page);
  const doctor = await consult(at, hs256(CLAIMS, SECRET), 'quite another secret');
  await expect(doctor).toContainText('Nothing that was tried makes it verify.');
  await doctor.getByText('What was tried').click();
  await expect(doctor.getByRole('listitem').filter({ hasText: 'the secret in every encoding' })).toBeVisible();
});
