import { describe, expect, it } from 'vitest';
import { fuzz } from './fuzz';
import { makeInput } from './mutate';
import { makeRandom } from './random';

const inputs = (seed: number) => Array.from({ length: 200 }, (_, number) => makeInput(makeRandom(seed, number)));

describe('fuzz', () => {
  it('finds every law kept by the first inputs of a seed', async () => {
    expect((await fuzz({ seed: 1, from: 0, count: 3000 })).breaches).toEqual([]);
  });

  it('makes the same inputs of the same seed, others of another, and of every kind', () => {
    expect(inputs(7)).toEqual(inputs(7));
    expect(inputs(8)).not.toEqual(inputs(7));
    expect(new Set(inputs(7).map(({ kind }) => kind))).toEqual(new Set(['token', 'paste', 'json', 'key']));
  });
});
