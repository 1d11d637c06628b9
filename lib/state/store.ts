import type { State } from './state';

export type Action = (state: State) => State;

/** One state, changed by pure actions only. */
export type Store = {
  get(): State;
  /** The state that it began with: what the page's markup shows until a part of it is live. */
  first(): State;
  /** Calls `listener` after every change; gives the way to stop it. */
  subscribe(listener: () => void): () => void;
  apply(action: Action): void;
  /** Holds this state for good: actions that come later, of work that was under way, change nothing and are not kept. */
  end(state: State): void;
};

/** A store that holds `initial` until an action changes it. An action that gives the same state tells nobody. */
export function createStore(initial: State): Store {
  let state = initial;
  let isOver = false;
  const listeners = new Set<() => void>();
  function take(next: State) {
    if (next === state) return;
    state = next;
    for (const listener of [...listeners]) listener();
  }
  return {
    get: () => state,
    first: () => initial,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    apply(action) {
      if (!isOver) take(action(state));
    },
    end(last) {
      isOver = true;
      take(last);
    },
  };
}

/**
 * The same store for those who can wait: they hear of a change when `defer` calls, and of many changes until then once; of
 * their own at once, since a field shows what is typed into it. Who asks meanwhile is told what is so.
 */
export function lagging(store: Store, defer: (tell: () => void) => void): Store {
  let isWaiting = false;
  const listeners = new Set<() => void>();
  function tell() {
    isWaiting = false;
    for (const listener of [...listeners]) listener();
  }
  store.subscribe(() => {
    if (!isWaiting) defer(tell);
    isWaiting = true;
  });
  return {
    ...store,
    apply(action) {
      store.apply(action);
      if (isWaiting) tell();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
