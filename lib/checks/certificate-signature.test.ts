import { expect, it } from 'vitest';
import { decodeBase64 } from '../encoding/base64url';
import type { Jwk } from '../jose/key';
import { readKey } from '../jose/read-key';
import { authority, leaf, root } from './certificate-chain-example';
import { isSignedBy } from './certificate-signature';

const der = (text: string) => decodeBase64(text) as Uint8Array<ArrayBuffer>;

async function keyIn(certificate: string): Promise<Jwk> {
  const reading = await readKey(`-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----`);
  if (reading.kind !== 'key') throw new Error('no key');
  return reading.key.jwk;
}

it('each certificate of a chain is signed with the key of the next, and with no other', async () => {
  const [own, middle, top] = await Promise.all([leaf, authority, root].map(keyIn));
  if (!own || !middle || !top) throw new Error('no keys');
  expect(await isSignedBy(der(leaf), middle)).toBe(true);
  expect(await isSignedBy(der(authority), top)).toBe(true);
  expect(await isSignedBy(der(root), top)).toBe(true);
  expect(await isSignedBy(der(leaf), top)).not.toBe(true);
  expect(await isSignedBy(der(authority), middle)).not.toBe(true);
});

it('one that was altered is not signed, and one that is cut off cannot be judged', async () => {
  const middle = await keyIn(authority);
  const octets = der(leaf);
  const altered = octets.slice();
  // In the middle of what is signed.
  altered[Math.floor(octets.length / 3)] = (altered[Math.floor(octets.length / 3)] ?? 0) ^ 1;
  expect(await isSignedBy(altered, middle)).not.toBe(true);
  const forged = octets.slice();
  forged[octets.length - 1] = (forged.at(-1) ?? 0) ^ 1;
  expect(await isSignedBy(forged, middle)).toBe(false);
  for (const length of [0, 1, 10, octets.length - 1]) {
    expect(await isSignedBy(octets.slice(0, length), middle)).toBeUndefined();
  }
});

it.each<[string, (key: Jwk) => Jwk]>([
  ['of another type', () => ({ kty: 'RSA', n: 'AQAB', e: 'AQAB' })],
  ['of another type with the same members', (key) => ({ ...key, kty: 'OKP' })],
  ['without its numbers', ({ kty, crv }) => ({ kty, crv })],
  ['without a curve', ({ kty, x, y }) => ({ kty, x, y })],
])('a key %s cannot judge', async (_name, change) => {
  expect(await isSignedBy(der(leaf), change(await keyIn(authority)))).toBeUndefined();
});
