import type { Diagnosis } from '../review/diagnosis';
import { isTreatable } from '../review/treatable';
import type { State } from './state';
import { type View, viewOf } from './view';

/** Above this many characters the doctor is only called by a click: each trial goes over the whole token. */
const MOST_UNASKED = 200_000;
/** The same for the octets of a secret, of which each trial makes another spelling. */
const MOST_SECRET_UNASKED = 20_000;

/**
 * Whether the doctor has anything to look for, and whether to ask before. Not while a job is running, and not for an edit
 * that waits for its signature: there the cause is known.
 */
export function doctorsTurn({ token, reading, verdict, busy, stale }: View): 'no' | 'at-once' | 'on-click' {
  if (busy || stale || !isTreatable(verdict) || token.parts.length === 0 || reading.kind === 'empty') return 'no';
  if (reading.kind === 'unreadable' && reading.code === 'too-long') return 'no';
  const isLongSecret =
    reading.kind === 'secret' && reading.readings.some(({ bytes }) => bytes.length > MOST_SECRET_UNASKED);
  return isLongSecret || token.text.length > MOST_UNASKED ? 'on-click' : 'at-once';
}

/** Asks the doctor about the token and key that are shown. @throws the signal's reason when it is aborted. */
export async function askDoctor(signal: AbortSignal, state: State): Promise<Diagnosis> {
  const { diagnose } = await import('../review/doctor');
  signal.throwIfAborted();
  const { token, reading } = viewOf(state);
  return diagnose(signal, { tokenText: token.text, token, key: reading, keyText: state.key.text, now: state.now });
}
