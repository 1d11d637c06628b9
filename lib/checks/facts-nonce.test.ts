import { p256, p384, p521 } from '@noble/curves/nist.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { describe, expect, test } from 'vitest';
import { parseToken } from '../jose/parse-token';
import { algorithms } from '../registry/algorithms';
import { orderOf, toInteger } from './curve';
import { nonceMark, type SignatureTrace, shareNonce, traceSignatures } from './facts-nonce';

const curves = new Map([
  ['P-256', p256],
  ['P-384', p384],
  ['P-521', p521],
  ['secp256k1', secp256k1],
]);
const rows = algorithms.filter(({ family }) => family === 'ecdsa');
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token that is signed with a nonce of one's choice, as no library does it. */
async function tokenWith(row: (typeof rows)[number], claims: object, secret: bigint, nonce: bigint, sign = 1n) {
  const [crv = ''] = row.curves ?? [];
  const [curve, order] = [curves.get(crv) ?? p256, orderOf(crv) ?? 1n];
  const input = `${encode({ alg: row.name })}.${encode(claims)}`;
  const digest = toInteger(new Uint8Array(await crypto.subtle.digest(row.hash ?? 'SHA-256', Buffer.from(input))));
  const r = curve.Point.BASE.multiply(nonce).x % order;
  const s = (((sign * curve.Point.Fn.inv(nonce) * (digest + r * secret)) % order) + order) % order;
  const half = row.signatureOctets ?? 0;
  const signature = Buffer.from([r, s].map((number) => number.toString(16).padStart(half, '0')).join(''), 'hex');
  return `${input}.${signature.toString('base64url')}`;
}

const trace = async (token: string) => (await traceSignatures(parseToken(token)))[0] as SignatureTrace;
const [secret, nonce] = [0x1234567890abcdefn ** 3n, 0xfedcba0987654321n ** 3n];

describe.each(rows)('$name', (row) => {
  test('two tokens of one key and one nonce are told, with s and with its negative', async () => {
    const first = await trace(await tokenWith(row, { jti: 'a' }, secret, nonce));
    const second = await trace(await tokenWith(row, { jti: 'b' }, secret, nonce));
    const negative = await trace(await tokenWith(row, { jti: 'b' }, secret, nonce, -1n));
    expect([nonceMark(first), first.s]).toEqual([nonceMark(second), expect.not.objectContaining({ s: second.s })]);
    expect([await shareNonce(first, second), await shareNonce(second, first)]).toEqual([true, true]);
    expect(await shareNonce(first, negative)).toBe(true);
  });

  test('what only looks like it is not told', async () => {
    const text = await tokenWith(row, { jti: 'a' }, secret, nonce);
    const first = await trace(text);
    const altered = await trace(text.replace(encode({ jti: 'a' }), encode({ jti: 'b' })));
    const wrong = { ...altered, s: altered.s ^ 12n };
    const ofOtherKey = await trace(await tokenWith(row, { jti: 'b' }, secret + 1n, nonce));
    const ofOtherNonce = await trace(await tokenWith(row, { jti: 'b' }, secret, nonce + 1n));
    const negative = await trace(await tokenWith(row, { jti: 'a' }, secret, nonce, -1n));
    for (const other of [first, altered, wrong, ofOtherKey, ofOtherNonce, negative]) {
      expect(await shareNonce(first, other)).toBe(false);
    }
  });
});

test.each([
  ['another algorithm', `${encode({ alg: 'HS256' })}.e30.${'A'.repeat(86)}`],
  ['a signature that was cut', `${encode({ alg: 'ES256' })}.e30.AAAA`],
  ['a text that is no token', 'eyJ'],
])('nothing is kept of %s', async (_, text) => {
  expect(await traceSignatures(parseToken(text))).toEqual([]);
});

test('a signature of zeros is no repetition', async () => {
  const zeros = (payload: string) => trace(`${encode({ alg: 'ES256' })}.${payload}.${'A'.repeat(86)}`);
  expect(await shareNonce(await zeros('e30'), await zeros('eyB9'))).toBe(false);
});

test('tokens on other curves, with another r or of one input have no nonce in common', async () => {
  const [row] = rows;
  if (!row) throw new Error('no row');
  const first = await trace(await tokenWith(row, { jti: 'a' }, secret, nonce));
  const second = await trace(await tokenWith(row, { jti: 'b' }, secret, nonce));
  expect(await shareNonce(first, second)).toBe(true);
  expect(await shareNonce(first, { ...second, curve: 'P-384' })).toBe(false);
  expect(await shareNonce({ ...first, curve: 'x' }, { ...second, curve: 'x' })).toBe(false);
  expect(await shareNonce(first, { ...second, r: second.r + 1n })).toBe(false);
  expect(await shareNonce({ ...first, r: 0n }, { ...second, r: 0n })).toBe(false);
  expect(await shareNonce(first, { ...second, digest: first.digest })).toBe(false);
});

test('what is compared goes by algorithm and r', async () => {
  const [row, other] = rows;
  if (!row || !other) throw new Error('no rows');
  const marks = await Promise.all(
    [
      tokenWith(row, { jti: 'a' }, secret, nonce),
      tokenWith(row, { jti: 'a' }, secret, nonce + 1n),
      tokenWith(other, { jti: 'a' }, secret, nonce),
    ].map(async (token) => nonceMark(await trace(await token))),
  );
  expect(new Set(marks).size).toBe(3);
});

test('every signature of a token is kept, up to twenty, and that of an SD-JWT too', async () => {
  const [row] = rows;
  if (!row) throw new Error('no row');
  const text = await tokenWith(row, { jti: 'a' }, secret, nonce);
  expect(await traceSignatures(parseToken(`${text}~`))).toHaveLength(1);
  const [header, payload, signature] = text.split('.');
  const json = (count: number) =>
    JSON.stringify({ payload, signatures: Array.from({ length: count }, () => ({ protected: header, signature })) });
  expect(await traceSignatures(parseToken(json(2)))).toHaveLength(2);
  expect(await traceSignatures(parseToken(json(25)))).toHaveLength(20);
});
