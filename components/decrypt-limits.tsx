'use client';

import { limitOffer } from '@/lib/state/decrypt-limits';
import { useSelect } from './store-context';
import { useLater } from './use-later';

const loadPanel = async () => (await import('./decrypt-limits-panel')).DecryptLimitsPanel;

/** The way past a guard that has kept a token from being decrypted; nothing where none has. */
export function DecryptLimits({ className }: { className?: string }) {
  const offer = useSelect(limitOffer);
  const Panel = useLater(offer !== undefined, loadPanel);
  return offer && Panel ? <Panel offer={offer} className={className} /> : null;
}
