import { profileOf } from '../registry/profiles';
import { rfc } from '../registry/source';
import type { Check, CheckContext, Hit } from './check';
import { dateClaim, evidenceOf, span, written, year2100 } from './date-claims';
import { absenceEvidence } from './evidence';
import { claimsOf, findTokenClaim, typeOf } from './parts';
import { profileIn } from './profile';
import { cwe } from './references';
import { clockChecks } from './time-clock';
import { dateFormChecks } from './time-form';

const day = 86_400;

/** Kinds of token that end otherwise than by `exp`: proofs for one request, records of what happened, lists. */
const typesWithoutExp: ReadonlySet<string | undefined> = new Set([
  'dpop+jwt',
  'kb+jwt',
  'openid4vci-proof+jwt',
  'passport',
  'secevent+jwt',
  'statuslist+jwt',
]);

/**
 * A token without an end: `{"sub": "42"}`. Quiet for kinds that end otherwise (DPoP proofs, security events). A false
 * positive where the receiver reckons the end from `iat` by its own rule.
 */
const missingExp = {
  id: 'missing-exp',
  subject: 'time',
  severity: 'high',
  title: 'No expiry',
  why: 'Without "exp" the token is good for ever: once copied from a log or a browser, it can be used until the key changes.',
  fix: 'Set "exp" when issuing: minutes for an access token, an hour or so for an ID token.',
  references: [rfc(7519, '4.1.4'), cwe(613)],
  find({ token }) {
    const claims = claimsOf(token);
    if (!claims?.whole || findTokenClaim(token, 'exp') || findTokenClaim(token, 'events')) return [];
    if (typesWithoutExp.has(typeOf(token))) return [];
    return [
      { message: '"exp" is missing: this token never expires.', evidence: [absenceEvidence(claims.part, 'exp')] },
    ];
  },
} as const satisfies Check;

/**
 * A token that ends before it begins: `{"iat": 1795194900, "exp": 1795194900}`. Never a false positive: there is no
 * moment at which such a token is good.
 */
const invertedLifetime = {
  id: 'inverted-lifetime',
  subject: 'time',
  severity: 'medium',
  title: 'Ends before it begins',
  why: 'There is no moment at which the token could be accepted, so its dates were not made as they were meant.',
  fix: 'Reckon "exp" from "iat" or "nbf" by adding the lifetime in seconds.',
  references: [rfc(7519, '4.1.4'), rfc(7519, '4.1.5')],
  find(context) {
    const exp = dateClaim(context, 'exp');
    return (['iat', 'nbf'] as const).flatMap((name): Hit[] => {
      const begin = dateClaim(context, name);
      if (exp?.seconds === undefined || begin?.seconds === undefined || exp.seconds > begin.seconds) return [];
      const relation = exp.seconds === begin.seconds ? 'the same moment as' : 'before';
      return [{ message: `${written(exp)} is ${relation} ${written(begin)}.`, evidence: evidenceOf(exp, begin) }];
    });
  },
} as const satisfies Check;

/** The longest lifetime that is asked for, or advised for a token of its kind. */
function greatestLifetime(context: CheckContext): { seconds: number; because: string } {
  const asked = context.expectations?.greatestLifetime;
  if (asked !== undefined) return { seconds: asked, because: `${span(asked)} is the longest that is accepted` };
  const found = profileIn(context);
  const isKnown = found?.confidence === 'certain' || found?.confidence === 'chosen';
  if (!found || !isKnown) return { seconds: day, because: '' };
  const { greatestLifetime: seconds, words } = profileOf(found.profile);
  return { seconds, because: seconds === day ? '' : `${span(seconds)} is long for ${words}` };
}

/**
 * A token good for longer than is accepted, or than is advised for its kind, a day where nothing is known of it:
 * `{"iat": 1795194900, "exp": 1826730900}`. A false positive for tokens that are meant to last, such as credentials in a
 * wallet.
 */
const longLifetime = {
  id: 'long-lifetime',
  subject: 'time',
  severity: 'medium',
  title: 'Long lifetime',
  why: 'A token that is checked without asking the issuer cannot be called back: whoever copies it can use it until it ends.',
  fix: 'Issue tokens for minutes or hours and renew them; 15 minutes is good advice for an access token.',
  references: [cwe(613), rfc(7519, '4.1.4')],
  find(context) {
    const exp = dateClaim(context, 'exp');
    const begin = dateClaim(context, 'iat') ?? dateClaim(context, 'nbf');
    // Without a beginning the time that is left is certainly part of the lifetime.
    const from = begin ? begin.seconds : context.now;
    const { seconds: most, because } = greatestLifetime(context);
    if (exp?.seconds === undefined || from === undefined || exp.seconds - from <= most || exp.seconds > year2100)
      return [];
    const lifetime = begin
      ? `From ${begin.name} to exp this token lives ${span(exp.seconds - from)}`
      : `This token is good for another ${span(exp.seconds - from)}; it does not say since when`;
    const severity = context.expectations?.greatestLifetime === undefined ? undefined : 'high';
    const message = because === '' ? `${lifetime}.` : `${lifetime}; ${because}.`;
    return [{ message, severity, evidence: begin ? evidenceOf(exp, begin) : evidenceOf(exp) }];
  },
} as const satisfies Check;

/**
 * A token that does not say when it was made: `{"exp": 1795194900}`. Harmless where nobody asks for its age.
 */
const missingIat = {
  id: 'missing-iat',
  subject: 'time',
  severity: 'low',
  title: 'No time of issue',
  why: 'Without "iat" a receiver cannot tell how old the token is, nor refuse tokens from before an incident.',
  fix: 'Set "iat" when issuing.',
  references: [rfc(7519, '4.1.6')],
  find({ token }) {
    const claims = claimsOf(token);
    if (!claims?.whole || findTokenClaim(token, 'iat')) return [];
    return [{ message: '"iat" is missing.', evidence: [absenceEvidence(claims.part, 'iat')] }];
  },
} as const satisfies Check;

/** Checks of the token's dates: against the clock, by their form, and against each other. */
export const timeChecks = [
  ...clockChecks,
  ...dateFormChecks,
  missingExp,
  invertedLifetime,
  longLifetime,
  missingIat,
] as const;
