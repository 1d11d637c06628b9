import type { JsonNode } from '../encoding/json-node';
import { describeDate, relativeTime } from '../encoding/numeric-date';
import { rfc } from '../registry/source';
import type { Check, CheckContext, Hit } from './check';
import { absenceEvidence, memberEvidence } from './evidence';
import { claimsOf, findTokenClaim, type PartMember, typeOf } from './parts';
import { cwe } from './references';

const dateNames = ['exp', 'nbf', 'iat', 'auth_time'] as const;
type DateName = (typeof dateNames)[number];

/** A date claim as it is written; `seconds` when it is a date that a verifier can reckon with. */
type DateClaim = PartMember & { name: DateName; seconds?: number };

const day = 86_400;
/** "Soon", for a token about to expire: long enough to notice, short enough to be rare. */
const soon = 300;
/** 2100-01-01T00:00:00Z. */
const year2100 = 4_102_444_800;

/** Kinds of token that end otherwise than by `exp`: proofs for one request, records of what happened, lists. */
const typesWithoutExp: ReadonlySet<string | undefined> = new Set([
  'dpop+jwt',
  'kb+jwt',
  'openid4vci-proof+jwt',
  'passport',
  'secevent+jwt',
  'statuslist+jwt',
]);

/** In seconds the year 5138 and later, in milliseconds 1973 to 5138: nobody means the former. */
function isMilliseconds(value: number): boolean {
  return value >= 1e11 && value <= 1e14;
}

function dateClaim({ token }: CheckContext, name: DateName): DateClaim | undefined {
  const found = findTokenClaim(token, name);
  if (!found) return undefined;
  const { value } = found.member;
  const usable = value.kind === 'number' && Number.isFinite(value.value) && !isMilliseconds(value.value);
  return { ...found, name, seconds: usable ? value.value : undefined };
}

function dateClaims(context: CheckContext): DateClaim[] {
  return dateNames.flatMap((name) => dateClaim(context, name) ?? []);
}

function evidenceOf(...claims: DateClaim[]) {
  return claims.map(({ part, member, name }) => memberEvidence(part, member, [name]));
}

/** "exp 1795194900 (20 Nov 2026, 17:00:00 UTC)". */
function written({ part, member, name, seconds }: DateClaim): string {
  const literal = (part.text ?? '').slice(member.value.start, Math.min(member.value.end, member.value.start + 40));
  const date = seconds === undefined ? undefined : describeDate(seconds, 0, { timeZone: 'UTC' });
  return date ? `${name} ${literal} (${date.utc})` : `${name} ${literal}`;
}

/** "3 days": how far apart two moments are, without saying which comes first. */
function span(seconds: number): string {
  return Math.abs(seconds) < 1 ? 'less than a second' : relativeTime(Math.abs(seconds), 0).replace(/^in /, '');
}

function forgiven(leeway: number): string {
  return leeway > 0 ? `, more than the leeway of ${leeway} s` : '';
}

/**
 * A token past its end: `{"exp": 1516242622}` today. Never a false positive while the clock is right.
 */
const expired = {
  id: 'expired',
  subject: 'time',
  severity: 'high',
  title: 'Expired',
  why: 'The token says itself that it is over: every verifier has to refuse it from that moment on.',
  fix: 'Get a new token. If this one should still be good, compare the clocks of issuer and receiver.',
  references: [rfc(7519, '4.1.4'), cwe(613)],
  find(context) {
    const exp = dateClaim(context, 'exp');
    if (exp?.seconds === undefined || context.now < exp.seconds + context.leeway) return [];
    const message = `${written(exp)} is ${span(context.now - exp.seconds)} before the clock${forgiven(context.leeway)}.`;
    return [{ message, evidence: evidenceOf(exp) }];
  },
} as const satisfies Check;

/**
 * A token from the future: `{"nbf": 4102444799}`. Never a false positive while the clock is right.
 */
const notYetValid = {
  id: 'not-yet-valid',
  subject: 'time',
  severity: 'high',
  title: 'Not valid yet',
  why: 'The token says from when on it counts, and that moment has not come: every verifier has to refuse it until then.',
  fix: 'Wait, or compare the clocks of issuer and receiver; a leeway of a minute forgives small differences.',
  references: [rfc(7519, '4.1.5')],
  find(context) {
    const nbf = dateClaim(context, 'nbf');
    if (nbf?.seconds === undefined || context.now >= nbf.seconds - context.leeway) return [];
    const message = `${written(nbf)} is ${span(nbf.seconds - context.now)} after the clock${forgiven(context.leeway)}.`;
    return [{ message, evidence: evidenceOf(nbf) }];
  },
} as const satisfies Check;

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

const kindNames: Record<JsonNode['kind'], string> = {
  object: 'an object',
  array: 'an array',
  string: 'a string',
  number: 'a number',
  literal: 'true, false or null',
};

/**
 * A date that is no number: `{"exp": "1795194900"}`. Never a false positive: the type is the specification's.
 */
const nonNumericDate = {
  id: 'non-numeric-date',
  subject: 'time',
  severity: 'high',
  title: 'Date is not a number',
  why: 'Dates in a token are numbers of seconds. Faced with another type some verifiers refuse the token, and some skip the check of the date.',
  fix: 'Write the date as a JSON number of seconds since 1970, without quotes.',
  references: [rfc(7519, '2'), cwe(1287)],
  find(context) {
    return dateClaims(context)
      .filter(({ member }) => member.value.kind !== 'number')
      .map((claim) => ({
        message: `"${claim.name}" is ${kindNames[claim.member.value.kind]} where a number of seconds is due.`,
        evidence: evidenceOf(claim),
      }));
  },
} as const satisfies Check;

/**
 * A date in milliseconds: `{"exp": 1795194900000}`. Never a false positive before the year 5138.
 */
const millisecondsDate = {
  id: 'milliseconds-date',
  subject: 'time',
  severity: 'high',
  title: 'Date in milliseconds',
  why: 'Dates in a token count seconds. Read that way, this one lies tens of thousands of years ahead: an expiry that never comes.',
  fix: 'Divide by 1000 and round down: Math.floor(Date.now() / 1000) in JavaScript.',
  references: [rfc(7519, '2')],
  find(context) {
    return dateClaims(context).flatMap((claim): Hit[] => {
      const { value } = claim.member;
      if (value.kind !== 'number' || !isMilliseconds(value.value)) return [];
      const meant = describeDate(value.value / 1000, 0, { timeZone: 'UTC' });
      const message = `${written(claim)} is a date in milliseconds${meant ? `; ${meant.utc} was probably meant` : ''}.`;
      return [{ message, evidence: evidenceOf(claim) }];
    });
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

/**
 * A token made in the future: `{"iat": 4102444799}`. A false positive when the clock here is slow.
 */
const futureIat = {
  id: 'future-iat',
  subject: 'time',
  severity: 'medium',
  title: 'Issued in the future',
  why: 'Nobody can have made the token at a time that has not come: a clock is wrong, or the date was invented.',
  fix: 'Compare the clocks of issuer and receiver, and let the issuer take "iat" from its clock.',
  references: [rfc(7519, '4.1.6')],
  find(context) {
    const iat = dateClaim(context, 'iat');
    if (iat?.seconds === undefined || iat.seconds <= context.now + context.leeway) return [];
    const message = `${written(iat)} is ${span(iat.seconds - context.now)} after the clock${forgiven(context.leeway)}.`;
    return [{ message, evidence: evidenceOf(iat) }];
  },
} as const satisfies Check;

/**
 * A token good for more than a day: `{"iat": 1795194900, "exp": 1826730900}`. A false positive for tokens that are
 * meant to last, such as credentials in a wallet.
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
    if (exp?.seconds === undefined || from === undefined || exp.seconds - from <= day || exp.seconds > year2100)
      return [];
    const message = begin
      ? `From ${begin.name} to exp this token lives ${span(exp.seconds - from)}.`
      : `This token is good for another ${span(exp.seconds - from)}; it does not say since when.`;
    return [{ message, evidence: begin ? evidenceOf(exp, begin) : evidenceOf(exp) }];
  },
} as const satisfies Check;

/**
 * A date that nobody means: `{"exp": 0}`, `{"exp": 1e400}`, the year 2286. Zero and negative dates are never meant;
 * far ones can be, as "never".
 */
const implausibleDate = {
  id: 'implausible-date',
  subject: 'time',
  severity: 'medium',
  title: 'Implausible date',
  why: 'A date at or before 1970 or after 2100 is most often a mistake, and libraries differ in what they make of it.',
  fix: 'Write the date as whole seconds since 1970. If "never" is meant, think again: a token should end.',
  references: [rfc(7519, '2')],
  find(context) {
    return dateClaims(context).flatMap((claim): Hit[] => {
      const { value } = claim.member;
      if (value.kind !== 'number' || isMilliseconds(value.value)) return [];
      if (value.value > 0 && value.value <= year2100) return [];
      const message = Number.isFinite(value.value)
        ? `${written(claim)} is ${value.value <= 0 ? 'not after 1970' : 'after the year 2100'}.`
        : `${written(claim)} is too large for a number in most languages and becomes infinite.`;
      return [{ message, evidence: evidenceOf(claim) }];
    });
  },
} as const satisfies Check;

/**
 * A token in its last minutes, or already past its end but within the leeway. Never a false positive.
 */
const expiring = {
  id: 'expiring',
  subject: 'time',
  severity: 'info',
  title: 'Expires soon',
  why: 'Receivers with other clocks or another leeway may already refuse the token, and a long request may outlast it.',
  fix: 'Renew the token before its last minutes.',
  references: [rfc(7519, '4.1.4')],
  find(context) {
    const exp = dateClaim(context, 'exp');
    if (exp?.seconds === undefined) return [];
    const left = exp.seconds - context.now;
    if (left > soon || left <= -context.leeway) return [];
    const message =
      left > 0
        ? `This token expires in ${span(left)}.`
        : `This token expired ${span(left)} ago and lives on the leeway of ${context.leeway} s.`;
    return [{ message, evidence: evidenceOf(exp) }];
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

/** Checks of the token's dates against each other and the clock. */
export const timeChecks = [
  expired,
  notYetValid,
  missingExp,
  nonNumericDate,
  millisecondsDate,
  invertedLifetime,
  futureIat,
  longLifetime,
  implausibleDate,
  expiring,
  missingIat,
] as const;
