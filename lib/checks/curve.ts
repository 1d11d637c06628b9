import { decodeBase64url } from '../encoding/base64url';
import { encodeHex } from '../encoding/hex';

/** A short Weierstrass curve y² = x³ + ax + b over the field of p elements, with a group of n points (SP 800-186, SEC 2). */
type Curve = { readonly p: bigint; readonly a: bigint; readonly b: bigint; readonly n: bigint };

const p256 = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
const p384 = 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n;
const p521 = 2n ** 521n - 1n;

const curves: ReadonlyMap<string, Curve> = new Map([
  [
    'P-256',
    {
      p: p256,
      a: p256 - 3n,
      b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
      n: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
    },
  ],
  [
    'P-384',
    {
      p: p384,
      a: p384 - 3n,
      b: 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
      n: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
    },
  ],
  [
    'P-521',
    {
      p: p521,
      a: p521 - 3n,
      b: 0x51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00n,
      n: 0x1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
    },
  ],
  [
    'secp256k1',
    {
      p: 2n ** 256n - 2n ** 32n - 977n,
      a: 0n,
      b: 7n,
      n: 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n,
    },
  ],
]);

/** An unsigned big-endian integer. */
export function toInteger(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${encodeHex(bytes)}`);
}

/** The number of points of a curve by its JWK `crv`; undefined for a curve without such a number here. */
export function orderOf(crv: string | undefined): bigint | undefined {
  return curves.get(crv ?? '')?.n;
}

/**
 * Whether two base64url coordinates are a point of the curve (RFC 7518 §6.2.1); undefined where the curve is not one of
 * the four or a coordinate is too long to be one. The point at infinity has no coordinates, and is never one.
 */
export function isOnCurve(crv: string | undefined, x: unknown, y: unknown): boolean | undefined {
  const curve = curves.get(crv ?? '');
  if (!curve || typeof x !== 'string' || typeof y !== 'string' || x.length > 200 || y.length > 200) return undefined;
  const [px, py] = [x, y].map((text) => toInteger(decodeBase64url(text).bytes)) as [bigint, bigint];
  const { p, a, b } = curve;
  return px < p && py < p && (py * py - (px * px * px + a * px + b)) % p === 0n;
}

/**
 * Whether octets are a point of small order on Curve25519 or Curve448 (RFC 7748 §6): a shared secret made with it is zero
 * whatever the other key is. The two commonest ones alone, which are those of a field of zeros and of one.
 */
export function isSmallOrder(encoded: unknown): boolean {
  if (typeof encoded !== 'string' || encoded.length > 200) return false;
  const { bytes } = decodeBase64url(encoded);
  return bytes.length > 0 && (bytes[0] ?? 0) <= 1 && bytes.subarray(1).every((octet) => octet === 0);
}
