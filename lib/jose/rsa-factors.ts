import { decodeBase64url, encodeBase64url } from '../encoding/base64url';
import type { Jwk } from './key';

/** Larger numbers (of 8192 bits) would hold up the page for long. */
const MOST_OCTETS = 1024;

/** Bases to try; each finds the factors of a sound key in at least one case of two. */
const bases = [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n, 41n, 43n, 47n, 53n];

function integer(encoded: string | undefined): bigint | undefined {
  const { bytes } = decodeBase64url(encoded ?? '');
  if (bytes.length === 0 || bytes.length > MOST_OCTETS) return undefined;
  return BigInt(`0x${Array.from(bytes, (octet) => octet.toString(16).padStart(2, '0')).join('')}`);
}

/** As few octets as it takes (RFC 7518 §2). */
function encode(value: bigint): string {
  const hex = value.toString(16);
  const octets = (hex.length % 2 === 0 ? hex : `0${hex}`).match(/../g) ?? [];
  return encodeBase64url(Uint8Array.from(octets, (octet) => Number.parseInt(octet, 16)));
}

/**
 * A private RSA key with its factors, which a JWK may leave out (RFC 7518 §6.3.2) and WebCrypto insists on: they follow
 * from the two exponents (NIST SP 800-56B, appendix C). A key that has them comes back as it is, and so does one that has
 * none because its numbers do not belong together. Never throws.
 */
export async function withRsaFactors(jwk: Jwk): Promise<Jwk> {
  if (jwk.kty !== 'RSA' || jwk.d === undefined || jwk.p !== undefined) return jwk;
  const [n, e, d] = [integer(jwk.n), integer(jwk.e), integer(jwk.d)];
  if (!n || !e || !d) return jwk;
  const { gcd, invert, pow } = await import('micro-rsa-dsa-dh/utils.js');
  const p = findFactor(n, e * d - 1n, pow, gcd);
  if (p === undefined) return jwk;
  const q = n / p;
  try {
    const [dp, dq, qi] = [d % (p - 1n), d % (q - 1n), invert(q, p)];
    return { ...jwk, p: encode(p), q: encode(q), dp: encode(dp), dq: encode(dq), qi: encode(qi) };
  } catch {
    return jwk;
  }
}

type Power = (base: bigint, exponent: bigint, modulus: bigint) => bigint;

/** A prime factor of n, given a multiple of what n's units' orders divide; undefined when it is no such multiple. */
function findFactor(
  n: bigint,
  multiple: bigint,
  power: Power,
  gcd: (a: bigint, b: bigint) => bigint,
): bigint | undefined {
  if (multiple <= 0n || n % 2n === 0n) return undefined;
  let odd = multiple;
  let doublings = 0;
  for (; odd % 2n === 0n; odd /= 2n) doublings += 1;
  for (const base of bases) {
    let root = power(base, odd, n);
    for (let count = 0; count < doublings && root !== 1n && root !== n - 1n; count += 1) {
      const square = (root * root) % n;
      // A root of 1 that is neither 1 nor -1 shares one factor with n when it is off by one.
      if (square === 1n) return gcd(root - 1n, n);
      root = square;
    }
    // No power of two made it 1: then the exponents are not each other's inverses.
    if (root !== 1n && root !== n - 1n) return undefined;
  }
  return undefined;
}
