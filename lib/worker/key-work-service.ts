import { factorModulus } from './factor-modulus';
import type { FromKeyWorker, ToKeyWorker } from './key-work';
import { findSharedPrimes } from './shared-primes';

/** Of a larger set only so many moduli are taken apart by themselves: each takes some tenths of a second. */
const MOST_FACTORED = 200;

/** Does what a page asks of a worker for keys, and stands still meanwhile. Never throws. */
export function searchKeys({ fresh, known }: ToKeyWorker, answer: (message: FromKeyWorker) => void): void {
  const numberOf = (hex: string) => BigInt(`0x${hex}`);
  const numbers = fresh.map(numberOf);
  answer({ kind: 'shared', pairs: findSharedPrimes(numbers, known.map(numberOf)) });
  for (const [index, number] of numbers.entries()) {
    answer({ kind: 'searched', index, how: index < MOST_FACTORED ? factorModulus(number) : undefined });
  }
  answer({ kind: 'done' });
}
