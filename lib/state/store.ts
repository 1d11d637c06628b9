import type { State } from './state';

export type Action = (state: State) => State;

/** One state, changed by pure actions only. */
export type Store = {
  get(): State;
  /** Calls `listener` after every change; gives the way to stop it. */
  subscribe(listener: () => void): () => void;
  apply(action: Action): void;
};

/** A store that holds `initial` until an action changes it. An action that gives the same state tells nobody. */
export function createStore(initial: State): Store {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    apply(action) {
      const next = action(state);
      if (next === state) return;
      state = next;
      for (const listener of [...listeners]) listener();
    },
  };
}
