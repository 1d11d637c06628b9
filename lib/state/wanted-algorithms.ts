import { readJson } from '../encoding/json';
import { findMember } from '../encoding/json-query';
import type { SignatureAlgorithm } from '../registry/algorithm';
import { findAlgorithm } from '../registry/algorithms';
import { type ContentEncryptionAlgorithm, findContentEncryption } from '../registry/content-encryption';
import { findKeyManagement, type KeyManagementAlgorithm } from '../registry/key-management';
import { keepLast } from './last';
import type { State } from './state';
import { type View, viewOf } from './view';

/**
 * What the header asks for: of an edit what is to be done next, where the token may still be one from before. The rows
 * are there for names that are known; `alg` and `enc` are as they are written.
 */
export type WantedAlgorithms = {
  alg: string | undefined;
  enc: string | undefined;
  algorithm: SignatureAlgorithm | undefined;
  keyManagement: KeyManagementAlgorithm | undefined;
  contentEncryption: ContentEncryptionAlgorithm | undefined;
};

const last = keepLast<{ view: View; text: string | undefined; wanted: WantedAlgorithms }>();

/** The algorithms that the header in its pane names; the same object as long as nothing in it has changed. */
export function wantedAlgorithms(state: State): WantedAlgorithms {
  const view = viewOf(state);
  const { token } = view;
  const text = state.input.from === 'parts' ? state.input.header.written : token.header?.text;
  const known = last.answer;
  if (known?.view === view && known.text === text) return known.wanted;
  const roots = [text === undefined ? undefined : readJson(text).root];
  for (const { json } of token.unprotected ?? []) roots.push(json?.root);
  const named = (name: string) => {
    const value = roots.map((root) => findMember(root, name)?.value).find((found) => found !== undefined);
    return value?.kind === 'string' ? value.value : undefined;
  };
  const [alg, enc] = [named('alg'), named('enc')];
  const wanted: WantedAlgorithms = {
    ...{ alg, enc },
    algorithm: findAlgorithm(alg),
    keyManagement: findKeyManagement(alg),
    contentEncryption: findContentEncryption(enc),
  };
  last.answer = { view, text, wanted };
  return wanted;
}

/** Whether the token is, or is to become, an encrypted one. */
export function isEncryption({ token }: View, { algorithm, keyManagement }: WantedAlgorithms): boolean {
  return keyManagement !== undefined || (token.kind === 'jwe' && algorithm === undefined);
}
