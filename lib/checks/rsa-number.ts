import { decodeBase64url } from '../encoding/base64url';
import { encodeHex } from '../encoding/hex';
import type { Key } from '../jose/key';

/** No RSA key is longer, and arithmetic on what is would hold the page up. */
const mostOctets = 2048;

/** A member of an RSA key as a number; undefined where it is none or is longer than any key's. */
export function rsaNumber(key: Key, name: 'n' | 'e'): bigint | undefined {
  const text = key.jwk[name];
  if (key.type !== 'RSA' || typeof text !== 'string' || text === '' || text.length > mostOctets * 1.4) return undefined;
  return BigInt(`0x0${encodeHex(decodeBase64url(text).bytes)}`);
}

/** The primes under 1000, smallest first. */
const primes: readonly number[] = Array.from({ length: 998 }, (_, index) => index + 2).filter((number) => {
  for (let divisor = 2; divisor * divisor <= number; divisor += 1) if (number % divisor === 0) return false;
  return true;
});

/** What the powers of 65537 leave when they are divided by a prime. */
function residues(prime: number): ReadonlySet<number> {
  const found = new Set<number>();
  for (let power = 1; !found.has(power); power = (power * 65537) % prime) found.add(power);
  return found;
}

/** The odd primes that divide the M of the smallest keys, and so of all (Nemec et al., section 2.1). */
const rocaPrimes = primes
  .filter((prime) => prime > 2 && prime <= 167)
  .map((prime) => [prime, residues(prime)] as const);

/**
 * Whether a modulus bears the mark of the library whose primes are `k·M + (65537^a mod M)` (CVE-2017-15361; Nemec et al.,
 * "The Return of Coppersmith's Attack", section 2.2): it leaves a power of 65537 by every small prime. Others do so by chance
 * about once in 200 million.
 */
export function hasRocaFingerprint(modulus: bigint): boolean {
  return rocaPrimes.every(([prime, marks]) => marks.has(Number(modulus % BigInt(prime))));
}

/** The smallest prime under 1000 that divides a number, and is not the number. */
export function smallFactor(modulus: bigint): number | undefined {
  return primes.find((prime) => modulus % BigInt(prime) === 0n && modulus !== BigInt(prime));
}

/** The whole square root of a number from 0 on, by Newton's method from above. */
export function squareRoot(number: bigint): bigint {
  if (number < 2n) return number;
  let root = 1n << BigInt(Math.ceil(number.toString(2).length / 2));
  for (;;) {
    const next = (root + number / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** The greatest common divisor of two numbers from 0 on, by Euclid. */
export function greatestDivisor(one: bigint, other: bigint): bigint {
  let [a, b] = [one, other];
  while (b > 0n) [a, b] = [b, a % b];
  return a;
}

/** Enough for primes that share their upper half; careless generators need one or two. */
const fermatRounds = 64;

/** The last hexadecimal digits of squares: of other numbers no root need be drawn. */
const squareDigits: ReadonlySet<bigint> = new Set([0n, 1n, 4n, 9n]);

/** Whether Fermat's method splits a number at once: its two factors are close together. */
export function hasCloseFactors(modulus: bigint): boolean {
  if (modulus < 9n || modulus % 2n === 0n) return false;
  const floor = squareRoot(modulus);
  let middle = floor * floor === modulus ? floor : floor + 1n;
  for (let round = 0; round < fermatRounds; round += 1, middle += 1n) {
    const rest = middle * middle - modulus;
    if (!squareDigits.has(rest & 15n)) continue;
    const root = squareRoot(rest);
    if (root * root === rest && middle - root > 1n) return true;
  }
  return false;
}
