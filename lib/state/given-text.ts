import { pasteToken, setKeyText } from './actions';
import { looksLikeKey } from './paste';
import type { State } from './state';

/**
 * What a person gives to the page as a whole, by dropping, pasting, sharing or opening it: a key goes to the key field, all
 * else to the token field. An empty text changes nothing. `at` in ms on a clock that only goes forward.
 */
export function takeText(state: State, text: string, at: number): State {
  if (text === '') return state;
  return looksLikeKey(text) ? setKeyText(state, text, at) : pasteToken(state, text, at);
}
