import { findTokens } from '../jose/find-tokens';
import { LONG_TEXT } from './reading';
import type { State } from './state';

/**
 * Whether pasting this text puts a new token in place of the old one: over the untouched sample, into an empty field, over
 * a selection of everything, or whenever the paste holds a token itself. Otherwise it is an edit at the cursor.
 */
export function replacesAll(state: State, pasted: string, allSelected: boolean): boolean {
  if (pasted === '') return false;
  if (allSelected || state.sample !== '') return true;
  if (state.input.from === 'token' && state.input.text.trim() === '') return true;
  // A long text is not looked through here. Nobody pastes so much into the middle of a token, and undo brings it back.
  return pasted.length > LONG_TEXT || findTokens(pasted).length > 0;
}

const KEY_TEXT = /^\s*(?:-----BEGIN |---- BEGIN SSH2|(?:ssh-|ecdsa-sha2-)\S+\s+AAAA|\{[\s\S]*"(?:kty|keys)"\s*:)/;
const PEM = '-----BEGIN ';

/** Whether a text dropped or pasted outside any field is a key rather than a token. */
export function looksLikeKey(text: string): boolean {
  const start = text.slice(0, 100_000);
  // PEM often stands after an assignment, in quotes, or under a few lines of prose.
  return KEY_TEXT.test(start) || (start.includes(PEM) && findTokens(start).length === 0);
}
