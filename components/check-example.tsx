'use client';

import { type ComponentType, useEffect, useState } from 'react';

/** Where the address asks for the example of a check (`#check=expired`), what shows it; its code comes with the asking. */
export function CheckExample() {
  const [loaded, setLoaded] = useState<{ Panel: ComponentType }>();
  const [isMissing, setMissing] = useState(false);

  useEffect(() => {
    const look = () => {
      if (!location.hash.startsWith('#check=')) return;
      import('./check-example-panel').then(
        ({ CheckExamplePanel }) => setLoaded({ Panel: CheckExamplePanel }),
        () => setMissing(true),
      );
    };
    look();
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, []);

  if (loaded) return <loaded.Panel />;
  return isMissing ? <p className="px-3 py-2 text-bad">The example cannot be loaded: there is no connection.</p> : null;
}
