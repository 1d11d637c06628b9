'use client';

import { useEffect, useRef, useState } from 'react';
import { type Kept, watchOffline } from '@/lib/state/offline';
import { Button } from './button';
import { offerInstalling } from './offer-installing';
import { UpdateOffer } from './update-offer';
import { whenIdle } from './when-idle';

/** Says once the page is kept, and quietly offers a newer version; without a service worker it says nothing. */
export function OfflineNote() {
  const [kept, setKept] = useState<Kept>('nothing');
  const [isLater, setLater] = useState(false);
  const watch = useRef<ReturnType<typeof watchOffline>>(undefined);

  useEffect(() => {
    const container = navigator.serviceWorker;
    if (!container) return;
    const controller = new AbortController();
    const stop = whenIdle(() => {
      const build = document.querySelector<HTMLMetaElement>('meta[name="build"]')?.content ?? '';
      watch.current = watchOffline(controller.signal, { container, build, reload: () => location.reload() }, (now) => {
        setKept(now);
        if (now !== 'nothing') offerInstalling();
      });
    });
    return () => {
      stop();
      controller.abort();
    };
  }, []);

  return (
    <>
      <div className="@container flex-1">
        {kept === 'this-build' && (
          <p
            className="hidden text-xs whitespace-nowrap text-muted @min-[4.5rem]:block"
            title="This browser keeps every file of the page, so that all of it works without a connection. Tokens and keys are never kept."
          >
            Ready offline
          </p>
        )}
        {kept === 'newer-build' && isLater && (
          <Button look="link" className="hidden text-xs @min-[4.5rem]:block" onClick={() => setLater(false)}>
            New version…
          </Button>
        )}
      </div>
      {kept === 'newer-build' && !isLater && (
        <UpdateOffer onReload={() => watch.current?.takeNewer()} onLater={() => setLater(true)} />
      )}
    </>
  );
}
