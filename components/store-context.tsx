'use client';

import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from 'react';
import type { State } from '@/lib/state/state';
import { createStore, lagging, type Store } from '@/lib/state/store';

/** `later` tells of changes a frame after the store; `round` counts the stores before this one; `renew` begins with another. */
type Held = { store: Store; later: Store; round: number; renew(store: Store): void };

const StoreContext = createContext<Held | undefined>(undefined);
const LaterContext = createContext(false);

/** Holds the page's store. With another store the page below is made anew, so that no part keeps anything of its own. */
export function StoreProvider({ first, children }: { first: State; children: ReactNode }) {
  const [{ round, ...stores }, setHeld] = useState(() => ({ ...storesFrom(createStore(first)), round: 0 }));
  const renew = (next: Store) => setHeld({ ...storesFrom(next), round: round + 1 });
  return (
    <StoreContext key={round} value={{ ...stores, round, renew }}>
      {children}
    </StoreContext>
  );
}

const storesFrom = (store: Store) => ({ store, later: lagging(store, afterFrame) });

/** Calls once what there is to draw now is drawn; a tab that nobody sees has no frames. */
function afterFrame(tell: () => void): void {
  if (document.hidden) setTimeout(tell);
  else requestAnimationFrame(() => setTimeout(tell));
}

/**
 * What is below draws a change a frame after what is above it: what is typed, decoded and proved is seen at once, and what
 * is said of it in the next moment.
 */
export function AFrameLater({ children }: { children: ReactNode }) {
  return <LaterContext value={true}>{children}</LaterContext>;
}

/** The store, how often it was renewed, and the way to do so. */
export function useHeld(): Held {
  const held = useContext(StoreContext);
  if (!held) throw new Error('a component that needs the store stands outside StoreProvider');
  return held;
}

export function useStore(): Store {
  const { store, later } = useHeld();
  return useContext(LaterContext) ? later : store;
}

/** What `select` gives of the state; the component is drawn again when that value is another one. */
export function useSelect<Value>(select: (state: State) => Value): Value {
  return useSelected(useStore(), select);
}

/** The same, a frame later. */
export function useLaterSelect<Value>(select: (state: State) => Value): Value {
  return useSelected(useHeld().later, select);
}

function useSelected<Value>(store: Store, select: (state: State) => Value): Value {
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
