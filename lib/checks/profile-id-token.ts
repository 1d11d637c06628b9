import { openidCore, publication, rfc } from '../registry/source';
import type { Check, Hit } from './check';
import { dateClaim, evidenceOf, span, written } from './date-claims';
import { cut, memberEvidence } from './evidence';
import { findParameter, findTokenClaim } from './parts';
import { claimPlace, missingClaims, profileIn, quoted, severityIn, textClaim } from './profile';
import { cwe } from './references';

const validation = openidCore('3.1.3.7', 'IDTokenValidation');

/** An ID token without a claim that every ID token has. Never a false positive for a token of which that is known. */
const idTokenClaims = {
  id: 'id-token-claims',
  subject: 'profile',
  severity: 'high',
  title: 'ID token lacks claims',
  why: 'A client has to compare issuer, audience and times before it lets anyone in. What is missing it cannot compare.',
  fix: 'Let the issuer set all claims of an ID token.',
  references: [openidCore('2', 'IDToken'), validation],
  find(context) {
    const severity = severityIn(context, 'id-token', 'high');
    const missing = severity ? missingClaims(context, 'id-token') : [];
    const [first] = missing;
    if (!first) return [];
    const message = `${quoted(missing)} ${missing.length > 1 ? 'are' : 'is'} missing from an ID token.`;
    return [{ message, severity, evidence: claimPlace(context, first) }];
  },
} as const satisfies Check;

/** Another nonce than the client sent. Only where the reviewer gives one; never a false positive then. */
const nonceMismatch = {
  id: 'nonce-mismatch',
  subject: 'profile',
  severity: 'high',
  title: 'Not the nonce that was sent',
  why: 'The nonce ties the token to the login that this browser began. Without that tie a stolen token can be put into another person’s session.',
  fix: 'Refuse the token, and begin the login anew.',
  references: [validation, openidCore('15.5.2', 'NonceNotes'), cwe(294)],
  find(context) {
    const expected = context.expectations?.nonce;
    const { token } = context;
    const isBound = token.kind === 'sd-jwt' && (token.keyBinding !== undefined || context.expectations?.keyBinding);
    if (!expected || isBound || profileIn(context)?.profile === 'dpop-proof') return [];
    const nonce = textClaim(context, 'nonce');
    if (nonce === expected || !token.payload) return [];
    const message =
      nonce === undefined ? '"nonce" is missing, and one was sent.' : '"nonce" is not the one that was sent.';
    return [{ message, evidence: claimPlace(context, 'nonce') }];
  },
} as const satisfies Check;

/** An ID token that was issued to another client. Only where the reviewer gives the client id. */
const azpMismatch = {
  id: 'azp-mismatch',
  subject: 'profile',
  severity: 'high',
  title: 'Issued to another client',
  why: '"azp" names the client that asked for the token. One that another client asked for was meant for that one.',
  fix: 'Refuse the token, unless this client is meant to take tokens of the other.',
  references: [openidCore('2', 'IDToken'), validation],
  find(context) {
    const expected = context.expectations?.clientId;
    if (!expected || profileIn(context)?.profile === 'client-assertion') return [];
    const hits: Hit[] = [];
    for (const name of ['azp', 'client_id', 'cid']) {
      const client = textClaim(context, name);
      if (client === undefined || client === expected) continue;
      const message = `"${name}" is "${cut(client)}", and the client is "${cut(expected)}".`;
      hits.push({ message, evidence: claimPlace(context, name) });
    }
    return hits.slice(0, 1);
  },
} as const satisfies Check;

const bindings = [
  { claim: 'at_hash', fact: 'accessToken', words: 'access token' },
  { claim: 'c_hash', fact: 'code', words: 'code' },
  { claim: 's_hash', fact: 'state', words: 'state' },
] as const;

/**
 * An ID token that came with another access token, code or state than it says. Only where the reviewer gives it; never a
 * false positive then.
 */
const tokenHashMismatch = {
  id: 'token-hash-mismatch',
  subject: 'profile',
  severity: 'high',
  title: 'Does not belong to what came with it',
  why: 'The hash ties the ID token to the access token, code or state of the same answer. Where it differs someone exchanged one of them.',
  fix: 'Refuse the whole answer.',
  references: [
    openidCore('3.1.3.6', 'CodeIDToken'),
    openidCore('3.3.2.11', 'HybridIDToken'),
    publication('FAPI 1.0 Advanced §5.1', 'https://openid.net/specs/openid-financial-api-part-2-1_0.html'),
  ],
  find(context) {
    return bindings.flatMap(({ claim, fact, words }): Hit[] => {
      const due = context.facts?.digests?.[fact];
      const found = findTokenClaim(context.token, claim);
      if (due === undefined) return [];
      // Of these only the hash of the state is asked for by nobody but FAPI.
      if (!found)
        return fact === 'state'
          ? []
          : [
              {
                message: `"${claim}" is missing, so that nothing ties the token to the ${words}.`,
                severity: 'medium',
                evidence: claimPlace(context, claim),
              },
            ];
      if (found.member.value.kind === 'string' && found.member.value.value === due) return [];
      return [
        {
          message: `"${claim}" is not the hash of the ${words} that came with the token.`,
          evidence: claimPlace(context, claim),
        },
      ];
    });
  },
} as const satisfies Check;

/** An ID token whose subject is longer than 255 characters, or not in ASCII. Never a false positive for an ID token. */
const longSubject = {
  id: 'long-subject',
  subject: 'profile',
  severity: 'medium',
  title: 'Subject is too long',
  why: 'Clients keep subjects in columns of 255 characters. What is longer is cut there, and then two people may be one.',
  fix: 'Let the issuer use at most 255 ASCII characters.',
  references: [openidCore('2', 'IDToken')],
  find(context) {
    const sub = textClaim(context, 'sub');
    const severity = severityIn(context, 'id-token', 'medium');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is all from the first character to the last.
    if (!severity || sub === undefined || (sub.length <= 255 && /^[\x00-\x7f]*$/.test(sub))) return [];
    const message =
      sub.length > 255
        ? `"sub" has ${sub.length.toLocaleString('en')} characters; 255 are the most.`
        : '"sub" has characters beyond ASCII.';
    return [{ message, severity, evidence: claimPlace(context, 'sub') }];
  },
} as const satisfies Check;

/** An ID token that brings a key: the specification says that it should not. Never a false positive. */
const idTokenKeyHeader = {
  id: 'id-token-key-header',
  subject: 'profile',
  severity: 'low',
  title: 'ID token names a key of its own',
  why: 'Keys of an issuer come from its published key set. A key that comes with the token is the sender’s, and clients must not take it.',
  fix: 'Let the issuer leave these parameters out, and name the key by "kid" alone.',
  references: [openidCore('2', 'IDToken'), rfc(8725, '3.10')],
  find(context) {
    const severity = severityIn(context, 'id-token', 'low');
    if (!severity) return [];
    const found = ['x5u', 'x5c', 'jku', 'jwk'].flatMap((name) => {
      const parameter = findParameter(context.token, name);
      return parameter ? [{ name, ...parameter }] : [];
    });
    if (found.length === 0) return [];
    const message = `The header of an ID token should have no ${quoted(found.map(({ name }) => name))}.`;
    return [
      { message, severity, evidence: found.map(({ part, member, name }) => memberEvidence(part, member, [name])) },
    ];
  },
} as const satisfies Check;

/**
 * A login that is older than is asked for, or that comes after the token. The first only where the reviewer gives an age.
 */
const staleAuthentication = {
  id: 'stale-authentication',
  subject: 'profile',
  severity: 'medium',
  title: 'Login is too old',
  why: 'A fresh token may stand on a login of last week. Where the client asked for a recent one it must look at "auth_time".',
  fix: 'Send the person to log in again.',
  references: [validation, openidCore('3.1.2.1', 'AuthRequest')],
  find(context) {
    const age = context.expectations?.greatestAuthenticationAge;
    const login = dateClaim(context, 'auth_time');
    const iat = dateClaim(context, 'iat');
    if (login?.seconds !== undefined && iat?.seconds !== undefined && login.seconds > iat.seconds + 60) {
      return [
        {
          message: `${written(login)} is ${span(login.seconds - iat.seconds)} after iat.`,
          evidence: evidenceOf(login, iat),
        },
      ];
    }
    if (age === undefined) return [];
    if (!login)
      return [
        { message: '"auth_time" is missing, and an age was asked for.', evidence: claimPlace(context, 'auth_time') },
      ];
    if (login.seconds === undefined || context.now - login.seconds <= age + context.leeway) return [];
    const message = `${written(login)} is ${span(context.now - login.seconds)} before the clock; ${span(age)} was asked for.`;
    return [{ message, evidence: evidenceOf(login) }];
  },
} as const satisfies Check;

/** Checks of ID tokens. */
export const idTokenChecks = [
  idTokenClaims,
  nonceMismatch,
  azpMismatch,
  tokenHashMismatch,
  longSubject,
  idTokenKeyHeader,
  staleAuthentication,
] as const;
