import { type Bait, kinds } from './bait';
import type { Entry, Target } from './entry';

/** Every so many baits of all kinds, from this one on: fields other than the token are no places of an attacker's own. */
const some = (from: number, step: number): Bait[] =>
  Object.values(kinds)
    .flat()
    .filter((_, at) => at % step === from % step);

const typed = (into: Target, from: number, step: number): Entry[] =>
  some(from, step).map(({ name, text }) => ({
    family: `into: ${into}`,
    name: `${name}, into: ${into}`,
    into,
    text: () => text || ' ',
  }));

/** Texts for the fields that only the person at the page fills: what they copied there may be another's. */
export const fields: readonly Entry[] = [
  ...typed('expectation', 0, 4),
  ...typed('header edit', 1, 9),
  ...typed('payload edit', 2, 9),
  ...typed('note', 3, 11),
  ...typed('passphrase', 4, 15),
  ...typed('detached payload', 5, 13),
  ...typed('holder', 7, 15),
  ...typed('fragment', 8, 12),
];
