'use client';

import { useId, useState } from 'react';
import type { Finding } from '@/lib/checks/check';
import { acceptFinding } from '@/lib/state/accepted';
import { Button } from './button';
import { useStore } from './store-context';

const SMALL = 'rounded text-xs leading-[24px] text-muted hover:text-ink hover:underline';

/** Accepts a finding for this review, with a note if one is given; or takes that back. */
export function AcceptFinding({ finding, note }: { finding: Finding; note: string | undefined }) {
  const store = useStore();
  const id = useId();
  const [text, setText] = useState<string>();
  const { title } = finding.check;

  function decide(decided: string | undefined) {
    store.apply((state) => acceptFinding(state, finding, decided));
    setText(undefined);
  }

  if (note !== undefined) {
    return (
      <p className="break-words text-ink">
        <strong>Accepted</strong>
        {note !== '' && `: ${note}`}{' '}
        <button
          type="button"
          className={SMALL}
          onClick={() => decide(undefined)}
          aria-label={`Undo accepting: ${title}`}
        >
          Undo
        </button>
      </p>
    );
  }
  if (text === undefined) {
    return (
      <button type="button" className={SMALL} onClick={() => setText('')} aria-label={`Accept: ${title}…`}>
        Accept…
      </button>
    );
  }
  return (
    <form
      className="mt-1 flex flex-wrap items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        decide(text.trim());
      }}
      onKeyDown={(event) => event.key === 'Escape' && setText(undefined)}
    >
      <label htmlFor={id} className="text-muted">
        Why it is accepted
      </label>
      <input
        id={id}
        ref={(field) => field?.focus()}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        autoComplete="off"
        className="min-w-0 flex-1 basis-40 rounded-md border border-line bg-surface px-2 py-1 text-ink hover:border-edge"
      />
      <Button type="submit" look="framed">
        Accept
      </Button>
      <button type="button" className={SMALL} onClick={() => setText(undefined)}>
        Cancel
      </button>
    </form>
  );
}
