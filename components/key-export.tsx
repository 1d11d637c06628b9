'use client';

import { exportReading, keyForms } from '@/lib/state/key-export';
import { viewOf } from '@/lib/state/view';
import { KeyForms } from './key-forms';
import { useSelect } from './store-context';

/** The key in another form; a key set has this in its table, key by key. */
export function KeyExport() {
  const view = useSelect(viewOf);
  return <KeyForms name="key" forms={keyForms(view.reading)} make={(format) => exportReading(view, format)} />;
}
