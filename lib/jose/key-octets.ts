import { encodeBase64url } from '../encoding/base64url';

/** An unsigned big-endian number in JWK's form: as few octets as it takes, in base64url (RFC 7518 §2). */
export function encodeUnsigned(octets: Uint8Array): string {
  const first = octets.findIndex((byte) => byte !== 0);
  return encodeBase64url(octets.subarray(first < 0 ? Math.max(0, octets.length - 1) : first));
}

/** A number of a curve in JWK's form: always `length` octets (RFC 7518 §6.2.1.2). One that is longer is left as it is. */
export function encodeFixed(octets: Uint8Array, length: number): string {
  const first = octets.findIndex((byte) => byte !== 0);
  const magnitude = first < 0 ? new Uint8Array() : octets.subarray(first);
  if (magnitude.length > length) return encodeBase64url(octets);
  const fixed = new Uint8Array(length);
  fixed.set(magnitude, length - magnitude.length);
  return encodeBase64url(fixed);
}
