import type { JsonNode } from '../encoding/json-node';
import { readPart } from './read-part';
import { parseSdJwt } from './sd-jwt';
import { isWholeObject, memberOf, readEncrypted, readSigned, splitSegments, wrongCount } from './segments';
import type { Part, PartName, Span, Token, TokenProblem, TokenProblemCode } from './token';

/**
 * What a bare token is made of: compact JWS (3 segments, RFC 7515 §7.1), compact JWE (5 segments, RFC 7516 §7.1), or SD-JWT
 * (RFC 9901 §4). Any other text is `malformed`, and what can be read of it is read all the same. Spans are UTF-16 offsets
 * in `text`; the parts and the dots and tildes between them are the whole text. `problems` are those of all parts, by
 * place. Says nothing of signatures. Never throws; see `problems`.
 */
export function parseToken(text: string): Token {
  if (text === '') return { kind: 'malformed', text, parts: [], problems: [] };
  if (text.includes('~')) return parseSdJwt(text);
  const segments = splitSegments(text, 0, text.length);
  const header = readPart(text, segments[0] as Span, 'header', 'json-object');
  const isEncrypted = looksEncrypted(segments.length, header);
  const parts = isEncrypted ? readEncrypted(text, segments, header) : readSigned(text, segments, header);
  const problems = parts.flatMap((part) => part.problems);
  if (segments.length !== (isEncrypted ? 5 : 3)) problems.push(wrongCount(text, segments, isEncrypted));
  problems.sort((a, b) => a.start - b.start);
  const [, payload, signature] = isEncrypted ? [] : parts;
  if (isWholeObject(header)) {
    if (isEncrypted && segments.length === 5) return { kind: 'jwe', text, parts, problems, header };
    if (segments.length === 3 && payload && signature) {
      return { kind: 'jws', text, parts, problems, header, payload, signature };
    }
  }
  return { kind: 'malformed', text, parts, problems, header, payload, signature };
}

/**
 * `enc` marks a JWE (RFC 7516 §9). A header that cannot be read may be one's, going by the number of segments; one that can
 * be read and has no `enc` is a JWS's with too many.
 */
function looksEncrypted(count: number, header: Part): boolean {
  if (count === 5 && !isWholeObject(header)) return true;
  return (count === 4 || count === 5) && memberOf(header, 'enc') !== undefined;
}

/** The value of a header parameter, the last when the name is repeated (RFC 7515 §4); `undefined` when there is none. */
export function headerValue(token: Token, name: string): JsonNode | undefined {
  return memberOf(token.header, name);
}

/** The value of a claim, the last when the name is repeated (RFC 7519 §4); `undefined` when there is none. */
export function claimValue(token: Token, name: string): JsonNode | undefined {
  return memberOf(token.payload, name);
}

/** Mistakes that leave the signed octets as they are: strict readers may refuse them, but the signature can be checked. */
const HARMLESS: readonly TokenProblemCode[] = ['stray-bits'];
/** The same for the payload, which may be anything but a JWT's claims (RFC 7515 §2). */
const HARMLESS_IN_PAYLOAD: readonly TokenProblemCode[] = [
  ...HARMLESS,
  'not-json',
  'not-an-object',
  'not-utf8',
  'byte-order-mark',
];
/** What an SD-JWT carries besides the issuer's JWT: the issuer's signature does not depend on its form. */
const BESIDE_THE_SIGNATURE: readonly (PartName | undefined)[] = ['disclosure', 'key-binding'];

/**
 * The first problem for which the token is no JWS by the letter, so that a signature means nothing; undefined when there
 * is none: three segments in strict base64url, and a header that is one whole JSON object in UTF-8 without a byte order
 * mark (RFC 7515 §5.2, steps 1 to 7). Stray bits and repeated members are no obstacle: they are for the checks to say.
 */
export function findObstacle(token: Token): TokenProblem | undefined {
  return token.problems.find(({ code, part }) => {
    if (BESIDE_THE_SIGNATURE.includes(part)) return false;
    return !(part === 'payload' ? HARMLESS_IN_PAYLOAD : HARMLESS).includes(code);
  });
}
