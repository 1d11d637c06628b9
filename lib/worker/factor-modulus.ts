import type { Factoring } from '../checks/fact';
import { squareRoot } from '../checks/rsa-number';

/** Prime factors below this are found. */
const MOST_FACTOR = 4_194_304;

/** Enough for primes of 1024 bits of which the upper 499 are the same; the checks themselves try 64. */
const MOST_STEPS = 16_777_216;

/**
 * How a modulus can be taken apart in some tenths of a second: by a prime factor under 2^22, or by Fermat's method in at
 * most 2^24 steps. Undefined where neither does it, as for every sound key.
 */
export function factorModulus(modulus: bigint): Factoring | undefined {
  const factor = findFactor(modulus);
  if (factor !== undefined) return { kind: 'small-factor', factor };
  const steps = countFermatSteps(modulus);
  return steps === undefined ? undefined : { kind: 'close-primes', steps };
}

let primes: readonly number[] | undefined;

function smallPrimes(): readonly number[] {
  if (primes) return primes;
  const isComposite = new Uint8Array(MOST_FACTOR);
  const found: number[] = [];
  for (let number = 2; number < MOST_FACTOR; number += 1) {
    if (isComposite[number]) continue;
    found.push(number);
    for (let multiple = number * number; multiple < MOST_FACTOR; multiple += number) isComposite[multiple] = 1;
  }
  primes = found;
  return found;
}

/** The smallest prime factor that is small, and not the number. */
function findFactor(modulus: bigint): number | undefined {
  const all = smallPrimes();
  // Two at a time, since a product of two is still an exact number, and the division is what takes the time.
  for (let index = 0; index < all.length; index += 2) {
    const [one, other] = [all[index] as number, all[index + 1] ?? 1];
    const rest = Number(modulus % BigInt(one * other));
    const factor = rest % one === 0 ? one : other > 1 && rest % other === 0 ? other : undefined;
    if (factor !== undefined) return modulus === BigInt(factor) ? undefined : factor;
  }
  return undefined;
}

/** What squares leave when divided by these is rare; each product is the length of one sieve. */
const SIEVES = [
  [64, 63],
  [65, 11, 17],
  [19, 23, 29],
  [31, 37, 41],
];

/** For each step whether `middle² − modulus` can be a square, going by what it leaves when divided by these numbers. */
function sieveFor(divisors: readonly number[], modulus: bigint, middle: bigint): Uint8Array {
  const sieve = new Uint8Array(divisors.reduce((product, divisor) => product * divisor, 1)).fill(1);
  for (const divisor of divisors) {
    const squares = new Set(Array.from({ length: divisor }, (_, number) => (number * number) % divisor));
    const [first, rest] = [Number(middle % BigInt(divisor)), Number(modulus % BigInt(divisor))];
    for (let step = 0; step < sieve.length; step += 1) {
      const number = (first + step) % divisor;
      if (!squares.has((number * number - rest + divisor * divisor) % divisor)) sieve[step] = 0;
    }
  }
  return sieve;
}

/** After how many steps Fermat's method splits an odd number, which is at once where its factors are next to each other. */
function countFermatSteps(modulus: bigint): number | undefined {
  if (modulus < 9n || modulus % 2n === 0n) return undefined;
  const floor = squareRoot(modulus);
  const first = floor * floor === modulus ? floor : floor + 1n;
  const sieves = SIEVES.map((divisors) => sieveFor(divisors, modulus, first));
  const [a, b, c, d] = sieves as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (!a[step % a.length] || !b[step % b.length] || !c[step % c.length] || !d[step % d.length]) continue;
    const middle = first + BigInt(step);
    const rest = middle * middle - modulus;
    const root = squareRoot(rest);
    if (root * root === rest && middle - root > 1n) return step + 1;
  }
  return undefined;
}
