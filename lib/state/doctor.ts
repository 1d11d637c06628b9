import type { Diagnosis } from '../review/diagnosis';
import { isTreatable } from '../review/treatable';
import type { State } from './state';
import { type View, viewOf } from './view';

/** Above this many characters the doctor is only called by a click: each trial goes over the whole token. */
const MOST_UNASKED = 200_000;

/**
 * Whether the doctor has anything to look for, and whether to ask before. Not while a job is running, and not for an edit
 * that waits for its signature: there the cause is known.
 */
export function doctorsTurn({ token, reading, verdict, busy, stale }: View): 'no' | 'at-once' | 'on-click' {
  if (busy || stale || !isTreatable(verdict) || token.parts.length === 0 || reading.kind === 'empty') return 'no';
  return token.text.length > MOST_UNASKED ? 'on-click' : 'at-once';
}

/** Asks the doctor about the token and key that are shown. @throws the signal's reason when it is aborted. */
export async function askDoctor(signal: AbortSignal, state: State): Promise<Diagnosis> {
  const { diagnose } = await import('../review/doctor');
  signal.throwIfAborted();
  const { token, reading } = viewOf(state);
  return diagnose(signal, { tokenText: token.text, token, key: reading, keyText: state.key.text, now: state.now });
}
