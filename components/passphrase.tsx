'use client';

import { setPassphrase } from '@/lib/state/actions';
import { viewOf } from '@/lib/state/view';
import { useAct, useSelect } from './store-context';

/** Asks for the passphrase of an encrypted private key; nothing for any other key. */
export function Passphrase() {
  const act = useAct();
  const { reading } = useSelect(viewOf);
  const passphrase = useSelect((state) => state.key.passphrase);
  const isWanted =
    reading.kind === 'unreadable'
      ? reading.code === 'passphrase-needed' || reading.code === 'wrong-passphrase'
      : reading.kind === 'key' && reading.key.source === 'encrypted-pkcs8';
  if (!isWanted && passphrase === undefined) return null;
  return (
    <input
      type="password"
      aria-label="Passphrase"
      placeholder="Passphrase"
      // The browser's password store is a place outside this tab.
      autoComplete="off"
      value={passphrase ?? ''}
      onChange={(event) => act(setPassphrase, event.currentTarget.value)}
      className="min-w-0 rounded-md border border-line bg-surface px-2 py-1 text-ink"
    />
  );
}
