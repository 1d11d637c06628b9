import type { Token } from '../jose/token';
import { remember } from './answers';
import { showPart } from './part-text';
import type { PartText, State } from './state';
import { viewOf } from './view';

export type EditablePart = 'header' | 'payload';

type Parts = { header: PartText; payload: PartText };

/**
 * The two parts that are shown as texts to edit; a reason where they cannot be edited: bytes that are no text, or a
 * plaintext that nobody has opened yet.
 */
export function editableParts(state: State): Parts | { reason: string } {
  if (state.input.from === 'parts') return state.input;
  const { token, isUnread } = viewOf(state);
  return isUnread ? UNREAD : partsOf(token);
}

const UNREAD = { reason: 'The token is still being read.' };

const partsOf = remember((token: Token): Parts | { reason: string } => {
  if (token.parts.length === 0) return { header: showPart(''), payload: showPart('') };
  if (token.kind === 'jwe' && !token.payload) {
    return { reason: 'This token is encrypted: its payload can be read and edited with the key that opens it.' };
  }
  const header = token.header?.text;
  const payload = token.payload ? token.payload.text : '';
  if (header === undefined) return { reason: 'The header is not UTF-8 text, so it cannot be edited here.' };
  if (payload === undefined) return { reason: 'The payload is not UTF-8 text, so it cannot be edited here.' };
  return { header: showPart(header), payload: showPart(payload) };
});
