import { describe, expect, it } from 'vitest';
import { describeExamples, type Example, findingsOf, header, keyOf, only, rsaKey, setOf } from './examples';
import { keySetChecks } from './key-set';

const named = (kid: string, thumbprint = kid) => keyOf({ jwk: { kty: 'EC', crv: 'P-256', kid }, thumbprint });
const privateKey = keyOf({ isPrivate: true, description: 'EC private key, P-256' });
const sharedSecret = keyOf({ type: 'oct', isPrivate: true, bits: 256, description: 'Secret, 256 bits' });
const withSet = (...keys: Parameters<typeof setOf>) => header({}, { key: setOf(...keys) });

const examples = {
  'private-key-in-jwks': { fires: withSet(keyOf({}), privateKey), quiet: withSet(keyOf({}), rsaKey(2048)) },
  'duplicate-kid': { fires: withSet(named('a', '1'), named('a', '2')), quiet: withSet(named('a'), named('b')) },
} satisfies Record<(typeof keySetChecks)[number]['id'], Example>;

describeExamples(keySetChecks, examples);

describe('a private key in a set', () => {
  it.each([
    [withSet(keyOf({}), privateKey), 'critical', 'The set holds 1 private key beside public keys.'],
    [withSet(keyOf({}), sharedSecret), 'critical', 'The set holds 1 shared secret beside public keys.'],
    [
      withSet(keyOf({}), privateKey, privateKey, sharedSecret),
      'critical',
      'The set holds 2 private keys and 1 shared secret beside public keys.',
    ],
    [withSet(privateKey), 'medium', 'Every key of the set is private or secret, so the set must never be published.'],
  ] as const)('is counted: %#', (context, severity, message) => {
    const found = findingsOf('private-key-in-jwks', context);
    expect(found.map((finding) => [finding.severity, finding.message])).toEqual([[severity, message]]);
  });

  it('is nothing to speak of where it stands alone, outside a set', () => {
    expect(findingsOf('private-key-in-jwks', header({}, { key: only(privateKey) }))).toEqual([]);
  });
});

describe('a kid', () => {
  it('on the same key twice is said to be that', () => {
    const [finding] = findingsOf('duplicate-kid', withSet(named('a', '1'), named('a', '1')));
    expect(finding?.message).toBe('2 keys of the set have the "kid" “a”, and they are one and the same key.');
  });

  it('that no key has is shared by none', () => {
    expect(findingsOf('duplicate-kid', withSet(keyOf({}), keyOf({})))).toEqual([]);
  });
});
