import { describe, expect, it } from 'vitest';
import { encodeBase64url } from '../encoding/base64url';
import { decodeHex } from '../encoding/hex';
import { describeExamples, type Example, findingsOf, header, only, rsaKey, setOf } from './examples';
import { keyRsaChecks } from './key-rsa';
import { hasCloseFactors, hasRocaFingerprint, smallFactor } from './rsa-number';

function encode(number: bigint): string {
  const hex = number.toString(16);
  return encodeBase64url(decodeHex(hex.padStart(hex.length + (hex.length % 2), '0')) ?? new Uint8Array());
}

const key = (numbers: { n?: bigint; e?: bigint }) => {
  const { n = 1n << 2047n, e = 65_537n } = numbers;
  return rsaKey(n.toString(2).length, { n: encode(n), e: encode(e) });
};
const withKey = (numbers: { n?: bigint; e?: bigint }) => header({ alg: 'RS256' }, { key: only(key(numbers)) });

/** 2^521 − 1 and 2^607 − 1 are primes (Mersenne's). */
const [p521, p607] = [(1n << 521n) - 1n, (1n << 607n) - 1n];
const good = p521 * p607;

/** The product of the primes up to 167, and two numbers as the library with the mistake chooses its primes. */
const primorial = Array.from({ length: 166 }, (_, index) => BigInt(index + 2))
  .filter((number) =>
    Array.from({ length: 13 }, (_, index) => BigInt(index + 2)).every((d) => d >= number || number % d),
  )
  .reduce((product, prime) => product * prime, 1n);
function marked(k: bigint, a: number): bigint {
  let power = 1n;
  for (let step = 0; step < a; step += 1) power = (power * 65_537n) % primorial;
  return k * primorial + power;
}
const roca = marked((1n << 292n) + 12_345n, 1_001) * marked((1n << 294n) + 77_777n, 2_002);

const examples = {
  'weak-rsa-exponent': { fires: withKey({ e: 1n }), quiet: withKey({ e: 65_537n }) },
  'factorable-rsa-key': { fires: withKey({ n: roca }), quiet: withKey({ n: good }) },
} satisfies Record<(typeof keyRsaChecks)[number]['id'], Example>;

describeExamples(keyRsaChecks, examples);

describe('an exponent', () => {
  it.each([
    [1n, 'high', 'The key has the exponent 1, with which anyone can make its signatures.'],
    [3n, 'medium', 'The key has the exponent 3; 65537 is the least that is advised.'],
    [4n, 'high', 'The key has the exponent 4, which is even: no RSA key has such a one.'],
    [65_538n, 'high', 'The key has an even exponent, which no RSA key has.'],
  ] as const)('%i is spoken of', (e, severity, message) => {
    const found = findingsOf('weak-rsa-exponent', withKey({ e }));
    expect(found.map((finding) => [finding.severity, finding.message])).toEqual([[severity, message]]);
  });

  it('over 65537 is left alone, and so is a key without numbers', () => {
    expect(findingsOf('weak-rsa-exponent', withKey({ e: (1n << 64n) + 13n }))).toEqual([]);
    expect(findingsOf('weak-rsa-exponent', header({}, { key: only(rsaKey(2048)) }))).toEqual([]);
  });

  it('of a key in a set is said to be that', () => {
    const [finding] = findingsOf('weak-rsa-exponent', header({}, { key: setOf(key({}), key({ e: 1n })) }));
    expect(finding?.message).toMatch(/^A key of the set has the exponent 1/);
  });
});

describe('a modulus', () => {
  it.each([
    ['of two primes far apart', good, undefined],
    ['with a small factor', good * 31n, /that 31 divides/],
    ['with the fingerprint of ROCA', roca, /fingerprint of ROCA/],
    ['of two numbers close together', ((1n << 600n) + 187n) * ((1n << 600n) + 1_027n), /so close/],
  ] as const)('%s is judged', (_, n, message) => {
    const found = findingsOf('factorable-rsa-key', withKey({ n }));
    if (message) expect(found.map((finding) => finding.message).join()).toMatch(message);
    else expect(found).toEqual([]);
  });

  it.each([
    [
      { kind: 'small-factor', factor: 1_048_583 },
      'The key has a modulus that 1048583 divides, so it is no product of two large primes.',
    ],
    [
      { kind: 'close-primes', steps: 70_000 },
      'The key is the product of two primes so close that Fermat’s method finds them in 70,000 steps.',
    ],
  ] as const)('that a longer search took apart is told: %j', (how, message) => {
    const found = key({ n: good });
    const inField = findingsOf(
      'factorable-rsa-key',
      header({}, { key: only(found), facts: { factored: [{ key: found, how }] } }),
    );
    expect(inField.map((finding) => finding.message)).toEqual([message]);
    const inHeader = findingsOf('factorable-rsa-key', header({}, { facts: { factored: [{ key: found, how }] } }));
    expect(inHeader.map((finding) => finding.message)).toEqual([message.replace('The key', 'The key in the header')]);
  });

  it('that is longer than any key is not reckoned with', () => {
    const long = rsaKey(1_000_000, { n: 'A'.repeat(200_000), e: 'AQAB' });
    expect(findingsOf('factorable-rsa-key', header({}, { key: only(long) }))).toEqual([]);
  });
});

describe('the arithmetic', () => {
  it('takes a number apart whose factors are close, and no prime and no even number', () => {
    expect([hasCloseFactors(101n * 103n), hasCloseFactors(101n * 101n)]).toEqual([true, true]);
    expect([hasCloseFactors(p521), hasCloseFactors(2n * p521), hasCloseFactors(0n)]).toEqual([false, false, false]);
  });

  it('finds the smallest factor, but not the number itself', () => {
    expect([smallFactor(7n * 11n), smallFactor(7n), smallFactor(p521), smallFactor(1n)]).toEqual([
      7,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('knows the fingerprint of every product of marked primes, and of no other', () => {
    expect([hasRocaFingerprint(roca), hasRocaFingerprint(roca + 2n), hasRocaFingerprint(good)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
