import { readJson } from '../encoding/json';
import { findMember } from '../encoding/json-query';
import type { State } from './state';
import { viewOf } from './view';

/** A header parameter of a new token that is not as in the header pane, or is not there at all. */
export type MadeAnew = { name: string; isInPane: boolean };

const NONE: readonly MadeAnew[] = [];

/** The parameters that encrypting an edit has made anew, such as `epk`, `p2s`, `iv` and `tag` (RFC 7516 §5.1). */
export function madeAnew(state: State): readonly MadeAnew[] {
  const { signing, busy } = viewOf(state);
  if (busy || state.input.from !== 'parts' || signing?.kind !== 'encrypted') return NONE;
  const edited = state.input.header.written;
  const made = readJson(signing.header).root;
  const before = readJson(edited).root;
  if (made?.kind !== 'object') return NONE;
  return made.members.flatMap(({ name, value }) => {
    const old = findMember(before, name)?.value;
    const isSame = old && edited.slice(old.start, old.end) === signing.header.slice(value.start, value.end);
    return isSame ? [] : [{ name, isInPane: old !== undefined }];
  });
}

/** What the header pane has to say of them; undefined where token and pane have the same header. */
export function madeAnewWords(state: State): string | undefined {
  const made = madeAnew(state);
  const named = (isInPane: boolean) => made.filter((one) => one.isInPane === isInPane).map(({ name }) => `“${name}”`);
  const [changed, added] = [named(true), named(false)];
  const sentences = [
    changed.length > 0 &&
      `In the token ${listed(changed)} ${changed.length === 1 ? 'is another' : 'are others'} than here, made anew by the encryption.`,
    added.length > 0 && `The token’s header also has ${listed(added)}, made by the encryption.`,
  ];
  return sentences.filter(Boolean).join(' ') || undefined;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
