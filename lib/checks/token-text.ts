import { looksLikeToken as isShapedLikeToken } from '../jose/nested-token';

/** No token is shorter, so that most strings are told at once. */
const shortest = 20;

/** A header in base64url that was put into base64url once more. */
const twice = /^ZXlK[\w-]{56,}$/;

/**
 * Whether a text is a compact token, of which a claim may hold one: a header that is a JSON object, and dots (RFC 7515 §7.1,
 * RFC 7516 §7.1). One that was encoded once more counts too.
 */
export function looksLikeToken(text: string | undefined): boolean {
  if (text === undefined || text.length < shortest) return false;
  return (text.startsWith('ey') && isShapedLikeToken(text)) || twice.test(text);
}
