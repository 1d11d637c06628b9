import { rfc } from '../registry/source';
import type { Check } from './check';
import { dateClaim, evidenceOf, forgiven, span, written } from './date-claims';
import { cwe } from './references';

/** "Soon", for a token about to expire: long enough to notice, short enough to be rare. */
const soon = 300;

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

/** Checks of the token's dates against the clock. */
export const clockChecks = [expired, notYetValid, futureIat, expiring] as const;
