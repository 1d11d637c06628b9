'use client';

import { useId, useState } from 'react';
import { Button } from './button';

/** Asks why a finding is accepted; an empty answer is one too. */
export function AcceptForm({ onDecided }: { onDecided(note: string | undefined): void }) {
  const id = useId();
  const [text, setText] = useState('');
  return (
    <form
      className="mt-1 flex flex-wrap items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        onDecided(text.trim());
      }}
      onKeyDown={(event) => event.key === 'Escape' && onDecided(undefined)}
    >
      <label htmlFor={id} className="text-muted">
        Why it is accepted
      </label>
      <input
        id={id}
        // biome-ignore lint/a11y/noAutofocus: it opens where the person has just asked for it
        autoFocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        autoComplete="off"
        className="min-w-0 flex-1 basis-40 rounded-md border border-line bg-surface px-2 py-1 text-ink hover:border-edge"
      />
      <Button type="submit" look="framed">
        Accept
      </Button>
      <Button className="text-xs" onClick={() => onDecided(undefined)}>
        Cancel
      </Button>
    </form>
  );
}
