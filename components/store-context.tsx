'use client';

import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { State } from '@/lib/state/state';
import type { Store } from '@/lib/state/store';

const StoreContext = createContext<Store | undefined>(undefined);

export function StoreProvider({ store, children }: { store: Store; children: ReactNode }) {
  return <StoreContext value={store}>{children}</StoreContext>;
}

export function useStore(): Store {
  const store = useContext(StoreContext);
  if (!store) throw new Error('a component that needs the store stands outside StoreProvider');
  return store;
}

/** What `select` gives of the state; the component is drawn again when that value is another one. */
export function useSelect<Value>(select: (state: State) => Value): Value {
  const store = useStore();
  const read = () => select(store.get());
  return useSyncExternalStore(store.subscribe, read, read);
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
