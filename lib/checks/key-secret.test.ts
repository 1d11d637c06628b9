import { createHash, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../encoding/utf8';
import type { KeyReading } from '../jose/key';
import type { Verdict } from '../jose/verdict';
import { entropyOf } from './entropy';
import { contextOf, describeExamples, type Example, findingsOf, header, keyOf, only } from './examples';
import { keySecretChecks } from './key-secret';

const secretOf = (text: string): KeyReading => ({
  kind: 'secret',
  encoding: 'utf-8',
  readings: [{ encoding: 'utf-8', bytes: encodeUtf8(text) }],
});
const unverified = { kind: 'unverified', reason: 'x' } as const;
const hs256 = (text: string) => header({ alg: 'HS256' }, { key: secretOf(text), verdict: unverified });
const octets = (bytes: Uint8Array<ArrayBuffer>) =>
  header(
    { alg: 'HS256' },
    { key: { kind: 'secret', encoding: 'hex', readings: [{ encoding: 'hex', bytes }] }, verdict: unverified },
  );
const random = (length: number) => createHash('sha512').update('a').digest().subarray(0, length);
const example = keyOf({ thumbprint: 'oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U' });

const examples = {
  'low-entropy-secret': {
    fires: hs256('correct horse battery staple correct'),
    quiet: hs256(random(32).toString('base64')),
  },
  'key-text-as-secret': {
    fires: hs256('-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----'),
    quiet: hs256(random(32).toString('base64')),
  },
  'demo-key': {
    fires: contextOf({ key: only(example), verdict: unverified }),
    quiet: contextOf({ key: only(keyOf({})), verdict: unverified }),
  },
} satisfies Record<(typeof keySecretChecks)[number]['id'], Example>;

describeExamples(keySecretChecks, examples);

describe('a secret', () => {
  it.each([
    random(32).toString('hex'),
    random(32).toString('base64url'),
    random(24).toString('hex'),
    random(48).toString('base64'),
    'ZGtGSGtqaHNkOGY3OTgyM2hrandlZg9aQpLmRtUvWxYz',
  ])('%s is not easy to guess', (text) => {
    expect(entropyOf(encodeUtf8(text)).bits).toBeGreaterThanOrEqual(112);
  });

  it.each([
    ['a'.repeat(64), 'is a short stretch over and over again'],
    ['abcabcabcabcabcabcabcabcabcabcabcabc', 'is a short stretch over and over again'],
    ['my very own secret key for signing', 'is made of words'],
    ['shop-secret-please-rotate-every-year-2026', 'is made of words'],
    ['00000000000000000000000000000001', 'is hexadecimal text, of four bits a character'],
    ['zyzyxzyxyzzyxyzxyyzxzyxzyzyxzzyx', 'is a text that a person could have made up'],
  ])('%s is', (text, because) => {
    const entropy = entropyOf(encodeUtf8(text));
    expect(entropy.because).toBe(because);
    expect(entropy.bits).toBeLessThan(112);
  });

  it('of random octets is taken for random', () => {
    expect(entropyOf(random(32)).bits).toBeGreaterThan(200);
  });

  it.each(['a-string-secret-at-least-256-bits-long', 'your-256-bit-secret'])('%s is printed in public', (text) => {
    expect(findingsOf('demo-key', hs256(text))[0]?.message).toBe('The secret is the published example of jwt.io.');
  });

  it.each([
    ['{"keys":[{"kty":"RSA"}]}', 'The secret is a JWK or key set.'],
    ['ssh-rsa AAAAB3NzaC1yc2E', 'The secret is an OpenSSH public key.'],
  ])('%s is the text of a key', (text, message) => {
    expect(findingsOf('key-text-as-secret', hs256(text.padEnd(40)))[0]?.message).toBe(message);
  });

  it.each([
    ['an EC key', generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey],
    ['an RSA key of 1024 bits', generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey],
    ['an RSA key of 2048 bits', generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey],
  ])('is the DER of %s, and of nothing that looks like it', (_name, key) => {
    const der = Uint8Array.from(key.export({ type: 'spki', format: 'der' }));
    const told = (bytes: Uint8Array<ArrayBuffer>) =>
      findingsOf('key-text-as-secret', octets(bytes)).map(({ message }) => message);
    expect(told(der)).toEqual(['The secret is a public key in DER.']);
    const start = der[1] === 0x82 ? 4 : der[1] === 0x81 ? 3 : 2;
    for (const at of [0, start, start + 2]) expect(told(der.map((octet, i) => (i === at ? 0x05 : octet)))).toEqual([]);
    expect(told(der.slice(0, 40))).toEqual([]);
  });

  it('is read as the verdict read it', () => {
    const readings = [
      { encoding: 'base64' as const, bytes: random(32) },
      { encoding: 'utf-8' as const, bytes: encodeUtf8('correct horse battery staple correct') },
    ];
    const key: KeyReading = { kind: 'secret', encoding: 'detect', readings };
    const told = (verdict: Verdict) =>
      findingsOf('low-entropy-secret', header({ alg: 'HS256' }, { key, verdict })).length;
    expect(told(unverified)).toBe(0);
    expect(told({ kind: 'valid', alg: 'HS256', used: { kind: 'secret', encoding: 'utf-8', octets: 36 } })).toBe(1);
    expect(told({ kind: 'valid', alg: 'HS256', used: { kind: 'secret', encoding: 'base64', octets: 32 } })).toBe(0);
    expect(told({ kind: 'valid', alg: 'HS256', used: { kind: 'secret', encoding: 'hex', octets: 32 } })).toBe(0);
  });

  it('that is too short for the algorithm is another check’s', () => {
    expect(findingsOf('low-entropy-secret', hs256('correct horse battery staple'))).toEqual([]);
    expect(findingsOf('low-entropy-secret', hs256('correct horse battery staple one'))).toHaveLength(1);
  });

  it('is in no finding', () => {
    const secret = 'my very own secret key for signing';
    expect(JSON.stringify(findingsOf('low-entropy-secret', hs256(secret)))).not.toContain(secret);
  });
});
