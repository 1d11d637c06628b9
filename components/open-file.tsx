'use client';

import { useId } from 'react';
import { fileText } from '@/lib/state/file-text';

/** Opens a file of the person's and gives its text; nothing is uploaded. */
export function OpenFile({ onText, children }: { onText(text: string): void; children: string }) {
  const id = useId();
  return (
    <label
      htmlFor={id}
      className="cursor-pointer rounded-md px-2 py-1 whitespace-nowrap text-muted hover:bg-page hover:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
    >
      {children}
      <input
        id={id}
        type="file"
        className="sr-only"
        onChange={async (event) => {
          const input = event.currentTarget;
          const file = input.files?.[0];
          if (file) onText(await fileText(file));
          input.value = '';
        }}
      />
    </label>
  );
}
