import { expect, test, vi } from 'vitest';
import type { Steps } from '../encoding/steps';
import { inSlices } from './slices';

function* working(steps: number): Steps<string> {
  for (let i = 0; i < steps; i += 1) yield 10;
  return 'done';
}

/** A world in which every step takes two milliseconds. */
function slowWorld() {
  let now = 0;
  const rest = vi.fn(() => Promise.resolve());
  return {
    rest,
    now: () => {
      now += 2;
      return now;
    },
  };
}

test('work rests when its slice is over, and tells how far it is', async () => {
  const world = slowWorld();
  const told: number[] = [];
  const { signal } = new AbortController();
  expect(await inSlices(signal, working(10), (characters) => told.push(characters), world)).toBe('done');
  expect(world.rest).toHaveBeenCalledTimes(2);
  expect(told).toEqual([40, 80]);
});

test('short work does not rest', async () => {
  const world = slowWorld();
  expect(await inSlices(new AbortController().signal, working(2), undefined, world)).toBe('done');
  expect(world.rest).not.toHaveBeenCalled();
});

test('work that is aborted while it rests goes on no more', async () => {
  const controller = new AbortController();
  const world = slowWorld();
  const rest = () => {
    controller.abort(new Error('a newer text'));
    return Promise.resolve();
  };
  let steps = 0;
  function* counted(): Steps<void> {
    for (;;) {
      steps += 1;
      yield 1;
    }
  }
  await expect(inSlices(controller.signal, counted(), undefined, { ...world, rest })).rejects.toThrow('a newer text');
  expect(steps).toBe(4);
});
