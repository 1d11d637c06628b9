import { greatestDivisor } from '../checks/rsa-number';

/** Partners are looked for one by one, for so many moduli at most: where more have some, it is the generator's doing. */
const MOST_PARTNERED = 50;

/** A product of many numbers: multiplied two by two, since factors of one size are multiplied the fastest. */
function productOf(numbers: readonly bigint[]): bigint {
  if (numbers.length < 2) return numbers[0] ?? 1n;
  const middle = numbers.length >> 1;
  return productOf(numbers.slice(0, middle)) * productOf(numbers.slice(middle));
}

/**
 * Moduli that have a prime in common, two by two: indices over `fresh` and then `known`, the first always a fresh one's, no
 * pair twice. All must be different and above 1. A modulus is first divided with the product of all others, so that one
 * that shares nothing costs one division (Heninger et al., "Mining Your Ps and Qs", 2012).
 */
export function findSharedPrimes(fresh: readonly bigint[], known: readonly bigint[]): [number, number][] {
  const all = [...fresh, ...known];
  if (fresh.length === 0 || all.length < 2) return [];
  const product = productOf(all);
  const sharing = fresh
    .flatMap((number, index) => {
      const others = (product % (number * number)) / number;
      return greatestDivisor(number, others) > 1n ? [{ number, index }] : [];
    })
    .slice(0, MOST_PARTNERED);
  const told = new Set<number>();
  return sharing.flatMap(({ number, index }) => {
    told.add(index);
    return all.flatMap((other, place): [number, number][] =>
      told.has(place) || greatestDivisor(number, other) === 1n ? [] : [[index, place]],
    );
  });
}
