import { change } from './history';
import type { State } from './state';

/**
 * Puts a key that was fetched or chosen in the place of the one in hand, as one step of undo. It is read by what it is,
 * whatever encoding was chosen for the secret before.
 */
export function takeKey(state: State, text: string, at: number): State {
  return change(state, 'key!', at, { key: { text, encoding: 'detect', origin: 'person' } });
}
