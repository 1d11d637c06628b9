'use client';

import { type ComponentType, useEffect, useState } from 'react';
import { canLoad } from './can-load';
import { AFrameLater } from './store-context';
import { whenIdle } from './when-idle';

type RowProps = { className?: string };

/** What a reviewer sets and takes away: it stands below the token, and its code comes when the page is at rest. */
export function ReviewRow({ className = '' }: RowProps) {
  const [loaded, setLoaded] = useState<{ Panes: ComponentType }>();
  const [isMissing, setMissing] = useState(false);

  useEffect(() => {
    const load = () => {
      // Without a connection there is nothing to ask for, unless it is kept; it is asked for when there is one.
      if (!canLoad()) return;
      import('./review-panes').then(
        ({ ReviewPanes }) => setLoaded({ Panes: ReviewPanes }),
        () => setMissing(true),
      );
    };
    const stop = whenIdle(load);
    addEventListener('online', load);
    return () => {
      stop();
      removeEventListener('online', load);
    };
  }, []);

  return (
    <div className={`grid items-start gap-[14px] sm:grid-cols-2 xl:grid-cols-3 ${className}`}>
      {loaded && (
        <AFrameLater>
          <loaded.Panes />
        </AFrameLater>
      )}
      {isMissing && <p className="text-bad">Expectations, code and report could not be loaded. Reload the page.</p>}
    </div>
  );
}
