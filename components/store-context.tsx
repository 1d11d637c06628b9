'use client';

import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from 'react';
import type { State } from '@/lib/state/state';
import { createStore, type Store } from '@/lib/state/store';

/** `round` counts the stores before this one; `renew` begins with another. */
type Held = { store: Store; round: number; renew(store: Store): void };

const StoreContext = createContext<Held | undefined>(undefined);

/** Holds the page's store. With another store the page below is made anew, so that no part keeps anything of its own. */
export function StoreProvider({ first, children }: { first: State; children: ReactNode }) {
  const [{ store, round }, setHeld] = useState(() => ({ store: createStore(first), round: 0 }));
  const renew = (next: Store) => setHeld({ store: next, round: round + 1 });
  return (
    <StoreContext key={round} value={{ store, round, renew }}>
      {children}
    </StoreContext>
  );
}

/** The store, how often it was renewed, and the way to do so. */
export function useHeld(): Held {
  const held = useContext(StoreContext);
  if (!held) throw new Error('a component that needs the store stands outside StoreProvider');
  return held;
}

export function useStore(): Store {
  return useHeld().store;
}

/** What `select` gives of the state; the component is drawn again when that value is another one. */
export function useSelect<Value>(select: (state: State) => Value): Value {
  const store = useStore();
  return useSyncExternalStore(
    store.subscribe,
    () => select(store.get()),
    // A part that becomes live later finds in the markup what the page began with.
    () => select(store.first()),
  );
}

/**
 * Applies an action of the person's, with the moment it was done: `act(editPart, 'payload', text)`.
 */
export function useAct() {
  const store = useStore();
  return <Rest extends unknown[]>(
    action: (state: State, ...rest: [...Rest, at: number]) => State,
    ...rest: Rest
  ): void => store.apply((state) => action(state, ...rest, performance.now()));
}
