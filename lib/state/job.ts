import { readKey } from '../jose/read-key';
import { signJws } from '../jose/sign-jws';
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
  const reading = state.settled?.key === key ? state.settled.reading : await readKey(key.text, key);
  signal.throwIfAborted();
  if (input.from === 'token') {
    const { token, text } = readInput(input);
    if (text.length > LONG_TOKEN) await painted();
    signal.throwIfAborted();
    return { input, key, token: text, reading, verdict: await verifyJws(signal, token, reading) };
  }
  const used =
    state.settled?.key === key && state.settled.verdict.kind === 'valid' ? state.settled.verdict.used : undefined;
  const encoding = used?.kind === 'secret' ? used.encoding : undefined;
  const parts = { header: input.header.written, payload: input.payload.written };
  const signing = await signJws(signal, parts, reading, { encoding });
  const token = signing.kind === 'cannot-sign' ? staleToken(input) : signing.token;
  return { input, key, token, reading, signing, verdict: await verifyJws(signal, parseOnce(token), reading) };
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
