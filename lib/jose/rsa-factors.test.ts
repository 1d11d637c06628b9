import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { encodeBase64url } from '../encoding/base64url';
import { exportKey } from './export-key';
import type { Jwk } from './key';
import { parseToken } from './parse-token';
import { readKey } from './read-key';
import { withRsaFactors } from './rsa-factors';
import { signJws } from './sign-jws';
import { verifyJws } from './verify-jws';

const pairOf = (modulusLength: number, publicExponent = 65537) =>
  generateKeyPairSync('rsa', { modulusLength, publicExponent }).privateKey.export({ format: 'jwk' }) as Jwk;
const bare = ({ kty, n, e, d }: Jwk): Jwk => ({ kty, n, e, d });
const integer = (text: unknown) => BigInt(`0x${Buffer.from(String(text), 'base64url').toString('hex')}`);

describe('withRsaFactors', () => {
  it.each([
    [512, 65537],
    [1024, 3],
    [2048, 65537],
  ])('finds the factors of a modulus of %i bits with the exponent %i', async (bits, exponent) => {
    const jwk = pairOf(bits, exponent);
    const found = await withRsaFactors(bare(jwk));
    expect(new Set([found.p, found.q])).toEqual(new Set([jwk.p, jwk.q]));
    const [p, q, d] = [found.p, found.q, found.d].map(integer) as [bigint, bigint, bigint];
    expect(integer(found.dp)).toBe(d % (p - 1n));
    expect(integer(found.dq)).toBe(d % (q - 1n));
    expect((integer(found.qi) * q) % p).toBe(1n);
  });

  const jwk = pairOf(1024);
  const kept: [string, Jwk][] = [
    ['that has them', jwk],
    ['that is public', { kty: 'RSA', n: jwk.n, e: jwk.e }],
    ['that is none of RSA', { kty: 'oct', k: 'AA' }],
    ['whose exponents are not of one pair', { ...bare(jwk), d: pairOf(1024).d }],
    ['whose modulus is prime', { ...bare(jwk), n: String(jwk.p) }],
    ['whose modulus is even', { ...bare(jwk), n: 'Ag' }],
    ['without numbers', { kty: 'RSA', n: '', e: '', d: '' }],
    ['of ones', { kty: 'RSA', n: 'AQ', e: 'AQ', d: 'AQ' }],
    ['that is too large', { ...bare(jwk), n: encodeBase64url(new Uint8Array(1025).fill(1)) }],
  ];

  it.each(kept)('leaves a key as it is: one %s', async (_name, key) => {
    expect(await withRsaFactors(key)).toBe(key);
  });
});

it('lets a key without its factors sign, and be given out as PEM', async () => {
  const { signal } = new AbortController();
  const key = await readKey(JSON.stringify(bare(pairOf(2048))));
  const signed = await signJws(signal, { header: '{"alg":"PS256"}', payload: '{}' }, key);
  const pem = key.kind === 'key' ? await exportKey(key.key, 'pkcs8-pem') : undefined;
  const reading = await readKey(pem?.kind === 'exported' ? pem.text : '');
  const verdict = await verifyJws(signal, parseToken(signed.kind === 'signed' ? signed.token : ''), reading);
  expect(verdict).toMatchObject({ kind: 'valid', used: { key: { source: 'pkcs8', isPrivate: true } } });
});
