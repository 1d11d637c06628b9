import { type CorpusEntry, clock } from './entry';

const iat = clock - 60;
const good = {
  iss: 'https://id.shop.example',
  sub: '42',
  aud: 'orders',
  client_id: 'shop',
  iat,
  exp: iat + 900,
  jti: '9f3a',
};
const typed = { typ: 'at+jwt', kid: 'a' };

function segments(token: string): [string, string, string] {
  return token.split('.') as [string, string, string];
}

/** Tokens with one thing wrong, or a few: every attack and every slip that is common. */
export const brokenTokens: readonly CorpusEntry[] = [
  {
    id: 'unsecured',
    alg: 'ES256',
    header: { ...typed, alg: 'none' },
    payload: good,
    change: (token) => `${segments(token).slice(0, 2).join('.')}.`,
  },
  { id: 'unsecured-in-capitals', alg: 'ES256', header: { ...typed, alg: 'NonE' }, payload: good },
  {
    id: 'signature-cut-off',
    alg: 'RS256',
    header: typed,
    payload: good,
    change: (token) => `${segments(token).slice(0, 2).join('.')}.`,
  },
  {
    id: 'payload-rewritten',
    alg: 'ES256',
    header: typed,
    payload: good,
    change: (token) => {
      const [head, , signature] = segments(token);
      return `${head}.${btoa(JSON.stringify({ ...good, sub: '1', admin: true })).replace(/=+$/, '')}.${signature}`;
    },
  },
  { id: 'expired', alg: 'ES256', header: typed, payload: { ...good, iat: iat - 7200, exp: iat - 3600 } },
  { id: 'not-yet-valid', alg: 'ES256', header: typed, payload: { ...good, nbf: iat + 600 } },
  { id: 'milliseconds', alg: 'ES256', header: typed, payload: { ...good, iat: iat * 1000, exp: (iat + 900) * 1000 } },
  { id: 'date-as-text', alg: 'ES256', header: typed, payload: { ...good, exp: String(iat + 900) } },
  {
    id: 'no-end',
    alg: 'HS256',
    header: { typ: 'JWT' },
    payload: { user: 'ada', role: 'admin' },
    secret: 'a4c1d2e3f4a5b6c7d8e9f0a1b2c3d4e5f6',
  },
  { id: 'ten-years', alg: 'ES256', header: typed, payload: { ...good, exp: iat + 315_360_000 } },
  { id: 'short-secret', alg: 'HS256', header: typed, payload: good, secret: 'secret' },
  {
    id: 'guessable-words',
    alg: 'HS256',
    header: typed,
    payload: good,
    secret: 'this is my secret key do not share it',
  },
  {
    id: 'example-token',
    alg: 'HS256',
    header: { typ: 'JWT' },
    payload: { sub: '1234567890', name: 'John Doe', admin: true, iat: 1516239022 },
    secret: 'a-string-secret-at-least-256-bits-long',
  },
  {
    id: 'key-in-the-header',
    alg: 'ES256',
    header: { ...typed, jwk: { kty: 'EC', crv: 'P-256', x: 'AQ', y: 'Ag' } },
    payload: good,
  },
  {
    id: 'key-address-elsewhere',
    alg: 'ES256',
    header: { ...typed, jku: 'http://169.254.169.254/keys.json' },
    payload: good,
  },
  { id: 'kid-path', alg: 'HS256', header: { typ: 'at+jwt', kid: '../../../../dev/null' }, payload: good },
  { id: 'kid-sql', alg: 'HS256', header: { typ: 'at+jwt', kid: "x' UNION SELECT 'key'--" }, payload: good },
  { id: 'critical-unknown', alg: 'ES256', header: { ...typed, crit: ['shop'], shop: 1 }, payload: good },
  { id: 'unencoded', alg: 'ES256', header: { ...typed, b64: true }, payload: good },
  { id: 'wrong-case-alg', alg: 'ES256', header: { ...typed, alg: 'es256' }, payload: good },
  { id: 'repeated-claim', alg: 'ES256', header: typed, payload: `${JSON.stringify(good).slice(0, -1)},"sub":"1"}` },
  {
    id: 'prototype',
    alg: 'ES256',
    header: typed,
    payload: `${JSON.stringify(good).slice(0, -1)},"__proto__":{"admin":true}}`,
  },
  { id: 'look-alike', alg: 'ES256', header: typed, payload: { ...good, ѕub: '1' } },
  {
    id: 'large-number',
    alg: 'ES256',
    header: typed,
    payload: `${JSON.stringify(good).slice(0, -1)},"user_id":9007199254740993}`,
  },
  { id: 'padding', alg: 'ES256', header: typed, payload: good, change: (token) => `${token}==` },
  { id: 'cut', alg: 'ES256', header: typed, payload: good, change: (token) => token.slice(0, -42) },
  {
    id: 'two-segments',
    alg: 'ES256',
    header: typed,
    payload: good,
    change: (token) => segments(token).slice(0, 2).join('.'),
  },
  {
    id: 'secrets-inside',
    alg: 'ES256',
    header: typed,
    payload: { ...good, password: 'hunter22', aws: 'AKIAIOSFODNN7EXAMPLE', card: '4111 1111 1111 1111' },
  },
  {
    id: 'private-life-inside',
    alg: 'ES256',
    header: typed,
    payload: { ...good, religion: 'x', diagnosis: 'y', ssn: '078-05-1120', home: '10.0.0.5' },
  },
  {
    id: 'all-powerful',
    alg: 'ES256',
    header: typed,
    payload: { ...good, aud: '*', scope: '*', roles: ['super-admin'] },
  },
  {
    id: 'zero-signature',
    alg: 'ES256',
    header: typed,
    payload: good,
    change: (token) => `${segments(token).slice(0, 2).join('.')}.${'A'.repeat(86)}`,
  },
  {
    id: 'private-confirmation-key',
    alg: 'ES256',
    header: typed,
    payload: { ...good, cnf: { jwk: { kty: 'EC', crv: 'P-256', x: 'AQ', y: 'Ag', d: 'Aw' } } },
  },
  {
    id: 'logout-with-nonce',
    alg: 'ES256',
    header: { typ: 'logout+jwt', kid: 'a' },
    payload: { ...good, nonce: 'x', events: {} },
  },
  {
    id: 'dpop-by-secret',
    alg: 'HS256',
    header: { typ: 'dpop+jwt' },
    payload: { jti: 'a', htm: 'GET', htu: 'https://a.example/?x=1' },
  },
];
