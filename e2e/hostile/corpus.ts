import { type Bait, baitFor, kinds } from './bait';
import type { Entry } from './entry';
import { fields } from './fields';
import { keyPlaces } from './key-places';
import { patternEntries } from './patterns';
import { shapes } from './shapes';
import { tokenPlaces } from './token-places';

/** In every place of a token one bait of every kind. */
const inTokens: readonly Entry[] = Object.entries(kinds).flatMap(([family, baits]) =>
  tokenPlaces.map(({ name, token }, at) => {
    const bait = baitFor(baits, at);
    return { family, name: `${bait.name} in ${name}`, into: 'token' as const, text: () => token(bait.text) };
  }),
);

/** In every place of a key three baits, of the kinds in turn. */
const inKeys: readonly Entry[] = keyPlaces.flatMap(({ name, key }, place) =>
  [0, 1, 2].map((turn) => {
    const all = Object.values(kinds);
    const bait = baitFor(all[(place + turn * 2) % all.length] as readonly Bait[], place + turn);
    return { family: 'keys', name: `${bait.name} in ${name}`, into: 'key' as const, text: () => key(bait.text) };
  }),
);

/** Every hostile text, family by family; those for the patterns of the page have so many characters. */
export function corpusOf(patternLength: number): readonly Entry[] {
  return [...inTokens, ...inKeys, ...fields, ...shapes, ...patternEntries(patternLength)];
}
