import { describe, expect, it } from 'vitest';
import { orderOf } from './curve';
import { contextOf, describeExamples, type Example, findingsOf, header, invalid } from './examples';
import { looksLikeDer, signatureFormChecks } from './signature-form';

const octets = (length: number) => new Uint8Array(length).fill(7);
const number = (value: bigint, length: number) => Buffer.from(value.toString(16).padStart(length * 2, '0'), 'hex');
const signature = (r: bigint, s: bigint, length = 32) => Uint8Array.from([...number(r, length), ...number(s, length)]);
const n = orderOf('secp256k1') as bigint;
const der = Uint8Array.from([0x30, 68, 0x02, 32, ...octets(66)]);
const pss = (pssSaltOctets: number) =>
  header({ alg: 'PS256' }, { signature: octets(256), verdict: invalid('PS256'), facts: { pssSaltOctets } });

const examples = {
  'der-signature': { fires: contextOf({ signature: der }), quiet: contextOf({ signature: octets(64) }) },
  'zero-signature': {
    fires: contextOf({ signature: new Uint8Array(64) }),
    quiet: contextOf({ signature: signature(1n, 1n) }),
  },
  'high-s': {
    fires: header({ alg: 'ES256K' }, { signature: signature(5n, n - 1n) }),
    quiet: header({ alg: 'ES256K' }, { signature: signature(5n, n / 2n) }),
  },
  'pss-salt-length': { fires: pss(222), quiet: pss(32) },
} satisfies Record<(typeof signatureFormChecks)[number]['id'], Example>;

describeExamples(signatureFormChecks, examples);

describe('the numbers of an ECDSA signature', () => {
  const order = orderOf('P-256') as bigint;
  it.each([
    [0n, 5n, 'In the signature r is zero.'],
    [5n, 0n, 'In the signature s is zero.'],
    [order, 5n, 'In the signature r is not below the order of the curve.'],
    [0n, order, 'In the signature r is zero and s is not below the order of the curve.'],
  ])('%s and %s are impossible', (r, s, message) => {
    expect(findingsOf('zero-signature', contextOf({ signature: signature(r, s) }))[0]?.message).toBe(message);
  });

  it('in the upper half are ordinary on P-256', () => {
    expect(findingsOf('high-s', contextOf({ signature: signature(5n, order - 1n) }))).toEqual([]);
  });

  it('are not looked for in a signature by HMAC or RSA', () => {
    expect(findingsOf('zero-signature', header({ alg: 'HS512' }, { signature: new Uint8Array(64) }))).toEqual([]);
  });
});

describe('DER', () => {
  it.each([
    ['of the usual length', der, true],
    ['with a long length', [0x30, 0x81, 131, 0x02, ...octets(130)], true],
    ['of another tag', [0x31, ...der.slice(1)], false],
    ['with something other than a number in it', [0x30, 68, 0x03, ...der.slice(3)], false],
    ['that is cut off', der.slice(0, -1), false],
    ['with a long length that is not its own', [0x30, 0x81, 131, 0x02, ...octets(131)], false],
  ])('%s is told: %s', (_name, bytes, expected) => {
    expect(looksLikeDer(Uint8Array.from(bytes))).toBe(expected);
  });

  it('of the due length is taken for r and s', () => {
    const signature = Uint8Array.from([0x30, 62, 0x02, ...octets(61)]);
    expect(looksLikeDer(signature)).toBe(true);
    expect(findingsOf('der-signature', contextOf({ signature }))).toEqual([]);
    expect(findingsOf('der-signature', header({ alg: 'RS256' }, { signature: der }))).toEqual([]);
  });
});

it('a token without a signature has no numbers in it', () => {
  const context = contextOf({ signature: new Uint8Array() });
  for (const id of ['der-signature', 'zero-signature', 'high-s']) expect(findingsOf(id, context)).toEqual([]);
});

it.each([
  [n / 2n + 1n, 1],
  [n - 1n, 1],
  [n, 0],
  [n / 2n, 0],
])('an s of %s on secp256k1 has a twin %d times', (s, count) => {
  expect(findingsOf('high-s', header({ alg: 'ES256K' }, { signature: signature(5n, s) }))).toHaveLength(count);
});
