import type { State } from './state';
import type { Store } from './store';
import { viewOf } from './view';

/** Whether there is a signature or a key in a state that is compared with others. */
function isWorthRemembering(state: State): boolean {
  const { algorithm, reading } = viewOf(state);
  const family = algorithm?.family;
  if (family === 'ecdsa' || family === 'rsassa-pkcs1' || family === 'rsassa-pss') return true;
  return reading.kind === 'key-set' || (reading.kind === 'key' && reading.key.type === 'RSA');
}

/**
 * Begins to remember signatures and keys, in this tab, with the first that is worth it: the code for it is fetched then.
 * Gives the way to stop.
 */
export function startRemembering(store: Store): () => void {
  let asked: State['settled'] | 'loaded';
  let leave: (() => void) | undefined;
  let isOver = false;
  const look = () => {
    const state = store.get();
    if (asked === 'loaded' || asked === state.settled || !isWorthRemembering(state)) return;
    asked = state.settled;
    Promise.all([import('./seen-session'), import('../worker/key-work-port')]).then(
      ([{ startSeen }, { openKeyWorker }]) => {
        if (isOver || asked === 'loaded') return;
        asked = 'loaded';
        leave = startSeen(store, openKeyWorker);
      },
      // Without a connection it is tried again with the next token or key.
      () => {},
    );
  };
  look();
  const stop = store.subscribe(look);
  return () => {
    isOver = true;
    stop();
    leave?.();
  };
}
