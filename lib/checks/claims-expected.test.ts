import { describe, expect, it } from 'vitest';
import { claimExpectedChecks } from './claims-expected';
import { claims, contextOf, describeExamples, type Example, findingsOf, header } from './examples';
import type { Expectations } from './expectations';
import { runChecks } from './index';

const expecting = (expectations: Expectations, payload: object = { iss: 'https://a.example', aud: ['b', 'c'] }) =>
  claims({ ...payload }, { expectations });

const examples = {
  'issuer-mismatch': {
    fires: expecting({ issuer: 'https://b.example' }),
    quiet: expecting({ issuer: 'https://a.example' }),
  },
  'audience-mismatch': { fires: expecting({ audience: 'd' }), quiet: expecting({ audience: 'c' }) },
  'unexpected-typ': {
    fires: header({ typ: 'JWT' }, { expectations: { typ: 'at+jwt' } }),
    quiet: header({ typ: 'application/AT+jwt' }, { expectations: { typ: 'at+jwt' } }),
  },
  'unexpected-alg': {
    fires: contextOf({ expectations: { algorithms: ['PS256', 'EdDSA'] } }),
    quiet: contextOf({ expectations: { algorithms: ['PS256', 'ES256'] } }),
  },
} satisfies Record<(typeof claimExpectedChecks)[number]['id'], Example>;

describeExamples(claimExpectedChecks, examples);

describe('the issuer', () => {
  it.each([
    [
      { iss: 'https://a.example/' },
      '"iss" is "https://a.example/", and "https://a.example" is expected: they differ in a slash at the end.',
    ],
    [
      { iss: 'http://a.example' },
      '"iss" is "http://a.example", and "https://a.example" is expected: they differ in http and https.',
    ],
    [
      { iss: 'https://A.example' },
      '"iss" is "https://A.example", and "https://a.example" is expected: they differ in upper and lower case.',
    ],
    [
      { iss: 'https://a.example///' },
      '"iss" is "https://a.example///", and "https://a.example" is expected: they differ in a slash at the end.',
    ],
    [
      { iss: 'HTTP://www.A.example/' },
      '"iss" is "HTTP://www.A.example/", and "https://a.example" is expected: they are nearly the same.',
    ],
    [{ iss: 'https://a.www.example' }, '"iss" is "https://a.www.example", and "https://a.example" is expected.'],
    [{ iss: 'https://a.example/x' }, '"iss" is "https://a.example/x", and "https://a.example" is expected.'],
    [{ iss: 'https://evil.example' }, '"iss" is "https://evil.example", and "https://a.example" is expected.'],
    [{ iss: 5 }, '"iss" is not a string.'],
    [{}, '"iss" is missing, and "https://a.example" is expected.'],
  ])('of %j is not the one', (payload, message) => {
    const findings = findingsOf('issuer-mismatch', expecting({ issuer: 'https://a.example' }, payload));
    expect(findings.map((finding) => finding.message)).toEqual([message]);
  });
});

describe('the audience', () => {
  it.each([
    [{ aud: 'https://api.example' }, { audience: 'https://api.example/' }, /: they differ in a slash at the end\.$/],
    [{ aud: [] }, { audience: ['a', 'b'] }, /^"aud" is missing, and "a" or "b" is expected\.$/],
    [{ aud: ['x', 'y'] }, { audience: 'a' }, /^"aud" is 2 others, and "a" is expected\.$/],
  ])('of %j does not meet %j', (payload, expectations, message) => {
    expect(findingsOf('audience-mismatch', expecting(expectations, payload))[0]?.message).toMatch(message);
  });
});

it('nothing is compared where nothing is expected', () => {
  const ids = claimExpectedChecks.map(({ id }) => id);
  expect(ids.flatMap((id) => findingsOf(id, expecting({}, {})))).toEqual([]);
});

it('clock and leeway of the expectations take precedence', () => {
  const context = contextOf({ expectations: { clock: 0 } });
  expect(runChecks(context).map(({ check }) => check.id)).toContain('future-iat');
  expect(findingsOf('expired', contextOf({ now: 5e9, expectations: { leeway: 5e9 } }))).toEqual([]);
});
