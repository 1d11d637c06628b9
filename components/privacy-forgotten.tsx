'use client';

import { useEffect, useState } from 'react';
import { Button } from './button';

/** Says what "Forget all" has done; it stands below the page's text and takes no room. */
export function PrivacyForgotten() {
  const [isSaid, setSaid] = useState(false);
  const [isRead, setRead] = useState(false);
  // The text comes after the place for it, or it would not be read out.
  useEffect(() => setSaid(true), []);
  return (
    <div
      className={`fixed inset-x-4 bottom-4 z-20 mx-auto flex w-fit max-w-2xl items-center gap-3 rounded-pane border border-edge bg-surface px-4 py-2 ${isRead ? 'hidden' : ''}`}
    >
      <p role="status" aria-label="Forgotten">
        {isSaid &&
          'All is forgotten: token, key, expectations, notes and every step of undo. What you copied or downloaded is still where you put it.'}
      </p>
      <Button look="framed" onClick={() => setRead(true)}>
        OK
      </Button>
    </div>
  );
}
