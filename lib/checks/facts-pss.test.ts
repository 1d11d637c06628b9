import { constants, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { expect, it } from 'vitest';
import type { KeyReading } from '../jose/key';
import { parseToken } from '../jose/parse-token';
import { readKey } from '../jose/read-key';
import { setOf } from './examples';
import { findPssSalt } from './facts-pss';

const keyPairs = new Map(
  [1024, 1025, 1032, 2048].map((bits) => [bits, generateKeyPairSync('rsa', { modulusLength: bits })]),
);
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const privateOf = (bits: number) => keyPairs.get(bits)?.privateKey as KeyObject;
const read = async (bits: number) =>
  readKey(createPublicKey(privateOf(bits)).export({ format: 'pem', type: 'spki' }).toString());
const keysOf = (key: KeyReading) => (key.kind === 'key' ? [key.key] : []);

function tokenWith(alg: string, bits: number, saltLength: number, change = (signature: Buffer) => signature) {
  const input = `${encode({ alg })}.${encode({ sub: 'a' })}`;
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  const signature = sign(`sha${alg.slice(2)}`, Buffer.from(input), { key: privateOf(bits), padding, saltLength });
  return parseToken(`${input}.${change(signature).toString('base64url')}`);
}

// A modulus of 1025 bits leaves 1024 for the message, an octet less than it has itself (RFC 8017 §8.1.1).
it.each([
  ['PS256', 2048, 0],
  ['PS256', 2048, 32],
  ['PS256', 1024, 94],
  ['PS256', 1025, 94],
  ['PS256', 1032, 20],
  ['PS384', 1024, 48],
  ['PS384', 2048, 1],
  ['PS512', 1032, 63],
  ['PS512', 2048, 190],
])('a signature by %s and a key of %d bits has a salt of %d octets', async (alg, bits, octets) => {
  expect(await findPssSalt(tokenWith(alg, bits, octets), await read(bits))).toBe(octets);
});

it('of several keys the one that signed is found', async () => {
  const [other, small, own] = (await Promise.all([read(1024), read(1025), read(2048)])).flatMap(keysOf);
  const token = tokenWith('PS256', 2048, 20);
  if (!other || !small || !own) throw new Error('no keys');
  expect(await findPssSalt(token, setOf(other, small, own))).toBe(20);
  expect(await findPssSalt(token, setOf(other, small))).toBeUndefined();
  const elliptic = keysOf(
    await readKey(
      JSON.stringify(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' })),
    ),
  );
  expect(await findPssSalt(token, setOf(...elliptic, own))).toBe(20);
  expect(await findPssSalt(token, setOf(...Array<typeof other>(9).fill(other), own))).toBe(20);
  expect(await findPssSalt(token, setOf(...Array<typeof other>(10).fill(other), own))).toBeUndefined();
});

it('a signature of anything else has none', async () => {
  const key = await read(2048);
  const flipped = (at: number) =>
    tokenWith('PS256', 2048, 20, (signature) => {
      signature.writeUInt8(signature.readUInt8(at) ^ 1, at);
      return signature;
    });
  for (const at of [0, 100, 255]) expect(await findPssSalt(flipped(at), key)).toBeUndefined();
  const input = `${encode({ alg: 'PS256' })}.${encode({ sub: 'a' })}`;
  for (const signature of [
    Buffer.alloc(256),
    Buffer.from([1]),
    Buffer.alloc(0),
    sign('sha256', Buffer.from(input), privateOf(2048)),
  ]) {
    expect(await findPssSalt(parseToken(`${input}.${signature.toString('base64url')}`), key)).toBeUndefined();
  }
});

it('is looked for where RSASSA-PSS did not verify, and nowhere else', async () => {
  const key = await read(2048);
  const token = tokenWith('PS256', 2048, 20);
  expect(await findPssSalt(token, key, { kind: 'invalid', alg: 'PS256', tried: [] })).toBe(20);
  expect(await findPssSalt(token, key, { kind: 'unverified', reason: 'x' })).toBeUndefined();
  expect(
    await findPssSalt(parseToken(token.text.replace(encode({ alg: 'PS256' }), encode({ alg: 'RS256' }))), key),
  ).toBeUndefined();
  expect(await findPssSalt(parseToken('eyJ'), key)).toBeUndefined();
  expect(await findPssSalt(token, { kind: 'empty' })).toBeUndefined();
});

it('a key with an exponent of many digits is passed over, since the power would take long', async () => {
  const [key] = keysOf(await read(2048));
  if (!key) throw new Error('no key');
  const slow = { ...key, jwk: { ...key.jwk, e: Buffer.alloc(200, 0xff).toString('base64url') } };
  const none = { ...key, jwk: { ...key.jwk, n: 'AQ' } };
  const token = tokenWith('PS256', 2048, 20);
  expect(await findPssSalt(token, setOf(slow))).toBeUndefined();
  expect(await findPssSalt(token, setOf(slow, none, { ...key, jwk: { kty: 'RSA' } }, key))).toBe(20);
});
