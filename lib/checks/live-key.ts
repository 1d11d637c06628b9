import { leaf } from './certificate-chain-example';
import type { keyChecks } from './key';
import type { keyJwkChecks } from './key-jwk';
import type { keyRsaChecks } from './key-rsa';
import type { keySecretChecks } from './key-secret';
import type { keySetChecks } from './key-set';
import { exampleClock, type Recipe, signed } from './live-example';
import {
  ed25519,
  keyText,
  p256,
  publicHalf,
  rsa1024,
  rsa2048,
  rsaOfClosePrimes,
  rsaOfExponent3,
  rsaOfSharedPrime,
  secretKey,
} from './live-keys';

type Checks =
  | typeof keyChecks
  | typeof keyJwkChecks
  | typeof keyRsaChecks
  | typeof keySecretChecks
  | typeof keySetChecks;

const ed = (members: object = {}) => publicHalf(ed25519.jwk, { alg: 'Ed25519', ...members });
const ec = (members: object = {}) => publicHalf(p256.jwk, { alg: 'ES256', ...members });
const rsaPublic = (members: object = {}) => publicHalf(rsa2048.jwk, { alg: 'RS256', ...members });

/** An example for every check of a key or a key set. */
export const keyExamples: Record<Checks[number]['id'], Recipe> = {
  'short-secret': signed({ by: secretKey('Kq3-vT9_pZ0b') }),
  'small-rsa-key': signed({ by: rsa1024 }),
  'key-alg-mismatch': signed({ key: p256.text }),
  'low-entropy-secret': signed({ by: secretKey('correct horse battery staple correct') }),
  'key-text-as-secret': signed({ by: secretKey(rsa2048.text), encoding: 'utf-8' }),
  'demo-key': signed({ by: secretKey('a-string-secret-at-least-256-bits-long') }),
  'off-curve-point': signed({ by: p256, key: keyText(ec({ y: p256.jwk.x })) }),
  'private-key-for-verifying': signed({ key: keyText({ ...ed25519.jwk, alg: 'Ed25519' }) }),
  'jwk-without-alg': signed({ key: keyText(publicHalf(ed25519.jwk)) }),
  'jwk-use-mismatch': signed({ key: keyText(ed({ use: 'enc' })) }),
  'noncanonical-jwk-integer': signed({ by: rsa2048, key: keyText(rsaPublic({ e: 'AAEAAQ' })) }),
  'jwk-certificate-mismatch': signed({
    claims: { iat: exampleClock + 604_740, exp: exampleClock + 605_640 },
    by: p256,
    key: keyText(ec({ x5c: [leaf] })),
    expectations: { clock: exampleClock + 604_800 },
  }),
  'bad-akp-key': signed({ claims: { cnf: { jwk: { kty: 'AKP', alg: 'ML-DSA-44', pub: 'AQIDBAUGBwg' } } } }),
  'shared-rsa-factor': signed({
    header: { kid: 'a' },
    by: rsa2048,
    key: keyText(rsaPublic({ kid: 'a' }), publicHalf(rsaOfSharedPrime.jwk, { alg: 'RS256', kid: 'b' })),
  }),
  'weak-rsa-exponent': signed({ by: rsaOfExponent3 }),
  'factorable-rsa-key': signed({ by: rsaOfClosePrimes }),
  'private-key-in-jwks': signed({
    header: { kid: 'a' },
    key: keyText(ed({ kid: 'a' }), { ...p256.jwk, alg: 'ES256', kid: 'b' }),
  }),
  'duplicate-kid': signed({ header: { kid: 'a' }, key: keyText(ed({ kid: 'a' }), ec({ kid: 'a' })) }),
};
