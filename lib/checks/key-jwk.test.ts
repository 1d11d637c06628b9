import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { encodeBase64 } from '../encoding/base64url';
import { certificateOf } from './certificate-example';
import { isOnCurve, isSmallOrder } from './curve';
import {
  claims,
  clock,
  contextOf,
  describeExamples,
  type Example,
  findingsOf,
  header,
  keyOf,
  only,
  rsaKey,
  setOf,
} from './examples';
import { keyJwkChecks } from './key-jwk';

const unverified = { kind: 'unverified', reason: 'x' } as const;
// RFC 7517 appendix A.1.
const point = { x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4', y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM' };
const ec = (jwk: object) => keyOf({ source: 'jwk', jwk: { kty: 'EC', crv: 'P-256', alg: 'ES256', ...point, ...jwk } });
const withKey = (...keys: Parameters<typeof setOf>) =>
  contextOf({ key: keys[0] && keys.length === 1 ? only(keys[0]) : setOf(...keys), verdict: unverified });
const spki = createHash('sha256').update('a').digest();
const certified = (validity: { notBefore: number; notAfter: number }) =>
  withKey(
    keyOf({
      type: 'OKP',
      curve: 'Ed25519',
      jwk: {
        kty: 'OKP',
        crv: 'Ed25519',
        x: spki.toString('base64url'),
        x5c: [encodeBase64(certificateOf({ ...validity, spki }))],
      },
    }),
  );
const validity = { notBefore: clock - 60, notAfter: clock + 60 };
const akp = (pub: number) => ({
  cnf: { jwk: { kty: 'AKP', alg: 'ML-DSA-44', pub: Buffer.alloc(pub).toString('base64url') } },
});
const [one, other] = [rsaKey(2048, { kid: 'a' }), rsaKey(2048, { kid: 'b' })];

const examples = {
  'off-curve-point': { fires: withKey(ec({ y: point.x })), quiet: withKey(ec({})) },
  'private-key-for-verifying': {
    fires: withKey(keyOf({ isPrivate: true })),
    quiet: withKey(keyOf({ isPrivate: true, source: 'generated' })),
  },
  'jwk-without-alg': { fires: withKey(ec({ alg: undefined })), quiet: withKey(ec({})) },
  'jwk-use-mismatch': { fires: withKey(ec({ use: 'enc' })), quiet: withKey(ec({ use: 'sig', key_ops: ['verify'] })) },
  'noncanonical-jwk-integer': {
    fires: withKey({ ...rsaKey(2048, { alg: 'RS256', n: 'AMKB', e: 'AQAB' }), source: 'jwk' }),
    quiet: withKey({ ...rsaKey(2048, { alg: 'RS256', n: 'wkG1', e: 'AQAB' }), source: 'jwk' }),
  },
  'jwk-certificate-mismatch': {
    fires: withKey(keyOf({ jwk: { kty: 'EC', crv: 'P-256', ...point, x5c: [encodeBase64(certificateOf(validity))] } })),
    quiet: certified(validity),
  },
  'bad-akp-key': { fires: claims(akp(5)), quiet: claims(akp(1312)) },
  'shared-rsa-factor': {
    fires: contextOf({ key: setOf(one, other), verdict: unverified, facts: { sharedFactors: [[one, other]] } }),
    quiet: contextOf({ key: setOf(one, other), verdict: unverified, facts: { sharedFactors: [] } }),
  },
} satisfies Record<(typeof keyJwkChecks)[number]['id'], Example>;

describeExamples(keyJwkChecks, examples);

describe('a point', () => {
  it.each(['P-256', 'P-384', 'P-521', 'secp256k1'])('of %s is told from others', async (crv) => {
    const curves = { ...(await import('@noble/curves/nist.js')), ...(await import('@noble/curves/secp256k1.js')) };
    const curve = { 'P-256': curves.p256, 'P-384': curves.p384, 'P-521': curves.p521, secp256k1: curves.secp256k1 }[
      crv
    ];
    const bytes = curve?.Point.BASE.toBytes(false) as Uint8Array;
    const half = (bytes.length - 1) / 2;
    const [x, y] = [bytes.slice(1, 1 + half), bytes.slice(1 + half)].map((part) =>
      Buffer.from(part).toString('base64url'),
    );
    expect(isOnCurve(crv, x, y)).toBe(true);
    expect(isOnCurve(crv, y, x)).toBe(false);
  });

  it.each([
    ['Ed25519', 'AA', 'AA'],
    ['P-256', 5, 'AA'],
    ['P-256', 'A'.repeat(300), 'AA'],
  ])('is not judged: %s %s', (crv, x, y) => {
    expect(isOnCurve(crv, x, y)).toBeUndefined();
  });

  it('of small order is known', () => {
    expect(isSmallOrder(Buffer.alloc(32).toString('base64url'))).toBe(true);
    expect(isSmallOrder(Buffer.alloc(32, 9).toString('base64url'))).toBe(false);
  });
});

it('a certificate that is out of date is less grave than one of another key', () => {
  const [finding] = findingsOf('jwk-certificate-mismatch', certified({ notBefore: clock - 120, notAfter: clock - 60 }));
  expect(finding).toMatchObject({ severity: 'medium', message: 'The certificate in the key’s "x5c" is out of date.' });
});

it('a key of a set that may be used makes up for one that may not', () => {
  expect(findingsOf('jwk-use-mismatch', withKey(ec({ use: 'enc' }), ec({})))).toEqual([]);
  expect(findingsOf('jwk-use-mismatch', header({ alg: 'RS256' }, { key: only(ec({ use: 'enc' })) }))).toEqual([]);
});
