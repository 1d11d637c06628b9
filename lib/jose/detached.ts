import { encodeBase64url } from '../encoding/base64url';
import { readJson } from '../encoding/json';
import { decodeUtf8 } from '../encoding/utf8';
import { isUnencodedBy } from './segments';
import type { JwsToken, Part, SdJwtToken, Token } from './token';

/** Whether a token is a JWS whose payload is empty or left out, and so may be detached (RFC 7515 appendix F). */
export function mayBeDetached(token: Token): token is JwsToken {
  return token.kind === 'jws' && token.payload.encoded === '';
}

/**
 * Whether a token leaves its payload out: a compact one whose payload is empty, one in JSON without the member, and one
 * that was given its payload by `attachPayload`.
 */
export function isDetached({ payload, parts, serialization }: JwsToken | SdJwtToken): boolean {
  if (payload.start !== payload.end) return false;
  return payload.unplaced === true || serialization === 'compact' || !parts.includes(payload);
}

/**
 * The token with the payload that travelled apart from it, which is signed in base64url, or as it is where the header
 * says `"b64": false` (RFC 7797 §3). The token's text stays as it is.
 */
export function attachPayload(token: JwsToken, bytes: Uint8Array<ArrayBuffer>): JwsToken {
  const isUnencoded = isUnencodedBy(token.header);
  const text = decodeUtf8(bytes);
  const { name, start, end } = token.payload;
  const payload: Part = {
    name,
    start,
    end,
    encoded: isUnencoded ? (text ?? '') : encodeBase64url(bytes),
    bytes,
    text,
    json: text === undefined ? undefined : readJson(text),
    ...(isUnencoded ? { unencoded: true } : {}),
    unplaced: true,
    problems: [],
  };
  // The place of a payload that is nowhere in the text is behind all other parts.
  const parts = token.parts.includes(token.payload)
    ? token.parts.map((part) => (part === token.payload ? payload : part))
    : [...token.parts, payload];
  const problems = token.problems.filter(({ part }) => part !== 'payload');
  return { ...token, parts, problems, payload };
}
