import { describe, expect, it } from 'vitest';
import { claims, clock, contextOf, describeExamples, type Example, findingsOf, header } from './examples';
import { timeChecks } from './time';

const exp = clock + 3600;
const iat = clock - 60;

const examples = {
  expired: { fires: claims({ exp: clock }), quiet: claims({ exp: clock + 1 }) },
  'not-yet-valid': { fires: claims({ exp, nbf: clock + 1 }), quiet: claims({ exp, nbf: clock }) },
  'missing-exp': { fires: claims({ iat }), quiet: claims({ exp }) },
  'non-numeric-date': { fires: claims({ exp: String(exp) }), quiet: claims({ exp }) },
  'milliseconds-date': { fires: claims({ exp: exp * 1000 }), quiet: claims({ exp }) },
  'inverted-lifetime': { fires: claims({ iat: exp, exp }), quiet: claims({ iat, nbf: iat, exp }) },
  'future-iat': {
    fires: claims({ iat: clock + 61, exp }, { leeway: 60 }),
    quiet: claims({ iat: clock + 60, exp }, { leeway: 60 }),
  },
  'long-lifetime': { fires: claims({ iat, exp: iat + 86_401 }), quiet: claims({ iat, exp: iat + 86_400 }) },
  'implausible-date': { fires: claims({ exp: 0 }), quiet: claims({ exp }) },
  expiring: { fires: claims({ iat, exp: clock + 300 }), quiet: claims({ iat, exp: clock + 301 }) },
  'missing-iat': { fires: claims({ exp }), quiet: claims({ iat, exp }) },
} satisfies Record<(typeof timeChecks)[number]['id'], Example>;

describeExamples(timeChecks, examples);

describe('dates', () => {
  it.each([
    ['expired', { exp: clock - 259_200 }, 'exp 1794934800 (17 Nov 2026, 17:00:00 UTC) is 3 days before the clock.'],
    [
      'not-yet-valid',
      { exp, nbf: clock + 90 },
      'nbf 1795194090 (20 Nov 2026, 17:01:30 UTC) is 1 min 30 s after the clock.',
    ],
    ['non-numeric-date', { exp: null }, '"exp" is true, false or null where a number of seconds is due.'],
    [
      'milliseconds-date',
      { exp: 1795197600000 },
      'exp 1795197600000 is a date in milliseconds; 20 Nov 2026, 18:00:00 UTC was probably meant.',
    ],
    [
      'implausible-date',
      '{"exp": 1e400}',
      'exp 1e400 is too large for a number in most languages and becomes infinite.',
    ],
    ['implausible-date', { exp: 9999999999 }, 'exp 9999999999 (20 Nov 2286, 17:46:39 UTC) is after the year 2100.'],
    ['long-lifetime', { exp: clock + 172_800 }, 'This token is good for another 2 days; it does not say since when.'],
  ])('say, for %s, what this token has', (id, payload, message) => {
    expect(findingsOf(id, claims(payload)).map((finding) => finding.message)).toEqual([message]);
  });

  it('forgive the leeway, and remark on it', () => {
    const late = claims({ iat, exp: clock - 30 }, { leeway: 60 });
    expect(findingsOf('expired', late)).toEqual([]);
    expect(findingsOf('expiring', late)[0]?.message).toBe(
      'This token expired 30 s ago and lives on the leeway of 60 s.',
    );
  });

  it.each(['expired', 'inverted-lifetime', 'long-lifetime', 'implausible-date'])(
    'in milliseconds do not make %s fire as well',
    (id) => {
      expect(findingsOf(id, claims({ iat: iat * 1000, exp: exp * 1000 }))).toEqual([]);
    },
  );

  it('that are repeated count by the last', () => {
    expect(findingsOf('expired', claims(`{"exp":1,"exp":${exp}}`))).toEqual([]);
  });

  it.each([
    ['a DPoP proof', header({ typ: 'dpop+jwt' }, { payload: { iat, jti: 'x' } })],
    ['a security event', claims({ iat, jti: 'x', events: {} })],
    ['claims that were cut', claims('{"iat": 1, ')],
    ['a payload that is no claims set', claims('[1]')],
    ['an encrypted token', contextOf({ text: 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AA.AA.AA' })],
  ])('are not missed in %s', (_, context) => {
    expect(findingsOf('missing-exp', context)).toEqual([]);
  });
});
