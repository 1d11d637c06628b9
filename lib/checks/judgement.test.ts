import { describe, expect, it } from 'vitest';
import type { CheckContext } from './check';
import { claims, clock, contextOf, header, invalid, plainClaims } from './examples';
import type { Expectations } from './expectations';
import { runChecks } from './index';
import { judge } from './judgement';

const decide = (context: CheckContext) => judge(runChecks(context), context);
const expecting = (expectations: Expectations, changes: object = {}) =>
  claims({ ...plainClaims, ...changes }, { expectations });

describe('a verifier', () => {
  it.each<[string, CheckContext]>([
    ['a token that verifies', contextOf()],
    ['one that is as expected', expecting({ issuer: 'https://issuer.example', audience: 'https://service.example' })],
    [
      'one with personal data and a long life, which is advice',
      claims({ ...plainClaims, name: 'Ada', exp: clock + 99_999_999 }),
    ],
    ['one that expired within the leeway', expecting({ leeway: 60 }, { exp: clock - 30 })],
    [
      'one that is judged for another moment',
      expecting({ clock: clock - 3600 }, { iat: clock - 7200, exp: clock - 1800 }),
    ],
  ])('accepts %s', (_, context) => {
    expect(decide(context).decision).toBe('accept');
  });

  it.each<[string, CheckContext, string]>([
    ['another signature', contextOf({ verdict: invalid('ES256') }), 'The ES256 signature does not verify.'],
    [
      'no signature',
      header({ alg: 'none' }, { verdict: { kind: 'unsecured', reason: 'Nobody signed.' } }),
      'Nobody signed.',
    ],
    ['another issuer', expecting({ issuer: 'x' }), '"iss" is "https://issuer.example", and "x" is expected.'],
    ['another algorithm', expecting({ algorithms: ['RS256'] }), '"alg" is "ES256"; accepted is RS256.'],
    [
      'a life that is too long',
      expecting({ greatestLifetime: 60 }),
      'From iat to exp this token lives 1 h; 1 min is the longest that is accepted.',
    ],
    [
      'a missing claim of the profile',
      expecting({ profile: 'id-token' }, { sub: undefined }),
      '"sub" is missing from an ID token.',
    ],
  ])('rejects %s', (_, context, reason) => {
    const { decision, because } = decide(context);
    expect(decision).toBe('reject');
    expect(because[0]).toMatchObject({ kind: 'against', text: reason });
  });

  it('cannot decide without a key, and rejects all the same what is out of time', () => {
    const verdict = { kind: 'unverified', reason: 'There is no key.' } as const;
    expect(decide(contextOf({ verdict }))).toMatchObject({
      decision: 'undecided',
      because: [{ kind: 'unknown', text: 'There is no key.' }, {}],
    });
    expect(decide(claims({ ...plainClaims, exp: 1 }, { verdict })).decision).toBe('reject');
  });

  it('says what was met', () => {
    const { because } = decide(
      expecting({ issuer: 'https://issuer.example', nonce: undefined, algorithms: ['ES256'] }),
    );
    expect(because.map(({ text }) => text)).toEqual([
      'The ES256 signature verifies.',
      'It has not expired.',
      'The issuer is the expected one.',
      'The algorithm is accepted.',
    ]);
  });

  it('gives each ground once', () => {
    const { because } = decide(
      contextOf({ verdict: invalid('ES256', { kind: 'secret', encoding: 'hex', octets: 1 }) }),
    );
    expect(because.filter(({ check }) => check === 'signature-mismatch')).toHaveLength(1);
  });
});
