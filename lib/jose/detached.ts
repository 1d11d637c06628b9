import { encodeBase64url } from '../encoding/base64url';
import { readJson } from '../encoding/json';
import { decodeUtf8 } from '../encoding/utf8';
import { headerValue } from './parse-token';
import type { JwsToken, Part, Token } from './token';

/** Whether a token is a JWS whose payload is empty or left out, and so may be detached (RFC 7515 appendix F). */
export function mayBeDetached(token: Token): token is JwsToken {
  return token.kind === 'jws' && token.payload.encoded === '';
}

/**
 * The token with the payload that travelled apart from it, which is signed in base64url, or as it is where the header
 * says `"b64": false` (RFC 7797 §3). The token's text stays as it is.
 */
export function attachPayload(token: JwsToken, bytes: Uint8Array<ArrayBuffer>): JwsToken {
  const b64 = headerValue(token, 'b64');
  const isUnencoded = b64?.kind === 'literal' && b64.value === false;
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
  const parts = token.parts.map((part) => (part === token.payload ? payload : part));
  const problems = token.problems.filter(({ part }) => part !== 'payload');
  return { ...token, parts, problems, payload };
}
