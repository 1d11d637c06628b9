import { setMember } from '../encoding/json-edit';
import type { JwsToken, SdJwtToken } from './token';

/**
 * The text of a JWS in JSON with the headers, payload and signature of the signer that is looked at replaced (RFC 7515
 * §7.2); all else stays to the character, the other signatures too. `header` is the encoded protected header, empty for
 * none; `payload` is undefined where it is left out. Never throws.
 */
export function writeJsonJws(
  token: JwsToken | SdJwtToken,
  header: string,
  payload: string | undefined,
  signature: string,
): string {
  const { text } = token;
  const seen = token.signers.find((signer) => signer.signature === token.signature);
  const { start, end } = seen?.place ?? { start: 0, end: text.length };
  const given = text.slice(start, end);
  const withHeader = header === '' ? given : setString(given, 'protected', header, token.header.encoded);
  const signer = setString(withHeader, 'signature', signature, token.signature.encoded);
  const whole = text.slice(0, start) + signer + text.slice(end);
  return payload === undefined ? whole : setString(whole, 'payload', payload, token.payload.encoded);
}

/** Sets a member to a string; one that is the same already keeps its spelling, escapes and all. */
function setString(text: string, name: string, value: string, before: string): string {
  return value === before ? text : setMember(text, name, JSON.stringify(value));
}
