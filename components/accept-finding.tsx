'use client';

import { type ComponentProps, type ComponentType, useState } from 'react';
import type { Finding } from '@/lib/checks/check';
import { acceptFinding } from '@/lib/state/accepted';
import type { AcceptForm } from './accept-form';
import { useStore } from './store-context';

const SMALL = 'rounded text-xs leading-[24px] text-muted hover:text-ink hover:underline';

type Opened = { Form: ComponentType<ComponentProps<typeof AcceptForm>> };

/** Accepts a finding for this review, with a note if one is given; or takes that back. */
export function AcceptFinding({ finding, note }: { finding: Finding; note: string | undefined }) {
  const store = useStore();
  const [opened, setOpened] = useState<Opened>();
  const { title } = finding.check;

  async function open() {
    const loaded = await import('./accept-form').catch(() => undefined);
    if (loaded) setOpened({ Form: loaded.AcceptForm });
  }

  function decide(decided: string | undefined) {
    setOpened(undefined);
    if (decided !== undefined) store.apply((state) => acceptFinding(state, finding, decided));
  }

  if (note !== undefined) {
    return (
      <p className="break-words text-ink">
        <strong>Accepted</strong>
        {note !== '' && `: ${note}`}{' '}
        <button
          type="button"
          className={SMALL}
          onClick={() => store.apply((state) => acceptFinding(state, finding, undefined))}
          aria-label={`Undo accepting: ${title}`}
        >
          Undo
        </button>
      </p>
    );
  }
  if (opened) return <opened.Form onDecided={decide} />;
  return (
    <button type="button" className={SMALL} onClick={open} aria-label={`Accept: ${title}…`}>
      Accept…
    </button>
  );
}
