'use client';

import { useEffect, useRef } from 'react';
import { Button } from './button';
import { PrivacyCheck } from './privacy-check';
import { PrivacyForget } from './privacy-forget';
import { PrivacyPolicy } from './privacy-policy';
import { PrivacyStorage } from './privacy-storage';
import { PrivacyTraffic } from './privacy-traffic';

/** `aim` is what a person came for; `onClose` is called when the panel is left. */
export type PrivacyPanelProps = { aim: 'promise' | 'forget'; onClose(): void };

/** The promise and its proofs, in a drawer over the page. Escape closes it. */
export function PrivacyPanel({ aim, onClose }: PrivacyPanelProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const forget = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    dialog.current?.showModal();
    if (aim === 'forget') forget.current?.focus();
  }, [aim]);

  return (
    <dialog
      ref={dialog}
      aria-labelledby="privacy-title"
      onClose={onClose}
      className="my-0 mr-0 ml-auto h-dvh max-h-dvh w-full max-w-2xl overflow-y-auto border-l border-line bg-surface text-ink backdrop:bg-black/40"
    >
      <div className="sticky top-0 z-10 flex min-h-12 items-center gap-3 border-b border-line bg-surface px-5">
        <h2 id="privacy-title" className="flex-1 text-base font-semibold">
          Nothing leaves this tab: the proofs
        </h2>
        <Button look="framed" onClick={() => dialog.current?.close()}>
          Close
        </Button>
      </div>
      <div className="px-5 pb-6">
        <PrivacyTraffic />
        <PrivacyForget button={forget} />
        <PrivacyStorage />
        <PrivacyPolicy />
        <PrivacyCheck />
      </div>
    </dialog>
  );
}
