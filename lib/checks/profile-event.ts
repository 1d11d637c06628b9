import { findMember } from '../encoding/json-query';
import { logoutEvent, profileOf } from '../registry/profiles';
import { publication, rfc } from '../registry/source';
import type { Check, CheckContext, Hit } from './check';
import { findTokenClaim } from './parts';
import { claimPlace, missingClaims, profileIn, quoted, severityIn, textClaim } from './profile';

const logout = publication(
  'OpenID Connect Back-Channel Logout §2.4',
  'https://openid.net/specs/openid-connect-backchannel-1_0.html#LogoutToken',
);

function isLogout(context: CheckContext): boolean {
  const found = profileIn(context);
  return found?.profile === 'logout-token' && found.confidence !== 'guess';
}

/** A logout token whose "events" is not the one event. Never a false positive for a token that says it is one. */
const logoutEvents = {
  id: 'logout-events',
  subject: 'profile',
  severity: 'high',
  title: 'Logout token without its event',
  why: 'The event is what tells a logout token from an ID token. A client that does not look takes the one for the other.',
  fix: `Write "events": {"${logoutEvent}": {}}.`,
  references: [logout, rfc(8417, '2.2')],
  find(context) {
    if (!isLogout(context)) return [];
    const events = findTokenClaim(context.token, 'events')?.member.value;
    const event = findMember(events, logoutEvent)?.value;
    if (event?.kind === 'object') return [];
    const message = !events
      ? '"events" is missing from a logout token.'
      : event
        ? 'The logout event is not an object.'
        : '"events" does not hold the logout event.';
    return [{ message, evidence: claimPlace(context, 'events') }];
  },
} as const satisfies Check;

/** A logout token with a nonce, which is forbidden so that no one takes it for an ID token. Never a false positive. */
const logoutNonce = {
  id: 'logout-nonce',
  subject: 'profile',
  severity: 'high',
  title: 'Logout token with a nonce',
  why: 'A nonce is forbidden there, so that a logout token can never pass for an ID token.',
  fix: 'Leave out "nonce".',
  references: [logout],
  find(context) {
    if (!isLogout(context) || !findTokenClaim(context.token, 'nonce')) return [];
    return [{ message: '"nonce" must not be in a logout token.', evidence: claimPlace(context, 'nonce') }];
  },
} as const satisfies Check;

/** A logout token that does not say who is logged out, or lacks another claim. Never a false positive. */
const logoutSubject = {
  id: 'logout-subject',
  subject: 'profile',
  severity: 'high',
  title: 'Logout token lacks claims',
  why: 'Without a subject or a session the client does not know whom to log out; without the others it cannot tell whether the token is for it.',
  fix: 'Set "sub" or "sid", and "iss", "aud", "iat" and "exp".',
  references: [logout],
  find(context): Hit[] {
    if (!isLogout(context)) return [];
    const missing = missingClaims(context, 'logout-token', ['events']);
    const someone = profileOf('logout-token').requiredOneOf?.some((name) => findTokenClaim(context.token, name));
    const hits: Hit[] = [];
    if (!someone)
      hits.push({
        message: 'There is neither "sub" nor "sid": nobody is named.',
        evidence: claimPlace(context, 'sub'),
      });
    if (missing[0]) {
      const message = `${quoted(missing)} ${missing.length > 1 ? 'are' : 'is'} missing from a logout token.`;
      // "exp" came with the final version of the specification, after many had built theirs.
      const severity = missing.every((name) => name === 'exp') ? 'medium' : undefined;
      hits.push({ message, severity, evidence: claimPlace(context, missing[0]) });
    }
    return hits;
  },
} as const satisfies Check;

/** A security event token that lacks a claim, or whose events are not events. */
const eventClaims = {
  id: 'event-claims',
  subject: 'profile',
  severity: 'medium',
  title: 'Security event token lacks claims',
  why: 'Receivers act on events. They must know who says so, when, and that they have not acted on it before.',
  fix: 'Set "iss", "iat", "jti" and "events", an object with a URI for each event.',
  references: [rfc(8417, '2.2'), rfc(8417, '2')],
  find(context) {
    const severity = severityIn(context, 'security-event', 'medium');
    if (!severity) return [];
    const missing = missingClaims(context, 'security-event');
    const hits: Hit[] = [];
    if (missing[0]) {
      const message = `${quoted(missing)} ${missing.length > 1 ? 'are' : 'is'} missing from a security event token.`;
      hits.push({ message, severity, evidence: claimPlace(context, missing[0]) });
    }
    const events = findTokenClaim(context.token, 'events')?.member.value;
    if (events?.kind === 'object') {
      const odd = events.members.find(({ value }) => value.kind !== 'object');
      const fault =
        events.members.length === 0 ? '"events" is empty.' : odd ? 'An event in "events" is not an object.' : undefined;
      if (fault) hits.push({ message: fault, severity, evidence: claimPlace(context, 'events') });
    }
    return hits;
  },
} as const satisfies Check;

/** An authorization response as a token that lacks a claim. Never a false positive for one that is known to be one. */
const jarmClaims = {
  id: 'jarm-claims',
  subject: 'profile',
  severity: 'high',
  title: 'Authorization response lacks claims',
  why: 'The response carries the code. A client that cannot tell from whom it is, for whom and until when can be given another one’s.',
  fix: 'Set "iss", "aud" and "exp"; let the client compare "state" with the one it sent.',
  references: [publication('JARM §2.1', 'https://openid.net/specs/oauth-v2-jarm-final.html')],
  find(context) {
    const severity = severityIn(context, 'authorization-response', 'high');
    if (!severity) return [];
    const missing = missingClaims(context, 'authorization-response');
    const hits: Hit[] = [];
    if (missing[0]) {
      const message = `${quoted(missing)} ${missing.length > 1 ? 'are' : 'is'} missing from an authorization response.`;
      hits.push({ message, severity, evidence: claimPlace(context, missing[0]) });
    }
    const state = context.expectations?.state;
    if (state && textClaim(context, 'state') !== state) {
      hits.push({
        message: '"state" is not the one that was sent.',
        severity: 'high',
        evidence: claimPlace(context, 'state'),
      });
    }
    return hits;
  },
} as const satisfies Check;

/** A client assertion that lacks a claim, or names two clients. Google’s and GitHub’s, which name one, are in order. */
const clientAssertionClaims = {
  id: 'client-assertion-claims',
  subject: 'profile',
  severity: 'high',
  title: 'Client assertion lacks claims',
  why: 'With the assertion a client logs in. It must name that client twice over, the server, and an end, or it can be used elsewhere.',
  fix: 'Set "iss" and "sub" to the client id, "aud" to the server, "exp" to some minutes from now, and "jti".',
  references: [rfc(7523, '3'), rfc(7523, '2.2')],
  find(context) {
    const severity = severityIn(context, 'client-assertion', 'high');
    if (!severity) return [];
    const missing = missingClaims(context, 'client-assertion');
    const hits: Hit[] = [];
    if (missing[0]) {
      const message = `${quoted(missing)} ${missing.length > 1 ? 'are' : 'is'} missing from a client assertion.`;
      hits.push({ message, severity, evidence: claimPlace(context, missing[0]) });
    }
    const [iss, sub] = ['iss', 'sub'].map((name) => textClaim(context, name));
    const expected = context.expectations?.clientId;
    if (iss !== undefined && sub !== undefined && iss !== sub) {
      hits.push({
        message: '"iss" and "sub" of a client assertion are both the client id; here they differ.',
        severity,
        evidence: claimPlace(context, 'sub'),
      });
    } else if (expected && sub !== undefined && sub !== expected) {
      hits.push({
        message: '"sub" is not the expected client id.',
        severity: 'high',
        evidence: claimPlace(context, 'sub'),
      });
    }
    return hits;
  },
} as const satisfies Check;

/** Checks of tokens that report something or speak for a client. */
export const eventChecks = [
  logoutEvents,
  logoutNonce,
  logoutSubject,
  eventClaims,
  jarmClaims,
  clientAssertionClaims,
] as const;
