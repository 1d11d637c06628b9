import { describe, expect, it } from 'vitest';
import { encodeBase64url } from '../encoding/base64url';
import type { Key } from '../jose/key';
import { contextOf, findingsOf, invalid, keyOf, only, rsaKey, setOf } from './examples';
import { describeKey, keysInPlay } from './keys';

const unverified = { kind: 'unverified', reason: 'x' } as const;
const octets = (length: number, first = 7) => encodeBase64url(new Uint8Array(length).fill(7).fill(first, 0, 1));
const told = (key: Key) =>
  findingsOf('noncanonical-jwk-integer', contextOf({ key: only(key), verdict: unverified })).map(
    ({ message }) => message,
  );

describe('the numbers of a key', () => {
  const rsa = (n: string, e: string): Key => ({ ...rsaKey(2048, { n, e }), source: 'jwk' });
  const ec = (curve: string, x: string, y: string): Key => {
    const jwk = { kty: 'EC', crv: curve, x, y } as Key['jwk'];
    return keyOf({ source: 'jwk', curve, jwk });
  };

  it.each<[string, Key, string[]]>([
    ['that are RSA, in order', rsa(octets(256), 'AQAB'), []],
    ['with a zero before n', rsa(octets(257, 0), 'AQAB'), ['"n" begins with an octet of zero.']],
    ['with a zero before e', rsa(octets(256), 'AAEAAQ'), ['"e" begins with an octet of zero.']],
    ['with a zero before both', rsa(octets(257, 0), 'AAEAAQ'), ['"n" and "e" begin with an octet of zero.']],
    ['of P-256, in order', ec('P-256', octets(32, 0), octets(32)), []],
    [
      'of P-256, x too short',
      ec('P-256', octets(31), octets(32)),
      ['"x" has another length than the 32 octets of P-256.'],
    ],
    [
      'of P-256, y too long',
      ec('P-256', octets(32), octets(33)),
      ['"y" has another length than the 32 octets of P-256.'],
    ],
    ['of P-521, in order', ec('P-521', octets(66), octets(66)), []],
    [
      'of P-521, too short',
      ec('P-521', octets(65), octets(66)),
      ['"x" has another length than the 66 octets of P-521.'],
    ],
    ['of a curve that is not known', ec('P-1', octets(5), octets(6)), []],
    [
      'of another type',
      keyOf({ source: 'jwk', type: 'OKP', curve: 'Ed25519', jwk: { kty: 'OKP', x: octets(5, 0) } }),
      [],
    ],
    ['that came in PEM', { ...rsa(octets(257, 0), 'AQAB'), source: 'spki' }, []],
  ])('%s', (_name, key, messages) => {
    expect(told(key)).toEqual(messages);
  });
});

describe('the keys in play', () => {
  const [one, other] = [keyOf({ thumbprint: 'one' }), keyOf({ thumbprint: 'other' })];
  const used = (key: Key) => ({ kind: 'key', key, by: 'only-key' }) as const;

  it.each<[string, Parameters<typeof contextOf>[0], Key[]]>([
    [
      'are the one that verified',
      { key: setOf(one, other), verdict: { kind: 'valid', alg: 'ES256', used: used(other) } },
      [other],
    ],
    [
      'are all that were tried',
      { key: setOf(one, other), verdict: invalid('ES256', used(one), used(other)) },
      [one, other],
    ],
    [
      'are none where a secret was tried',
      { verdict: invalid('HS256', { kind: 'secret', encoding: 'hex', octets: 1 }) },
      [],
    ],
    ['are the only one before there is a verdict', { key: only(one), verdict: unverified }, [one]],
    ['are the only one of a set', { key: setOf(one), verdict: unverified }, [one]],
    ['are not known of a set', { key: setOf(one, other), verdict: unverified }, []],
    ['are none where there is no key', { verdict: unverified }, []],
  ])('%s', (_name, changes, keys) => {
    expect(keysInPlay(contextOf(changes))).toEqual(keys);
  });

  it('are called by their id where they have one', () => {
    expect(describeKey(one)).toBe('EC public key on P-256');
    expect(describeKey(keyOf({ jwk: { kty: 'EC', kid: 'a' } }))).toBe('EC public key on P-256, kid a');
  });
});
