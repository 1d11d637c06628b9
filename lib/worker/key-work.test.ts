import { checkPrimeSync, generatePrimeSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { factorModulus } from './factor-modulus';
import type { FromKeyWorker } from './key-work';
import { openKeyWorkHere } from './key-work-here';
import { findSharedPrimes } from './shared-primes';

const prime = (bits: number) => generatePrimeSync(bits, { bigint: true });
const [p, q, r, s, t] = Array.from({ length: 5 }, () => prime(512)) as [bigint, bigint, bigint, bigint, bigint];

/** A prime so far above another that Fermat's method takes about so many steps to find the two. */
function primeFrom(first: bigint, steps: bigint): bigint {
  // The middle of the two lies (p − q)² / (8 √(pq)) above the root of their product, and √(pq) is nearly p.
  let distance = 1n;
  while (distance * distance < 8n * first * steps) distance <<= 1n;
  for (let step = distance >> 1n; step > 0n; step >>= 1n) {
    if ((distance - step) ** 2n >= 8n * first * steps) distance -= step;
  }
  let number = first + distance + (distance % 2n);
  while (!checkPrimeSync(number)) number += 2n;
  return number;
}

describe('a modulus', () => {
  test('of two primes far apart is not taken apart', () => {
    expect(factorModulus(p * q)).toBeUndefined();
  });

  test.each([11, 20, 22])('with a prime factor of %d bits is', (bits) => {
    const factor = prime(bits);
    expect(factorModulus(factor * q)).toEqual({ kind: 'small-factor', factor: Number(factor) });
  });

  test('that is a small prime is not', () => {
    expect(factorModulus(1_048_583n)).toBeUndefined();
  });

  test.each([2n ** 10n, 2n ** 20n, 2n ** 23n])('of two primes %d of Fermat’s steps apart is', (steps) => {
    const found = factorModulus(p * primeFrom(p, steps));
    expect(found?.kind).toBe('close-primes');
    const taken = found?.kind === 'close-primes' ? found.steps : 0;
    expect(Math.abs(taken / Number(steps) - 1)).toBeLessThan(0.05);
  });

  test('of primes next to each other is taken apart in one step', () => {
    expect(factorModulus(p * primeFrom(p, 0n))).toEqual({ kind: 'close-primes', steps: 1 });
  });
});

describe('primes in common', () => {
  test.each<[string, bigint[], bigint[], [number, number][]]>([
    ['of no modulus', [], [p * q, q * r], []],
    ['of one', [p * q], [], []],
    ['of two new ones', [p * q, r * s, q * t], [], [[0, 2]]],
    [
      'of a new one and one from before',
      [r * s, p * q],
      [s * t, p * t, prime(512) * prime(512)],
      [
        [0, 2],
        [1, 3],
      ],
    ],
    ['of two from before are known', [r * s], [p * q, q * t], []],
    [
      'both of them',
      [p * q],
      [p * t, r * q],
      [
        [0, 1],
        [0, 2],
      ],
    ],
  ])('%s', (_, fresh, known, pairs) => {
    expect(findSharedPrimes(fresh, known)).toEqual(pairs);
  });
});

/** What a worker answers, to the end. */
function answers(fresh: bigint[], known: bigint[]): Promise<FromKeyWorker[]> {
  const hex = (numbers: bigint[]) => numbers.map((number) => number.toString(16));
  return new Promise((resolve) => {
    const heard: FromKeyWorker[] = [];
    const port = openKeyWorkHere();
    port.listen((message) => {
      heard.push(message);
      if (message.kind === 'done') resolve(heard);
    });
    port.post({ kind: 'search', fresh: hex(fresh), known: hex(known) });
  });
}

test('a worker tells first which keys share a prime, then of each new key whether it was taken apart', async () => {
  const factor = prime(20);
  expect(await answers([p * q, factor * r], [q * t])).toEqual([
    { kind: 'shared', pairs: [[0, 2]] },
    { kind: 'searched', index: 0, how: undefined },
    { kind: 'searched', index: 1, how: { kind: 'small-factor', factor: Number(factor) } },
    { kind: 'done' },
  ]);
});
