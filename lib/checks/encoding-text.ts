import type { Token, TokenProblemCode } from '../jose/token';
import { rfc } from '../registry/source';
import type { Check, CheckContext, Hit, Severity } from './check';
import { mostEvidence, problemEvidence } from './evidence';
import { stringParameter, typeOf } from './parts';
import { bestPractice, cve, cwe } from './references';

/** One hit for all problems of these kinds: the first one's sentence, and all their places. */
function hitsFor({ token }: CheckContext, ...codes: TokenProblemCode[]): Hit[] {
  const problems = token.problems.filter(({ code }) => codes.includes(code));
  const [first] = problems;
  if (!first) return [];
  const rest = problems.length - 1;
  const more = rest === 0 ? '' : ` There ${rest === 1 ? 'is one more place' : `are ${rest} more places`} like it.`;
  const evidence = problems.slice(0, mostEvidence).map((problem) => problemEvidence(token, problem));
  return [{ message: `${first.message}${more}`, evidence }];
}

/** A text of 2 or 4 segments. Never a false positive, but for pieces of a token that were pasted as such. */
const segmentCount = {
  id: 'segment-count',
  subject: 'encoding',
  severity: 'high',
  title: 'Wrong number of segments',
  why: 'A signed token has three segments between dots, an encrypted one five. Anything else was cut, joined or is no token.',
  fix: 'Copy the whole token, including what follows the last dot.',
  references: [rfc(7515, '7.1'), rfc(7516, '7.1')],
  find: (context) => hitsFor(context, 'segment-count'),
} as const satisfies Check;

/** A character that has no place in a token: `eyJ….eyJ….abc!def`. Never a false positive. */
const illegalCharacter = {
  id: 'illegal-character',
  subject: 'encoding',
  severity: 'medium',
  title: 'Character that does not belong',
  why: 'Segments are base64url and nothing else. Readers that skip or replace other characters see another token than strict ones: that has been used to get forged claims past a check.',
  fix: 'Copy the token again. Refuse tokens with such characters instead of cleaning them.',
  references: [rfc(7515, '2'), bestPractice('3.14'), cve('2022-39227')],
  find: (context) => hitsFor(context, 'illegal-character', 'whitespace'),
} as const satisfies Check;

/** Padding: a segment that ends in `=`. Never a false positive: tokens have none. */
const base64Padding = {
  id: 'base64-padding',
  subject: 'encoding',
  severity: 'low',
  title: 'Base64 padding',
  why: 'base64url in tokens has no "=". Readers that tolerate it accept several spellings of one token; the signature covers only one.',
  fix: 'Leave out the "=" when encoding.',
  references: [rfc(7515, '2')],
  find: (context) => hitsFor(context, 'padding'),
} as const satisfies Check;

/** The alphabet of ordinary base64: `+` and `/`. Never a false positive. */
const base64StandardAlphabet = {
  id: 'base64-standard-alphabet',
  subject: 'encoding',
  severity: 'medium',
  title: 'Standard base64 alphabet',
  why: '"+" and "/" mean something in URLs and forms, so that the token arrives changed; strict readers refuse it as it is.',
  fix: 'Encode with "-" and "_" in their place.',
  references: [rfc(7515, '2'), rfc(4648, '5')],
  find: (context) => hitsFor(context, 'standard-alphabet'),
} as const satisfies Check;

/** A last character with bits that mean nothing: `…fQ` written `…fR`. Never a false positive. */
const noncanonicalBase64url = {
  id: 'noncanonical-base64url',
  subject: 'encoding',
  severity: 'medium',
  title: 'Several spellings of one segment',
  why: 'The last character carries bits that no octet uses. They should be zero: otherwise the same token has several spellings, and a list of revoked tokens by text is got around.',
  fix: 'Set unused bits to zero when encoding. Recognise tokens by "jti" or by their decoded octets, not by text.',
  references: [rfc(4648, '3.5'), cwe(436)],
  find: (context) => hitsFor(context, 'stray-bits'),
} as const satisfies Check;

/** A segment of 4n+1 characters. Never a false positive: no octets have that length. */
const impossibleBase64urlLength = {
  id: 'impossible-base64url-length',
  subject: 'encoding',
  severity: 'high',
  title: 'Impossible length of a segment',
  why: 'Four characters carry three octets, and one character left over carries none: the segment was cut, or something was added.',
  fix: 'Copy the whole token.',
  references: [rfc(4648, '4'), rfc(7515, '2')],
  find: (context) => hitsFor(context, 'impossible-length'),
} as const satisfies Check;

/** Octets that are no UTF-8, or a byte order mark. Never a false positive for a JWT. */
const invalidUtf8 = {
  id: 'invalid-utf8',
  subject: 'encoding',
  severity: 'medium',
  title: 'Not UTF-8',
  why: 'Header and claims are JSON in UTF-8. Readers that replace or drop what is not see other names and values than those that do not.',
  fix: 'Encode the JSON text as UTF-8, without a byte order mark.',
  references: [rfc(8725, '3.7'), rfc(8259, '8.1')],
  find: (context) => hitsFor(context, 'not-utf8', 'byte-order-mark'),
} as const satisfies Check;

/** How grave it is that a payload is no claims set; undefined when as grave as it gets. */
function payloadSeverity(token: Token): Severity | undefined {
  const typ = typeOf(token);
  if (token.kind !== 'jws' || typ === 'jwt') return undefined;
  if (typ !== undefined || stringParameter(token, 'cty') !== undefined) return 'info';
  // What begins like an object was meant to be one.
  return token.payload.text?.trimStart().startsWith('{') ? undefined : 'medium';
}

/**
 * A header or payload that is no JSON object: `[]`, `"text"`, cut JSON. For a JWS that does not want to be a JWT (`typ` of
 * its own, or `cty`) a payload of another kind is in order, and only remarked on; without either it is less grave.
 */
const notAnObject = {
  id: 'not-an-object',
  subject: 'encoding',
  severity: 'high',
  title: 'Not a JSON object',
  why: 'The header and the claims of a token are JSON objects. Anything else cannot be read as claims, and readers that repair it do so each in its own way.',
  fix: 'Encode one whole JSON object. If the payload is meant to be something else, this is a JWS but not a JWT.',
  references: [rfc(7519, '7.2'), rfc(7515, '5.2')],
  find(context) {
    const { token } = context;
    const problems = token.problems.filter(({ code }) => code === 'not-json' || code === 'not-an-object');
    const inHeader = problems.find(({ part }) => part === 'header');
    const first = inHeader ?? problems[0];
    if (!first) return [];
    const evidence = problems.slice(0, mostEvidence).map((problem) => problemEvidence(token, problem));
    return [
      { message: first.message, evidence, severity: first.part === 'payload' ? payloadSeverity(token) : undefined },
    ];
  },
} as const satisfies Check;

/** Checks of the text and its segments. */
export const encodingTextChecks = [
  segmentCount,
  illegalCharacter,
  base64Padding,
  base64StandardAlphabet,
  noncanonicalBase64url,
  impossibleBase64urlLength,
  invalidUtf8,
  notAnObject,
] as const;
