'use client';

import { useEffect, useState } from 'react';
import { canLoad } from './can-load';
import { useLater } from './use-later';
import { whenIdle } from './when-idle';

const loadNote = () => import('./offline-note').then(({ OfflineNote }) => OfflineNote);

/**
 * Keeps the page for visits without a connection, once it is at rest: nobody waits for that. What it says takes room that
 * the bar has left, so that nothing moves.
 */
export function Offline() {
  const [isAtRest, setAtRest] = useState(false);
  useEffect(() => {
    // The development server has no files to keep.
    if (process.env.NODE_ENV !== 'production') return;
    // Without a connection there is nothing to keep, nor to ask for.
    const begin = () => canLoad() && setAtRest(true);
    const stop = whenIdle(begin);
    addEventListener('online', begin);
    return () => {
      stop();
      removeEventListener('online', begin);
    };
  }, []);
  const Note = useLater(isAtRest, loadNote);
  return Note ? <Note /> : <div className="flex-1" />;
}
