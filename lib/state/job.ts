import type { SecretEncoding } from '../jose/key';
import { readKey } from '../jose/read-key';
import { settle } from './actions';
import { LONG_TOKEN } from './audit';
import { judgeToken, withDetached } from './judge';
import { detachedOctets, makeToken, staleToken } from './make-token';
import { parseOnce, readInput } from './reading';
import type { Judgement, Settled, State } from './state';
import type { Store } from './store';

/** Lets the browser draw what is there before more is done. */
function painted(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}

/** What has to be done for the present input and key: read the key, make the token of edited parts, and judge it. */
export async function runJob(signal: AbortSignal, state: Pick<State, 'input' | 'key' | 'settled'>): Promise<Settled> {
  const { input, key } = state;
  const before = state.settled?.key === key ? state.settled : undefined;
  const reading = before?.reading ?? (await readKey(key.text, key));
  signal.throwIfAborted();
  const done = (token: string, judged: Judgement, signing?: Settled['signing']): Settled => {
    return { ...judged, input, key, token, reading, signing, matched: encodingOf(judged) ?? before?.matched };
  };
  if (input.from === 'token') {
    const { token, text } = readInput(input);
    if (text.length > LONG_TOKEN) await painted();
    signal.throwIfAborted();
    return done(text, await judgeToken(signal, withDetached(token, input.detachedPayload), reading, input.limits));
  }
  const made = await makeToken(signal, input, reading, before?.matched);
  const text = 'token' in made ? made.token : staleToken(input);
  return done(text, await judgeToken(signal, withDetached(parseOnce(text), detachedOctets(input)), reading), made);
}

function encodingOf({ verdicts, decryption }: Judgement): SecretEncoding | undefined {
  const valid = verdicts.find(({ kind }) => kind === 'valid');
  const used = decryption?.kind === 'decrypted' ? decryption.used : valid?.kind === 'valid' ? valid.used : undefined;
  return used?.kind === 'secret' ? used.encoding : undefined;
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
