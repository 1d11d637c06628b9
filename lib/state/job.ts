import type { SecretEncoding } from '../jose/key';
import { readKey } from '../jose/read-key';
import { type SignOutcome, signJws } from '../jose/sign-jws';
import type { Verdict } from '../jose/verdict';
import { verifyJws } from '../jose/verify-jws';
import { settle } from './actions';
import { LONG_TOKEN } from './audit';
import { parseOnce, readInput, staleToken } from './reading';
import type { Settled, State } from './state';
import type { Store } from './store';

/** Lets the browser draw what is there before more is done. */
function painted(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}

/** What has to be done for the present input and key: read the key, sign if there are parts to sign, and verify. */
export async function runJob(signal: AbortSignal, state: Pick<State, 'input' | 'key' | 'settled'>): Promise<Settled> {
  const { input, key } = state;
  const before = state.settled?.key === key ? state.settled : undefined;
  const reading = before?.reading ?? (await readKey(key.text, key));
  signal.throwIfAborted();
  const done = (token: string, verdict: Verdict, signing?: SignOutcome): Settled => {
    return { input, key, token, reading, verdict, signing, matched: encodingOf(verdict) ?? before?.matched };
  };
  if (input.from === 'token') {
    const { token, text } = readInput(input);
    if (text.length > LONG_TOKEN) await painted();
    signal.throwIfAborted();
    return done(text, await verifyJws(signal, token, reading));
  }
  const parts = { header: input.header.written, payload: input.payload.written };
  const signing = await signJws(signal, parts, reading, { encoding: before?.matched });
  const token = signing.kind === 'cannot-sign' ? staleToken(input) : signing.token;
  return done(token, await verifyJws(signal, parseOnce(token), reading), signing);
}

function encodingOf(verdict: Verdict): SecretEncoding | undefined {
  return verdict.kind === 'valid' && verdict.used.kind === 'secret' ? verdict.used.encoding : undefined;
}

/**
 * Keeps the store's verdict and signature up with its input and key: a newer change stops the job of an older one.
 * Gives the way to stop.
 */
export function startJobs(store: Store): () => void {
  let running: AbortController | undefined;
  let asked: Pick<State, 'input' | 'key'> | undefined;
  const follow = () => {
    const state = store.get();
    if (asked?.input === state.input && asked.key === state.key) return;
    asked = state;
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    runJob(signal, state).then(
      (settled) => store.apply((latest) => settle(latest, settled)),
      (error: unknown) => {
        if (!signal.aborted) throw error;
      },
    );
  };
  follow();
  const stop = store.subscribe(follow);
  return () => {
    stop();
    running?.abort();
  };
}
