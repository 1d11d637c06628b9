'use client';

import { type ComponentType, useEffect, useState } from 'react';

/**
 * A part of the page whose code comes when it is first wanted; undefined until it is here, and where it cannot be had.
 * `load` is the same function every time.
 */
export function useLater<Props>(
  wanted: boolean,
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> | undefined {
  const [loaded, setLoaded] = useState<{ Part: ComponentType<Props> }>();

  useEffect(() => {
    if (!wanted || loaded) return;
    let isWaiting = true;
    load().then(
      (Part) => isWaiting && setLoaded({ Part }),
      // Without a connection the rest of the page goes on; asked for again, it is tried again.
      () => undefined,
    );
    return () => {
      isWaiting = false;
    };
  }, [wanted, loaded, load]);

  return wanted ? loaded?.Part : undefined;
}
