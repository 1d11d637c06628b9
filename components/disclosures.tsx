'use client';

import { lazy, Suspense } from 'react';
import { viewOf } from '@/lib/state/view';
import { Pane } from './pane';
import { useSelect } from './store-context';

/** The pane comes with the first token that has disclosures: most have none. */
const DisclosuresPane = lazy(() =>
  import('./disclosures-pane').then(
    (loaded) => ({ default: loaded.DisclosuresPane }),
    () => ({ default: Unavailable }),
  ),
);

/** The disclosures of an SD-JWT; nothing for any other token. */
export function Disclosures({ className = '' }: { className?: string }) {
  const kind = useSelect((state) => viewOf(state).token.kind);
  if (kind !== 'sd-jwt') return null;
  return (
    <Suspense
      fallback={
        <Pane name="Disclosures" className={className} busy>
          <p className="px-3 py-2 text-muted">Reading the disclosures.</p>
        </Pane>
      }
    >
      <DisclosuresPane className={className} />
    </Suspense>
  );
}

function Unavailable({ className }: { className?: string }) {
  return (
    <Pane name="Disclosures" className={className}>
      <p className="px-3 py-2 text-bad">The disclosures’ pane could not be loaded. Reload the page.</p>
    </Pane>
  );
}
