import { expect, it } from 'vitest';
import { claimBindingChecks } from './claims-binding';
import { claims, clock, contextOf, describeExamples, type Example, findingsOf, header, plainClaims } from './examples';

const assertion = { iss: 'client', sub: 'client', aud: 'https://issuer.example', iat: clock, exp: clock + 60 };
const jwk = { kty: 'EC', crv: 'P-256', x: 'AQ', y: 'Ag' };
const living = (seconds: number, more: object = {}) =>
  claims({ ...plainClaims, iat: clock, exp: clock + seconds, ...more });

const examples = {
  'missing-jti': {
    fires: header({ typ: 'client-authentication+jwt' }, { payload: assertion }),
    quiet: header({ typ: 'client-authentication+jwt' }, { payload: { ...assertion, jti: 'a' } }),
  },
  'bad-confirmation': { fires: claims({ cnf: { jwk, jku: 'https://a.example' } }), quiet: claims({ cnf: { jwk } }) },
  'bearer-only': { fires: living(3601), quiet: living(3601, { cnf: { jkt: 'x' } }) },
} satisfies Record<(typeof claimBindingChecks)[number]['id'], Example>;

describeExamples(claimBindingChecks, examples);

it('a private confirmation key is critical, and not repeated', () => {
  const [finding] = findingsOf('bad-confirmation', claims({ cnf: { jwk: { ...jwk, d: 'c2VjcmV0' } } }));
  expect(finding).toMatchObject({ severity: 'critical', message: 'The key in "cnf" has the private member "d".' });
  expect(JSON.stringify(finding?.evidence)).not.toContain('c2VjcmV0');
});

it.each([
  ['an ID token', claims({ iss: 'a', sub: 'b', aud: 'c', nonce: 'd' })],
  ['what is only perhaps an assertion', claims(assertion)],
  ['an access token, of which another check says so', contextOf()],
])('no id is missed in %s', (_, context) => {
  expect(findingsOf('missing-jti', context)).toEqual([]);
});
