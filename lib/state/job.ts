import type { Steps } from '../encoding/steps';
import type { SecretEncoding } from '../jose/key';
import { readKey } from '../jose/read-key';
import { inSlices, painted, withinSlice } from '../worker/slices';
import { settle } from './actions';
import { judgeToken, withDetached } from './judge';
import { detachedOctets, makeToken, staleToken } from './make-token';
import { isRead, keepReading, parseOnceSteps, type Reading, readInput, readingSteps } from './reading';
import type { Judgement, Settled, State, TokenInput } from './state';
import type { Store } from './store';
import { setProgress, takeReading } from './take-reading';

/**
 * What has to be done for the present input and key: read a long text, read the key, make the token of edited parts, and
 * judge it. `onProgress` hears how much of a long text was read, from 0 to 1, and 1 once it is.
 * @throws the signal's reason when it is aborted; nothing else.
 */
export async function runJob(
  signal: AbortSignal,
  state: Pick<State, 'input' | 'key' | 'settled'>,
  onProgress: (done: number) => void = () => {},
): Promise<Settled> {
  const { input, key } = state;
  if (input.from === 'token' && !isRead(input)) {
    const steps = readingSteps(input);
    const atOnce = withinSlice(steps);
    keepReading(input, atOnce ? atOnce.result : await readOn(signal, steps, input, onProgress));
    onProgress(1);
    signal.throwIfAborted();
  }
  const before = state.settled?.key === key ? state.settled : undefined;
  const reading = before?.reading ?? (await readKey(key.text, key));
  signal.throwIfAborted();
  const done = (token: string, judged: Judgement, signing?: Settled['signing']): Settled => {
    return { ...judged, input, key, token, reading, signing, matched: encodingOf(judged) ?? before?.matched };
  };
  if (input.from === 'token') {
    const { token, text } = readInput(input);
    return done(text, await judgeToken(signal, withDetached(token, input.detachedPayload), reading, input.limits));
  }
  await inSlices(signal, parseOnceSteps(input.base));
  const made = await makeToken(signal, input, reading, before?.matched);
  const text = 'token' in made ? made.token : staleToken(input);
  const token = await inSlices(signal, parseOnceSteps(text));
  return done(text, await judgeToken(signal, withDetached(token, detachedOctets(input)), reading), made);
}

/** Reads what takes longer than a slice, once the text itself is drawn. */
async function readOn(
  signal: AbortSignal,
  steps: Steps<Reading>,
  { pasted, text }: TokenInput,
  onProgress: (done: number) => void,
): Promise<Reading> {
  await painted();
  signal.throwIfAborted();
  const work = (pasted ?? text).length * WORK;
  return await inSlices(signal, steps, (characters) => onProgress(Math.min(characters / work, 0.99)));
}

/** How often each character of a long text is gone over: looked for, taken out of base64url and UTF-8, read as JSON. */
const WORK = 3.25;

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
  // The sample that the page begins with was judged when the page was made.
  let asked: Pick<State, 'input' | 'key'> | undefined = store.get().settled;
  const follow = () => {
    const state = store.get();
    if (asked?.input === state.input && asked.key === state.key) return;
    asked = state;
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    const { input } = state;
    runJob(signal, state, (done) => {
      store.apply((latest) => (done === 1 ? takeReading(latest, input) : setProgress(latest, input, done)));
    }).then(
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
