import type { Facts } from '../checks/facts';
import type { Found, Gathered, State } from './state';

/** Keeps what was found, so that the checks know of it. Nothing where something else is shown by now. */
export function recordFound(state: State, found: Found): State {
  if (state.settled !== found.settled) return state;
  return { ...state, found, gathered: state.gathered && withFound(state.gathered, found) };
}

/** Facts with what was found, where they are about the same result. */
export function withFound(gathered: Gathered, found: Found | undefined): Gathered {
  if (!found || found.settled !== gathered.settled) return gathered;
  const { facts } = gathered;
  const before = facts.sharedFactors ?? [];
  const later = (found.facts.sharedFactors ?? []).filter((pair) => !before.some((known) => isSamePair(known, pair)));
  const sharedFactors = later.length > 0 ? [...before, ...later] : facts.sharedFactors;
  return { ...gathered, facts: { ...facts, ...found.facts, sharedFactors } };
}

type Pair = NonNullable<Facts['sharedFactors']>[number];

function isSamePair(one: Pair, other: Pair): boolean {
  const wanted = other.map(({ thumbprint }) => thumbprint);
  return one.every(({ thumbprint }) => wanted.includes(thumbprint));
}
