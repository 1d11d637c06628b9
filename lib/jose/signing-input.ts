import { encodeUtf8 } from '../encoding/utf8';
import type { Part } from './token';

/**
 * The octets that a signature is made over (RFC 7515 §5.1 step 5): the protected header as it stands in the token, empty
 * where there is none, a dot, and the payload as it stands there, or its octets where it is not encoded (RFC 7797 §3).
 */
export function signingInputOf({ header, payload }: { header: Part; payload: Part }): Uint8Array<ArrayBuffer> {
  if (!payload.unencoded) return encodeUtf8(`${header.encoded}.${payload.encoded}`);
  return joinInput(header.encoded, payload.bytes);
}

/** The signing input of an encoded header and the octets of an unencoded payload. */
export function joinInput(header: string, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const start = encodeUtf8(`${header}.`);
  const input = new Uint8Array(start.length + payload.length);
  input.set(start);
  input.set(payload, start.length);
  return input;
}
