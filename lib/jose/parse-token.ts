import type { JsonNode } from '../encoding/json-node';
import { finish, type Steps } from '../encoding/steps';
import { jsonSerializationSteps, looksLikeJsonSerialization } from './json-serialization';
import { partSteps } from './read-part';
import { sdJwtSteps } from './sd-jwt';
import {
  encryptedSteps,
  isUnencodedBy,
  isWholeObject,
  memberOf,
  signedSteps,
  splitSegments,
  wrongCount,
} from './segments';
import type { JweToken, Part, PartName, Span, Token, TokenProblem, TokenProblemCode } from './token';

/**
 * What a bare token is made of: compact JWS (3 segments, RFC 7515 §7.1), compact JWE (5 segments, RFC 7516 §7.1), or SD-JWT
 * (RFC 9901 §4). Any other text is `malformed`, and what can be read of it is read all the same. Spans are UTF-16 offsets
 * in `text`; the parts and the dots and tildes between them are the whole text. `problems` are those of all parts, by
 * place. Says nothing of signatures. Never throws; see `problems`.
 */
export function parseToken(text: string): Token {
  return finish(tokenSteps(text));
}

/** {@link parseToken} in steps, for a text of any length. */
export function* tokenSteps(text: string): Steps<Token> {
  if (text === '') return { kind: 'malformed', serialization: 'compact', text, parts: [], problems: [] };
  if (looksLikeJsonSerialization(text)) return yield* jsonSerializationSteps(text);
  const segments = splitSegments(text, 0, text.length);
  // Behind the signature a tilde begins a disclosure; before, it can only be a character of an unencoded payload.
  const tilde = text.indexOf('~');
  const isInPayload = tilde > 0 && segments.length === 3 && tilde < (segments[2] as Span).start;
  if (tilde >= 0 && !isInPayload) return yield* sdJwtSteps(text);
  const header = yield* partSteps(text, segments[0] as Span, 'header', 'json-object');
  if (tilde >= 0 && !isUnencodedBy(header)) return yield* sdJwtSteps(text);
  const isEncrypted = looksEncrypted(segments.length, header);
  const parts = yield* isEncrypted ? encryptedSteps(text, segments, header) : signedSteps(text, segments, header);
  const problems = parts.flatMap((part) => part.problems);
  if (segments.length !== (isEncrypted ? 5 : 3)) problems.push(wrongCount(text, segments, isEncrypted, header));
  problems.sort((a, b) => a.start - b.start);
  const base = { text, serialization: 'compact', parts, problems, unprotected: [] } as const;
  if (isEncrypted && isWholeObject(header) && parts.length === 5) return { ...base, kind: 'jwe', ...jweParts(parts) };
  const [, payload, signature] = isEncrypted ? [] : parts;
  if (isWholeObject(header) && segments.length === 3 && payload && signature) {
    return { ...base, kind: 'jws', header, payload, signature, signers: [{ header, unprotected: [], signature }] };
  }
  return { ...base, kind: 'malformed', header, payload, signature };
}

function jweParts(parts: readonly Part[]) {
  const [header, encryptedKey, initializationVector, ciphertext, authenticationTag] = parts as [
    Part,
    Part,
    Part,
    Part,
    Part,
  ];
  const recipients = [{ unprotected: [], encryptedKey }];
  return { header, encryptedKey, initializationVector, ciphertext, authenticationTag, recipients };
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
  for (const part of headersOf(token)) {
    const value = memberOf(part, name);
    if (value) return value;
  }
  return undefined;
}

/**
 * The headers whose union is the JOSE header (RFC 7515 §4, RFC 7516 §4): the protected one, then the unprotected ones of
 * the JSON serializations, for the signer or recipient that is looked at.
 */
export function headersOf(token: Token): readonly Part[] {
  return [...(token.header ? [token.header] : []), ...(token.unprotected ?? [])];
}

/** The token with another of its signatures to look at, counted from 0; the same token where there is no such one. */
export function withSigner<Seen extends Token>(token: Seen, index: number): Seen {
  const signer = 'signers' in token ? token.signers[index] : undefined;
  if (!signer) return token;
  const { header, unprotected, signature } = signer;
  return { ...token, header, unprotected, signature };
}

/** The token with another of its recipients to look at, counted from 0; the same token where there is no such one. */
export function withRecipient(token: JweToken, index: number): JweToken {
  const recipient = token.recipients[index];
  if (!recipient) return token;
  const shared = token.unprotected.slice(0, token.unprotected.length - recipientHeaders(token));
  return { ...token, encryptedKey: recipient.encryptedKey, unprotected: [...shared, ...recipient.unprotected] };
}

/** How many of the token's unprotected headers are those of the recipient that is looked at. */
function recipientHeaders({ recipients, encryptedKey }: JweToken): number {
  return recipients.find((recipient) => recipient.encryptedKey === encryptedKey)?.unprotected.length ?? 0;
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
 * is none: a sound form, strict base64url, and a header that is one whole JSON object in UTF-8 without a byte order
 * mark (RFC 7515 §5.2, steps 1 to 7). Stray bits and repeated parameters are no obstacle: they are for the checks to say.
 * Of several signers or recipients the mistakes of those that are not looked at do not count.
 */
export function findObstacle(token: Token): TokenProblem | undefined {
  const elsewhere = placesElsewhere(token);
  let next = 0;
  return token.problems.find(({ code, part, start }) => {
    // Both lists are in the order of the text.
    while ((elsewhere[next]?.end ?? Infinity) <= start) next += 1;
    if ((elsewhere[next]?.start ?? Infinity) <= start) return false;
    if (BESIDE_THE_SIGNATURE.includes(part)) return false;
    return !(part === 'payload' ? HARMLESS_IN_PAYLOAD : HARMLESS).includes(code);
  });
}

/** The JSON objects of the signers or recipients that are not looked at. */
function placesElsewhere(token: Token): Span[] {
  const places = (list: readonly { place?: Span; isSeen: boolean }[]) =>
    list.flatMap(({ place, isSeen }) => (place && !isSeen ? [place] : []));
  if (token.kind === 'jws' || token.kind === 'sd-jwt') {
    return places(token.signers.map(({ place, signature }) => ({ place, isSeen: signature === token.signature })));
  }
  if (token.kind !== 'jwe') return [];
  const { recipients, encryptedKey } = token;
  return places(recipients.map((one) => ({ place: one.place, isSeen: one.encryptedKey === encryptedKey })));
}
