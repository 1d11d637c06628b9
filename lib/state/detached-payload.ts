import { decodeUtf8, encodeUtf8 } from '../encoding/utf8';
import { mayBeDetached } from '../jose/detached';
import { change } from './history';
import { keepLast } from './last';
import { readInput } from './reading';
import type { State } from './state';

/** Whether a payload can be given apart from the token (RFC 7515 appendix F), and whether one was. */
export function detachedTurn({ input }: State): 'no' | 'wanted' | 'given' {
  if (input.from === 'parts') return input.isDetached ? 'given' : 'no';
  if (input.detachedPayload) return 'given';
  return mayBeDetached(readInput(input).token) ? 'wanted' : 'no';
}

const NOTHING = { text: '', isBinary: false };
const last = keepLast<{ octets: Uint8Array; shown: { text: string; isBinary: boolean } }>();

/** What was given, as a text to edit, or where it is no text in words. */
export function detachedText({ input }: State): { text: string; isBinary: boolean } {
  const octets = input.from === 'token' ? input.detachedPayload : undefined;
  if (!octets) return NOTHING;
  if (last.answer?.octets !== octets) {
    const text = decodeUtf8(octets);
    const isBinary = text === undefined;
    last.answer = {
      octets,
      shown: { text: text ?? `${octets.length.toLocaleString('en')} bytes that are no text`, isBinary },
    };
  }
  return last.answer.shown;
}

/** Takes a text, or the octets of a file, as the payload that travels apart from the token. */
export function setDetachedPayload(state: State, payload: string | Uint8Array<ArrayBuffer>, at: number): State {
  if (state.input.from !== 'token') return state;
  const detachedPayload = typeof payload === 'string' ? encodeUtf8(payload) : payload;
  return change(state, 'detached', at, { input: { ...state.input, detachedPayload } });
}

/** Looks at the token alone again, without the payload that was given apart from it. */
export function dropDetachedPayload(state: State, at: number): State {
  const { input } = state;
  if (input.from === 'parts') {
    return input.returnsTo ? dropDetachedPayload({ ...state, input: input.returnsTo.input }, at) : state;
  }
  const { detachedPayload: _, ...rest } = input;
  return change(state, 'detached!', at, { input: rest });
}
