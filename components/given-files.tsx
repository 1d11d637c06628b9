'use client';

import { useEffect, useState } from 'react';
import { takeText } from '@/lib/state/given-text';
import { useStore } from './store-context';

/**
 * Takes what the system gives to the installed page: what is shared with it, and files that are opened with it. The code
 * for that comes when there is something to take.
 */
export function GivenFiles() {
  const store = useStore();
  const [isLost, setLost] = useState(false);

  useEffect(() => {
    const give = (text: string) => store.apply((state) => takeText(state, text, performance.now()));
    const isShared = location.hash.startsWith('#shared=');
    const queue = 'launchQueue' in window && !matchMedia('(display-mode: browser)').matches && window.launchQueue;
    if (!isShared && !queue) return;
    import('./take-given').then(
      async ({ takeShare, takeLaunchedFiles }) => {
        if (queue) takeLaunchedFiles(queue, give);
        if (isShared) setLost(!(await takeShare(give)));
      },
      () => setLost(true),
    );
  }, [store]);

  if (!isLost) return null;
  return (
    <p role="alert" className="px-4 py-2 text-bad">
      What you shared or opened did not arrive. Try once more, or paste it.
    </p>
  );
}
