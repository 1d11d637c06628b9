import { leaf, root } from './certificate-chain-example';
import type { headerAlgChecks } from './header-alg';
import type { headerCertificateChecks } from './header-certificate';
import type { headerCritChecks } from './header-crit';
import type { headerKeyChecks } from './header-key';
import type { headerKidChecks } from './header-kid';
import type { headerTypeChecks } from './header-type';
import { exampleClock, type Recipe, signed } from './live-example';
import { ed25519, goodSecret, keyText, p256, publicHalf, rsa2048 } from './live-keys';

type Checks =
  | typeof headerAlgChecks
  | typeof headerCritChecks
  | typeof headerKeyChecks
  | typeof headerCertificateChecks
  | typeof headerKidChecks
  | typeof headerTypeChecks;

/** Without its signature, as an unsecured token is (RFC 7519 §6). */
const unsigned = (token: string) => token.slice(0, token.lastIndexOf('.') + 1);
/** A week later the certificates of the examples are good. */
const whenCertified = { clock: exampleClock + 604_800 };
const dates = { iat: whenCertified.clock - 60, exp: whenCertified.clock + 840 };

/** An example for every check of the header. */
export const headerExamples: Record<Checks[number]['id'], Recipe> = {
  'unsecured-alg': signed({ header: { alg: 'none' }, alter: unsigned, key: '' }),
  'missing-alg': signed({ header: { alg: undefined } }),
  'misspelt-alg': signed({ header: { alg: 'hs256' }, by: goodSecret }),
  'unregistered-alg': signed({ header: { alg: 'XS256' } }),
  'polymorphic-alg': signed({ header: { alg: 'EdDSA' } }),
  'legacy-rsa-signature': signed({ by: rsa2048 }),
  'symmetric-alg-with-public-issuer': signed({
    header: { kid: 'b' },
    by: goodSecret,
    key: keyText(
      publicHalf(ed25519.jwk, { kid: 'a', alg: 'Ed25519' }),
      publicHalf(rsa2048.jwk, { kid: 'b', alg: 'RS256' }),
    ),
  }),
  'bad-crit': signed({ header: { crit: ['exp'], exp: exampleClock + 840 } }),
  'unencoded-payload': signed({ header: { b64: false, crit: ['b64'] } }),
  'b64-without-crit': signed({ header: { b64: true } }),
  'embedded-jwk': signed({ header: { jwk: publicHalf(ed25519.jwk) }, key: '' }),
  'embedded-private-key': signed({ header: { jwk: ed25519.jwk }, key: '' }),
  'remote-key-reference': signed({ header: { jku: 'https://issuer.example/keys' } }),
  'untrusted-key-url': signed({ header: { jku: 'http://203.0.113.7/keys' } }),
  'x5c-mismatch': signed({ header: { x5c: [leaf] }, claims: dates, by: p256, expectations: whenCertified }),
  'x5t-mismatch': signed({
    header: { x5c: [root], 'x5t#S256': 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
    claims: dates,
    by: rsa2048,
    expectations: whenCertified,
  }),
  'injectable-kid': signed({ header: { kid: '../../../dev/null' }, by: goodSecret }),
  'malformed-kid': signed({ header: { kid: 7 } }),
  'missing-kid': signed({
    key: keyText(
      publicHalf(ed25519.jwk, { kid: 'a', alg: 'Ed25519' }),
      publicHalf(p256.jwk, { kid: 'b', alg: 'ES256' }),
    ),
  }),
  'implicit-typ': signed({ header: { typ: 'JWT' } }),
  'unexpected-cty': signed({ header: { cty: 'JWT' } }),
  'replicated-claim-mismatch': signed({ header: { iss: 'https://other.example' } }),
  'zip-on-jws': signed({ header: { zip: 'DEF' } }),
  'header-nonce': signed({ header: { typ: 'JWT', nonce: 'bBx7mQ1wT0' }, by: rsa2048 }),
};
