import { traceSignatures } from '../checks/facts-nonce';
import { keysIn } from '../checks/keys';
import type { Key } from '../jose/key';
import { readKey } from '../jose/read-key';
import type { FromKeyWorker, KeyPort } from '../worker/key-work';
import { recordFound } from './found';
import { headerKeyOf } from './header-key';
import { createSeen, modulusOf, type Seen, type SeenKey } from './seen';
import type { Found, State } from './state';
import type { Store } from './store';
import { viewOf } from './view';

type Running = { port: KeyPort; moduli: readonly string[] };

/**
 * Remembers the ECDSA signatures and RSA keys of all that is shown, compares each new one with those before it, and has a
 * worker try to take new keys apart; what comes of it goes to the checks. A newer key ends the work on an older one.
 * Gives the way to stop.
 */
export function startSeen(store: Store, openPort: () => KeyPort, seen: Seen = createSeen()): () => void {
  let shown: { settled: NonNullable<State['settled']>; keys: readonly Key[]; tokens: number } | undefined;
  let controller = new AbortController();
  let running: Running | undefined;

  function publish() {
    if (!shown) return;
    const { settled, keys, tokens } = shown;
    const facts = { ...factsOf(seen, keys), ...(tokens > 0 && { repeatedNonce: { tokens } }) };
    if (Object.keys(facts).length > 0) store.apply((state) => recordFound(state, { settled, facts }));
  }

  function halt() {
    running?.port.close();
    running = undefined;
  }

  function search(wanted: readonly SeenKey[]) {
    const moduli = wanted.map(({ modulus }) => modulus);
    if (running && moduli.length > 0 && moduli.every((modulus) => running?.moduli.includes(modulus))) return;
    halt();
    if (moduli.length === 0) return;
    const known = seen.moduli().filter((modulus) => !moduli.includes(modulus));
    const all = [...moduli, ...known].map((modulus) => seen.find(modulus));
    const port = openPort();
    running = { port, moduli };
    port.listen((message) => {
      if (running?.port !== port) return;
      take(message, all);
      if (message.kind === 'done' || message.kind === 'failed') halt();
      // Most keys have nothing, and telling so changes nothing.
      else if (message.kind === 'shared' || message.how) publish();
    });
    port.post({ kind: 'search', fresh: moduli, known });
  }

  async function look(signal: AbortSignal, state: State, settled: NonNullable<State['settled']>) {
    const { token, reading } = viewOf(state);
    const inHeader = headerKeyOf(state);
    const fromHeader = inHeader ? keysIn(await readKey(inHeader.text)) : [];
    if (signal.aborted) return;
    const keys = [...keysIn(reading), ...fromHeader];
    shown = { settled, keys, tokens: 0 };
    const now = seen.see(keys);
    publish();
    search([...new Set(now)].filter(({ searched }) => !searched));
    // What was signed here is no news, and a person who types makes many.
    if (state.input.from === 'parts') return;
    const counts = await Promise.all((await traceSignatures(token)).map(seen.countAlike));
    if (signal.aborted) return;
    shown = { settled, keys, tokens: Math.max(0, ...counts) };
    publish();
  }

  const follow = () => {
    const state = store.get();
    const { settled } = state;
    if (!settled || viewOf(state).busy || shown?.settled === settled) return;
    shown = { settled, keys: [], tokens: 0 };
    controller.abort();
    controller = new AbortController();
    const { signal } = controller;
    // Without a connection the curves cannot be fetched: nothing is said then.
    look(signal, state, settled).catch(() => {});
  };
  follow();
  const stop = store.subscribe(follow);
  return () => {
    stop();
    controller.abort();
    halt();
  };
}

/** Notes an answer of the worker's with the keys that were asked about, in their order. */
function take(message: FromKeyWorker, all: readonly (SeenKey | undefined)[]): void {
  if (message.kind === 'searched') {
    const key = all[message.index];
    if (key) Object.assign(key, { searched: true, how: message.how });
  } else if (message.kind === 'shared') {
    for (const [one, other] of message.pairs) {
      const [a, b] = [all[one], all[other]];
      if (!a || !b) continue;
      a.partners.add(b.modulus);
      b.partners.add(a.modulus);
    }
  }
}

/** What is known of the keys in hand by now. */
function factsOf(seen: Seen, keys: readonly Key[]): Found['facts'] {
  const inHand = new Map<string, Key>();
  for (const key of keys) {
    const modulus = modulusOf(key);
    if (modulus !== undefined && !inHand.has(modulus)) inHand.set(modulus, key);
  }
  const factored: { key: Key; how: NonNullable<SeenKey['how']> }[] = [];
  const sharedFactors: (readonly [Key, Key])[] = [];
  const told = new Set<string>();
  for (const [modulus, key] of inHand) {
    const known = seen.find(modulus);
    if (known?.how) factored.push({ key, how: known.how });
    told.add(modulus);
    for (const partner of known?.partners ?? []) {
      const other = inHand.get(partner) ?? seen.find(partner)?.key;
      if (other && !told.has(partner)) sharedFactors.push([key, other]);
    }
  }
  return { ...(factored.length > 0 && { factored }), ...(sharedFactors.length > 0 && { sharedFactors }) };
}
