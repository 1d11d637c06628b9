import type { claimChecks } from './claims';
import type { claimBindingChecks } from './claims-binding';
import type { claimExpectedChecks } from './claims-expected';
import type { claimScopeChecks } from './claims-scope';
import { exampleClock as clock, type Recipe, signed } from './live-example';
import { p256, publicHalf } from './live-keys';
import type { privacyChecks } from './privacy';
import type { privacyDetailChecks } from './privacy-detail';
import type { privacySecretChecks } from './privacy-secret';

type Checks =
  | typeof claimChecks
  | typeof claimExpectedChecks
  | typeof claimScopeChecks
  | typeof claimBindingChecks
  | typeof privacyChecks
  | typeof privacySecretChecks
  | typeof privacyDetailChecks;

/** A client's own assertion (RFC 7523 §3). */
const assertion = { iss: 'shop', sub: 'shop', aud: 'https://issuer.example', client_id: undefined };

/** An example for every check of the claims and of what they tell. */
export const claimExamples: Record<Checks[number]['id'], Recipe> = {
  'mistyped-claim': signed({ claims: { sub: 48211 } }),
  'missing-sub': signed({ claims: { sub: undefined } }),
  'issuer-mismatch': signed({ expectations: { issuer: 'https://issuer.example/' } }),
  'audience-mismatch': signed({ expectations: { audience: 'https://orders.example' } }),
  'unexpected-typ': signed({ header: { typ: 'JWT' }, expectations: { typ: 'at+jwt' } }),
  'unexpected-alg': signed({ expectations: { algorithms: ['ES256', 'PS256'] } }),
  'broad-audience': signed({ claims: { aud: ['https://service.example', '*'] } }),
  'privileged-claim': signed({ claims: { role: 'service_role' } }),
  'injectable-claim': signed({ claims: { picture: 'http://169.254.169.254/latest/meta-data' } }),
  'missing-jti': signed({ header: { typ: 'client-authentication+jwt' }, claims: { ...assertion, jti: undefined } }),
  'bad-confirmation': signed({ claims: { cnf: { jwk: publicHalf(p256.jwk), jku: 'https://keys.example/all' } } }),
  'bearer-only': signed({ claims: { exp: clock + 7200 } }),
  'personal-data': signed({ claims: { email: 'ada@example.com', given_name: 'Ada', birthdate: '1815-12-10' } }),
  'secret-in-payload': signed({ claims: { password: 'hunter22' } }),
  'embedded-credential': signed({ claims: { refresh_token: 'tGzv3JOkF0XG5Qx2TlKWIA' } }),
  'national-or-card-number': signed({ claims: { card: '4111 1111 1111 1111' } }),
  'internal-detail': signed({ claims: { server: '10.1.2.3' } }),
  'sensitive-category': signed({ claims: { religion: 'none of your business' } }),
};
