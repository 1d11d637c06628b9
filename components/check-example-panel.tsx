'use client';

import { useEffect, useState } from 'react';
import { checkInFragment } from '@/lib/state/fragment';
import { useStore } from './store-context';

type Shown = { kind: 'none' } | { kind: 'loading' } | { kind: 'failed'; reason: string };

/** Shows the example that the address asks for (`#check=expired`), now and whenever it asks again. */
export function CheckExamplePanel() {
  const store = useStore();
  const [shown, setShown] = useState<Shown>({ kind: 'none' });

  useEffect(() => {
    let stop: (() => void) | undefined;
    let asked: string | undefined;
    const take = async () => {
      const id = checkInFragment(location.hash);
      if (id === undefined) return;
      asked = id;
      history.replaceState(history.state, '', location.pathname);
      setShown({ kind: 'loading' });
      const outcome = await findExample(id);
      if (asked !== id) return;
      if (outcome.kind === 'failed') return setShown(outcome);
      setShown({ kind: 'none' });
      const { example, loadExample, leaveExample } = outcome;
      stop?.();
      store.apply((state) => loadExample(state, example, performance.now()));
      stop = store.subscribe(() => store.apply((state) => leaveExample(state, example)));
    };
    const listen = () => void take();
    listen();
    addEventListener('hashchange', listen);
    return () => {
      asked = undefined;
      stop?.();
      removeEventListener('hashchange', listen);
    };
  }, [store]);

  if (shown.kind === 'none') return null;
  return (
    <p
      role={shown.kind === 'failed' ? 'alert' : 'status'}
      className={`px-3 py-2 ${shown.kind === 'failed' ? 'text-bad' : 'text-muted'}`}
    >
      {shown.kind === 'failed' ? shown.reason : 'Loading the example…'}
    </p>
  );
}

async function findExample(id: string) {
  const failed = (reason: string) => ({ kind: 'failed' as const, reason });
  const loaded = await Promise.all([import('@/lib/checks/live-examples'), import('@/lib/state/live-example')]).catch(
    () => undefined,
  );
  if (!loaded) return failed('The example cannot be loaded: there is no connection.');
  const [{ liveExample }, actions] = loaded;
  const example = await liveExample(id).catch(() => 'unsupported' as const);
  if (example === 'unsupported') return failed('This browser has no algorithm to make the example with.');
  return example ? { kind: 'found' as const, example, ...actions } : failed('There is no check of that name.');
}
