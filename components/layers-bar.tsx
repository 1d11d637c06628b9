'use client';

import { useMemo } from 'react';
import { closeNested, layersOf, openNested } from '@/lib/state/layers';
import { viewOf } from '@/lib/state/view';
import { Button } from './button';
import { useAct, useSelect, useStore } from './store-context';

/** The tokens around and inside the one that is shown, each with what is said of it, and the ways to go to them. */
export function LayersBar({ className = '' }: { className?: string }) {
  const store = useStore();
  const act = useAct();
  const view = useSelect(viewOf);
  const outer = useSelect((state) => state.outer);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the layers follow from these two parts of the state
  const layers = useMemo(() => layersOf(store.get()), [view, outer]);
  if (layers.length < 2) return null;
  return (
    <nav aria-label="Layers" className={`rounded-pane border border-line bg-surface px-3 py-2 ${className}`}>
      <ol className="flex flex-wrap items-center gap-x-2 gap-y-1">
        {layers.map(({ form, verdict, place, inner }, index) => (
          // A layer is known by its depth.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={index} aria-current={place === 'shown' ? 'step' : undefined} className="flex items-center gap-2">
            {index > 0 && (
              <span aria-hidden className="text-muted">
                {place === 'inner' && index > outer.length + 1 ? 'and' : '›'}
              </span>
            )}
            <span className={place === 'shown' ? 'font-semibold' : 'text-muted'}>
              {form}: {verdict}
            </span>
            {place === 'outer' && index === outer.length - 1 && (
              <Button look="framed" onClick={() => act(closeNested)}>
                Back to it
              </Button>
            )}
            {inner && (
              <Button look="framed" onClick={() => act(openNested, inner)} aria-label={`Open the ${form}`}>
                Open
              </Button>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
