import { findMember } from '../encoding/json-query';
import type { Part, Token } from './token';

/** A token that stands inside another: as its payload or plaintext (RFC 7519 §5.2), or as an SD-JWT's key binding. */
export type NestedToken = { where: 'payload' | 'key-binding'; text: string };

/** Compact JWS and JWE and SD-JWT: a header that is a JSON object, and at least two dots. */
const COMPACT = /^e[yw3][\w-]*(?:\.[\w-]*){2,4}(?:~[\w.~-]*)?$/;

/** Whether a text is, from end to end, shaped like a compact token. */
export function looksLikeToken(text: string): boolean {
  return COMPACT.test(text);
}

/** The tokens inside a token, the one that its payload is first. A JWE must have been opened. */
export function nestedTokens(token: Token): NestedToken[] {
  const nested: NestedToken[] = [];
  const payload = token.payload?.text?.trim();
  if (payload !== undefined && (looksLikeToken(payload) || isJsonToken(token.payload))) {
    nested.push({ where: 'payload', text: payload });
  }
  const keyBinding = token.kind === 'sd-jwt' ? token.keyBinding : undefined;
  if (keyBinding) nested.push({ where: 'key-binding', text: keyBinding.encoded });
  return nested;
}

/** A payload that is a token in JSON serialization (RFC 7515 §7.2, RFC 7516 §7.2), going by its members. */
function isJsonToken(payload: Part | undefined): boolean {
  const root = payload?.json?.root;
  const has = (name: string) => findMember(root, name) !== undefined;
  return has('ciphertext') || (has('payload') && (has('signature') || has('signatures')));
}
