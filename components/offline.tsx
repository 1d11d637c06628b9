'use client';

import { useEffect, useState } from 'react';
import { useLater } from './use-later';
import { whenIdle } from './when-idle';

const loadNote = () => import('./offline-note').then(({ OfflineNote }) => OfflineNote);

/**
 * Keeps the page for visits without a connection, once it is at rest: nobody waits for that. What it says takes room that
 * the bar has left, so that nothing moves.
 */
export function Offline() {
  const [isAtRest, setAtRest] = useState(false);
  // The development server has no files to keep.
  useEffect(() => (process.env.NODE_ENV === 'production' ? whenIdle(() => setAtRest(true)) : undefined), []);
  const Note = useLater(isAtRest, loadNote);
  return Note ? <Note /> : <div className="flex-1" />;
}
