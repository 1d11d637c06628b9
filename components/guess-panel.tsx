'use client';

import { type ComponentType, useEffect, useState } from 'react';
import { viewOf } from '@/lib/state/view';
import { canLoad } from './can-load';
import type { GuessPaneProps } from './guess-pane';
import { useSelect } from './store-context';
import { whenIdle } from './when-idle';

/** The search for the secret of a token that one signed; its code comes when the page has nothing else to do. */
export function GuessPanel({ className = '' }: GuessPaneProps) {
  const isWanted = useSelect((state) => viewOf(state).algorithm?.family === 'hmac');
  const [loaded, setLoaded] = useState<{ Pane: ComponentType<GuessPaneProps> }>();

  useEffect(() => {
    if (!isWanted || loaded) return;
    const load = () => {
      // Where it cannot be had the page does without it, silently, until there is a connection.
      if (!canLoad()) return;
      import('./guess-pane').then(
        ({ GuessPane }) => setLoaded({ Pane: GuessPane }),
        () => {},
      );
    };
    const cancel = whenIdle(load);
    addEventListener('online', load);
    return () => {
      cancel();
      removeEventListener('online', load);
    };
  }, [isWanted, loaded]);

  return isWanted && loaded ? <loaded.Pane className={className} /> : null;
}
