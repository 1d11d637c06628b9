'use client';

import { parse } from 'devalue';
import { startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { Debugger } from './debugger';

const ID = 'debugger';

/** The whole page, in an element that says what it began with: `first` is a state as devalue writes it. */
export function DebuggerRoot({ first }: { first: string }) {
  return (
    <div id={ID} data-first={first} className="contents">
      <Debugger first={parse(first)} />
    </div>
  );
}

/** Takes the page's markup over. */
function makeLive(): void {
  const root = document.getElementById(ID);
  const first = root?.dataset.first;
  if (root && first) startTransition(() => void hydrateRoot(root, <Debugger first={parse(first)} />));
}

// The finished build begins with this module (scripts/page-start.mjs). Where Next's own client runs, in development, that
// makes the page live.
if (typeof document !== 'undefined' && !('next' in window)) makeLive();
