import { decodeBase64url } from '../encoding/base64url';
import type { Jwk } from '../jose/key';

/** Certificates are a few kilobytes; what is larger is not looked into. */
const largest = 65_536;

/** One DER value: its tag, and where its content begins and ends. */
export type Tlv = { tag: number; start: number; end: number };

/** The DER value that begins at an offset, of at most 16 MB; undefined where there is none before the limit. */
export function readTlv(bytes: Uint8Array, at: number, limit: number): Tlv | undefined {
  const tag = bytes[at];
  let length = bytes[at + 1];
  if (tag === undefined || length === undefined) return undefined;
  let start = at + 2;
  if (length >= 0x80) {
    const octets = length & 0x7f;
    // Indefinite lengths are not DER; three octets of length are more than any certificate needs.
    if (octets === 0 || octets > 3) return undefined;
    length = 0;
    for (let index = 0; index < octets; index += 1, start += 1) length = length * 256 + (bytes[start] ?? 0);
  }
  return start + length <= limit ? { tag, start, end: start + length } : undefined;
}

/** The DER values inside another, as far as they can be read. */
export function childrenOf(bytes: Uint8Array, { start, end }: Tlv): Tlv[] {
  const children: Tlv[] = [];
  for (let at = start; at < end; ) {
    const child = readTlv(bytes, at, end);
    if (!child) return children;
    children.push(child);
    at = child.end;
  }
  return children;
}

/** UTCTime or GeneralizedTime as certificates have it (RFC 5280 §4.1.2.5), in NumericDate seconds. */
function readTime(bytes: Uint8Array, { tag, start, end }: Tlv): number | undefined {
  const text = String.fromCharCode(...bytes.subarray(start, Math.min(end, start + 20)));
  const match = (
    tag === 0x17 ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/ : /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/
  ).exec(text);
  if (!match) return undefined;
  const [year = 0, month = 0, ...rest] = match.slice(1).map(Number);
  const century = tag === 0x17 ? (year < 50 ? 2000 : 1900) : 0;
  const [days, hours, minutes, seconds] = rest;
  return Date.UTC(century + year, month - 1, days, hours, minutes, seconds) / 1000;
}

/** When a certificate begins and ends to be valid, NumericDate seconds. */
export type Validity = { notBefore: number; notAfter: number };

/**
 * The validity of an X.509 certificate in DER (RFC 5280 §4.1), or undefined when the octets are no certificate. Only as
 * much is read as is needed for that: nothing is verified, and reading is synchronous, unlike that of a key. Never throws.
 */
export function readValidity(der: Uint8Array): Validity | undefined {
  const certificate = readTlv(der, 0, der.length);
  if (certificate?.tag !== 0x30 || certificate.end !== der.length) return undefined;
  const body = childrenOf(der, certificate)[0];
  if (body?.tag !== 0x30) return undefined;
  const fields = childrenOf(der, body);
  // [version], serial number, signature algorithm, issuer, validity; the version is optional, tagged [0].
  const validity = fields[fields[0]?.tag === 0xa0 ? 4 : 3];
  const [from, to] = validity?.tag === 0x30 ? childrenOf(der, validity) : [];
  const notBefore = from && readTime(der, from);
  const notAfter = to && readTime(der, to);
  return notBefore === undefined || notAfter === undefined ? undefined : { notBefore, notAfter };
}

/**
 * Whether a certificate could be that of a public key: false is certain, since the octets of the key (modulus, point)
 * do not occur in the certificate; undefined when the key has no public octets or the certificate is too large.
 */
export function couldCertify(der: Uint8Array, jwk: Jwk): boolean | undefined {
  const numbers = [jwk.n, jwk.x, jwk.y, jwk.pub].filter((text) => typeof text === 'string' && text !== '') as string[];
  if (jwk.kty === 'oct' || numbers.length === 0 || der.length > largest) return undefined;
  return numbers.every((text) => includes(der, withoutLeadingZeros(decodeBase64url(text).bytes)));
}

/** DER writes integers without needless zeros, JWKs write coordinates with them. */
function withoutLeadingZeros(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte !== 0);
  return bytes.subarray(Math.max(first, 0));
}

function includes(bytes: Uint8Array, wanted: Uint8Array): boolean {
  for (let at = bytes.indexOf(wanted[0] ?? 0); at >= 0; at = bytes.indexOf(wanted[0] ?? 0, at + 1)) {
    if (at + wanted.length > bytes.length) return false;
    let same = 1;
    while (same < wanted.length && bytes[at + same] === wanted[same]) same += 1;
    if (same >= wanted.length) return true;
  }
  return false;
}
