import { findMember } from '../encoding/json-query';
import type { NestedToken } from '../jose/nested-token';
import { beginEdit } from './actions';
import { change } from './history';
import { staleToken } from './make-token';
import { showPart } from './part-text';
import { editableParts } from './parts';
import { readInput } from './reading';
import type { Input, Judgement, OuterLayer, State } from './state';
import { formWords } from './token-words';
import { decryptionTitle, verdictTitle, verdictWords } from './verdict-words';
import { type View, viewOf } from './view';

/** One token of a nest, the outermost first; the one that is shown is `shown`. */
export type Layer = { form: string; verdict: string; place: 'outer' | 'shown' | 'inner'; inner?: NestedToken };

/** The tokens around the one that is shown, that one, and those inside it. One alone is no nest. */
export function layersOf(state: State): Layer[] {
  const view = viewOf(state);
  return [
    ...state.outer.map(({ form, verdict }): Layer => ({ form, verdict, place: 'outer' })),
    { form: formWords(view.token), verdict: verdictWords(view).title, place: 'shown' },
    ...view.nested.map((inner): Layer => {
      return { form: INNER_FORMS[inner.where], verdict: nestedTitle(inner), place: 'inner', inner };
    }),
  ];
}

const INNER_FORMS = { payload: 'token inside', 'key-binding': 'key-binding JWT' } as const;

function nestedTitle({ verdict, decryption }: Judgement['nested'][number]): string {
  if (decryption) return decryptionTitle(decryption);
  return verdict ? verdictTitle(verdict) : 'Not verified';
}

/**
 * Shows a token that stands inside the one that is shown. The key comes along where it has verified or opened the inner
 * one too; else its own key is still to be given.
 */
export function openNested(state: State, inner: NestedToken, at: number): State {
  const view = viewOf(state);
  const judged = view.nested.find(({ where, text }) => where === inner.where && text === inner.text);
  const fits = judged?.verdict?.kind === 'valid' || judged?.decryption?.kind === 'decrypted';
  const { input, key, sample, sampleKey } = state;
  const parts = editableParts(state);
  const layer: OuterLayer = {
    edit: inner.where === 'payload' && !('reason' in parts) ? beginEdit(state, parts) : undefined,
    input,
    key,
    sample,
    sampleKey,
    form: formWords(view.token),
    verdict: verdictWords(view).title,
    inner: { where: inner.where, text: inner.text },
  };
  return change(state, 'open!', at, {
    input: { from: 'token', text: inner.text, choice: 0 },
    key:
      fits && inner.where === 'payload' ? key : { text: holderKey(view, inner), encoding: 'detect', origin: 'person' },
    sample: '',
    sampleKey: undefined,
    outer: [...state.outer, layer],
  });
}

/** The holder's key, which the issuer put into its part of an SD-JWT (RFC 9901 §4.1.2); empty for all other tokens. */
function holderKey({ token: { payload } }: View, { where }: NestedToken): string {
  const cnf = where === 'key-binding' ? findMember(payload?.json?.root, 'cnf') : undefined;
  const jwk = findMember(cnf?.value, 'jwk')?.value;
  return jwk ? (payload?.text?.slice(jwk.start, jwk.end) ?? '') : '';
}

/**
 * Goes back to the token around the one that is shown. What was changed inside is put in its place there, and the outer
 * token is signed or encrypted anew with its own key.
 */
export function closeNested(state: State, at: number): State {
  const layer = state.outer.at(-1);
  if (!layer) return state;
  const { text } = viewOf(state).token;
  const { input, key, sample, sampleKey, inner } = layer;
  const outer = state.outer.slice(0, -1);
  const back = { key, sample, sampleKey, outer };
  if (text === inner.text || text === '') return change(state, 'close!', at, { ...back, input });
  return change(state, 'close!', at, { ...back, sample: '', input: withInner(layer, text) });
}

/** The outer token's input with another token inside. */
function withInner({ input, edit, inner }: OuterLayer, text: string): Input {
  if (edit) return { ...edit, payload: showPart(text) };
  const outerText = input.from === 'token' ? readInput(input).text : staleToken(input);
  return { from: 'token', text: outerText.replace(inner.text, () => text), choice: 0 };
}
