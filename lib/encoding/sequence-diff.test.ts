import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchSequences } from './sequence-diff';

const items = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 14 });

/** Length of the longest common subsequence, by the textbook's table. */
function longest(before: readonly string[], after: readonly string[]): number {
  let row = new Array<number>(after.length + 1).fill(0);
  for (const item of before) {
    const next = [0];
    for (const [j, other] of after.entries()) {
      next.push(item === other ? (row[j] as number) + 1 : Math.max(next[j] as number, row[j + 1] as number));
    }
    row = next;
  }
  return row.at(-1) as number;
}

test('equal items are matched in order, and as many as can be', () => {
  fc.assert(
    fc.property(items, items, (before, after) => {
      const matches = [...matchSequences(before, after)];
      const matched = matches.filter((index) => index >= 0);
      expect(matched).toEqual([...new Set(matched)].sort((a, b) => a - b));
      for (const [i, index] of matches.entries()) if (index >= 0) expect(after[i]).toBe(before[index]);
      expect(matched.length).toBe(longest(before, after));
    }),
    { numRuns: 3000 },
  );
});

test('long sequences with nothing in common are given up on, but for their ends', () => {
  const before = ['x', ...Array.from({ length: 20_000 }, (_, i) => `b${i}`), 'y'];
  const after = ['x', ...Array.from({ length: 20_000 }, (_, i) => `a${i}`), 'y'];
  const matches = matchSequences(before, after);
  expect([matches[0], matches[1], matches.at(-1)]).toEqual([0, -1, 20_001]);
});
