import { holdJson, holdKey, holdPaste, holdToken } from './laws';
import { type Input, makeInput, mutateText } from './mutate';
import { makeRandom, type Random } from './random';

/** A law that did not hold, and the input, which the seed and its number give again. */
export type Breach = { number: number; input: Input; law: string };

/** `count` inputs from number `from` on; input n is made of the seed and n alone. */
export type Plan = { seed: number; from: number; count: number };

/** `slowest` is in milliseconds, of the input with this number. */
export type Outcome = { breaches: Breach[]; slowest: { number: number; time: number } };

const MOST_BREACHES = 20;

async function holdAll({ kind, text }: Input, random: Random): Promise<void> {
  const edited = (shown: string) => mutateText(shown, random);
  if (kind === 'token') await holdToken(text, edited);
  else if (kind === 'paste') await holdPaste(text, edited);
  else if (kind === 'key') await holdKey(text);
  else holdJson(text, edited);
}

/** Runs the laws on the inputs of a plan, up to 20 breaches. An exception out of the library is a breach too. */
export async function fuzz({ seed, from, count }: Plan, progress?: (done: number) => void): Promise<Outcome> {
  const breaches: Breach[] = [];
  let slowest = { number: from, time: 0 };
  for (let number = from; number < from + count && breaches.length < MOST_BREACHES; number += 1) {
    const random = makeRandom(seed, number);
    const input = makeInput(random);
    const begin = performance.now();
    try {
      await holdAll(input, random);
    } catch (error) {
      breaches.push({ number, input, law: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
    const time = performance.now() - begin;
    if (time > slowest.time) slowest = { number, time };
    // The runner's own messages need their turn.
    if (number % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
    if ((number - from + 1) % 100_000 === 0) progress?.(number - from + 1);
  }
  return { breaches, slowest };
}
