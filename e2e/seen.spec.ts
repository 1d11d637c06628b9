import { createHash, createPublicKey, generatePrimeSync } from 'node:crypto';
import { p256 } from '@noble/curves/nist.js';
import { DebuggerPage } from './debugger-page';
import { expect, test } from './fixtures';
import { encode, spki } from './tokens';

const ORDER = p256.Point.Fn.ORDER;
const [SECRET, NONCE] = [0x1234567890abcdefn ** 3n, 0xfedcba0987654321n ** 3n];

/** An ES256 token that is signed with a nonce of one's choice, as no library does it. */
function es256(claims: object, nonce: bigint): string {
  const input = `${encode({ alg: 'ES256' })}.${encode(claims)}`;
  const digest = BigInt(`0x${createHash('sha256').update(input).digest('hex')}`);
  const r = p256.Point.BASE.multiply(nonce).x % ORDER;
  const s = (p256.Point.Fn.inv(nonce) * (digest + r * SECRET)) % ORDER;
  const hex = [r, s].map((number) => number.toString(16).padStart(64, '0')).join('');
  return `${input}.${encode(Buffer.from(hex, 'hex'))}`;
}

const prime = (bits: number) => generatePrimeSync(bits, { bigint: true });

/** A public key with this modulus, in PEM. */
function rsaPem(modulus: bigint): string {
  const hex = modulus.toString(16);
  const n = encode(Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex'));
  return spki(createPublicKey({ key: { kty: 'RSA', n, e: 'AQAB' }, format: 'jwk' }));
}

test('two tokens that were signed with one nonce are told, an altered one is not', async ({ page }) => {
  const at = new DebuggerPage(page);
  const finding = at.pane('Findings').locator('[data-check="repeated-ecdsa-nonce"]');
  const [first, second] = [es256({ jti: 'a' }, NONCE), es256({ jti: 'b' }, NONCE)];
  await at.open();
  // What the page needs to remember signatures is fetched with the first of them.
  const fetched = page.waitForEvent('requestfinished', (request) => request.url().endsWith('.js'));
  await at.pasteToken(es256({ jti: 'c' }, NONCE + 1n));
  await expect(at.pane('Findings').locator('[data-check="unverified-signature"]')).toBeVisible();
  await fetched;
  await at.pasteToken(first);
  await expect(at.payloadJson).toContainText('"a"');
  await at.pasteToken(first.replace(encode({ jti: 'a' }), encode({ jti: 'x' })));
  await expect(at.payloadJson).toContainText('"x"');
  await expect(finding).toBeHidden();
  await at.pasteToken(second);
  await expect(finding).toHaveAttribute('data-severity', 'critical');
  await expect(finding).toContainText('1 other token of this key has the same r in the signature.');
  await at.pasteToken(es256({ jti: 'd' }, NONCE + 2n));
  await expect(finding).toBeHidden();
});

test('two public keys that share a prime are told, one pasted after the other', async ({ page }) => {
  // Finding primes and looking for them takes a busy machine its time.
  test.slow();
  const [p, q, r] = [prime(768), prime(768), prime(768)];
  const at = new DebuggerPage(page);
  const finding = at.pane('Findings').locator('[data-check="shared-rsa-factor"]');
  await at.open();
  // The worker begins with the key, and ends when it has looked at it.
  const worker = page.waitForEvent('worker');
  await at.key.fill(rsaPem(p * q));
  await (await worker).waitForEvent('close');
  await expect(finding).toBeHidden();
  await at.key.fill(rsaPem(q * r));
  await expect(finding).toHaveAttribute('data-severity', 'critical');
  await expect(finding).toContainText('An RSA key has a prime in common with another that was seen in this tab.');
});

test('a key with a prime factor that only a longer search finds is told', async ({ page }) => {
  const factor = prime(20);
  const at = new DebuggerPage(page);
  const finding = at.pane('Findings').locator('[data-check="factorable-rsa-key"]');
  await at.open();
  await at.key.fill(rsaPem(factor * prime(1024) * prime(1004)));
  await expect(finding).toContainText(`has a modulus that ${factor} divides`);
});

test('no worker is started for what has no RSA key in it', async ({ page }) => {
  const at = new DebuggerPage(page);
  const workers: string[] = [];
  page.on('worker', (worker) => workers.push(worker.url()));
  await at.open();
  await at.pasteToken(es256({ jti: 'a' }, NONCE));
  await expect(at.pane('Findings').locator('[data-check="unverified-signature"]')).toBeVisible();
  await page.waitForTimeout(500);
  expect(workers).toEqual([]);
});
