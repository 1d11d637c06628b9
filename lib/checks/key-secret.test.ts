import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../encoding/utf8';
import type { KeyReading } from '../jose/key';
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

  it('is in no finding', () => {
    const secret = 'my very own secret key for signing';
    expect(JSON.stringify(findingsOf('low-entropy-secret', hs256(secret)))).not.toContain(secret);
  });
});
