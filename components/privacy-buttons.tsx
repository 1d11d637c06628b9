'use client';

import { useState } from 'react';
import { Button } from './button';
import type { PrivacyPanelProps } from './privacy-panel';
import { useHeld } from './store-context';
import { useLater } from './use-later';

const loadPanel = async () => (await import('./privacy-panel')).PrivacyPanel;
const loadForgotten = async () => (await import('./privacy-forgotten')).PrivacyForgotten;

/** The promise, which opens its proofs, and the way to have everything forgotten. Their code comes with the click. */
export function PrivacyButtons() {
  const [aim, setAim] = useState<PrivacyPanelProps['aim']>();
  const { round } = useHeld();
  const Panel = useLater(aim !== undefined, loadPanel);
  const Forgotten = useLater(round > 0, loadForgotten);

  return (
    <>
      <Button
        aria-haspopup="dialog"
        title="What left this tab, what is kept, and how to check it"
        className="ml-auto text-good! max-sm:px-0"
        onClick={() => setAim('promise')}
      >
        <span aria-hidden>◉ </span>
        Nothing leaves this tab
      </Button>
      <Button aria-haspopup="dialog" className="max-sm:hidden" onClick={() => setAim('forget')}>
        Forget all…
      </Button>
      {aim && Panel && <Panel aim={aim} onClose={() => setAim(undefined)} />}
      {Forgotten && <Forgotten />}
    </>
  );
}
