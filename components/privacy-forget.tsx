'use client';

import type { Ref } from 'react';
import { flushSync } from 'react-dom';
import { forgetAll } from '@/lib/state/forget';
import type { Store } from '@/lib/state/store';
import { Button } from './button';
import { forgetAddresses } from './privacy-asked';
import { PrivacySection } from './privacy-section';
import { useHeld } from './store-context';

/** The way to leave nothing of what was given. `button` is its one button. */
export function PrivacyForget({ button }: { button: Ref<HTMLButtonElement> }) {
  const { store, renew } = useHeld();

  function forget() {
    let fresh: Store | undefined;
    // The fields are emptied before they go, so that no copy hangs on in a field that something else still knows.
    flushSync(() => {
      fresh = forgetAll(store);
    });
    forgetAddresses();
    // Neither the address nor its entry in the history says anything.
    history.replaceState(history.state, '', location.pathname);
    if (fresh) renew(fresh);
  }

  return (
    <PrivacySection name="Forget all">
      <p>
        Takes token, key, passphrase, expectations, accepted findings and their notes, search results and every step of
        undo out of this tab’s memory, and ends its workers. There is no way back.
      </p>
      <p>
        <Button ref={button} look="framed" onClick={forget}>
          Forget all now
        </Button>
      </p>
      <p className="text-muted">
        What you copied stays on the clipboard, and what you downloaded stays a file: those are yours. Your settings
        stay as they are.
      </p>
      <p className="text-muted">
        Closing the tab forgets the same, and so does loading the page anew; no field is filled in again. Going to
        another page with Back or Forward is no closing: the browser may hold this page in its memory for some minutes,
        so that a slip costs you nothing. On a computer that others use, forget all first, or close the tab.
      </p>
    </PrivacySection>
  );
}
