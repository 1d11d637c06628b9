import type { Key, KeyReading } from '../jose/key';
import { greatestDivisor, rsaNumber } from './rsa-number';

/** Every pair of keys is compared, which 1,000 keys would make half a million times. */
const mostKeys = 60;

/**
 * Pairs of RSA keys of a set that have one prime in common, so that both can be factored by dividing (Heninger et al.,
 * "Mining Your Ps and Qs", 2012); of the first 60 RSA keys. The same key twice is no such pair. Undefined for no set.
 */
export async function findSharedFactors(
  signal: AbortSignal,
  key: KeyReading,
): Promise<readonly (readonly [Key, Key])[] | undefined> {
  if (key.kind !== 'key-set') return undefined;
  const numbers = key.keys
    .flatMap((one) => {
      const modulus = rsaNumber(one, 'n');
      return modulus === undefined || modulus === 0n ? [] : [{ key: one, modulus }];
    })
    .slice(0, mostKeys);
  if (numbers.length < 2) return undefined;
  const pairs: (readonly [Key, Key])[] = [];
  for (const [index, one] of numbers.entries()) {
    for (const other of numbers.slice(index + 1)) {
      if (one.modulus === other.modulus) continue;
      if (greatestDivisor(one.modulus, other.modulus) > 1n) pairs.push([one.key, other.key]);
    }
    // A row of comparisons at a time, so that the page can draw in between.
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
  }
  return pairs;
}
