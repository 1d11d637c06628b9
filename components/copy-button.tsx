'use client';

import { useEffect, useState } from 'react';
import { Button } from './button';

type CopyButtonProps = {
  /** The text to copy, asked for at the click; undefined where there is none. */
  text: () => string | undefined | Promise<string | undefined>;
  children: string;
  label?: string;
  disabled?: boolean;
};

/** Copies a text and says for a moment that it did, or why it could not. */
export function CopyButton({ text, children, label, disabled }: CopyButtonProps) {
  const [said, setSaid] = useState<string>();

  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(undefined), 1500);
    return () => clearTimeout(timer);
  }, [said]);

  async function copy() {
    try {
      const content = await text();
      if (content === undefined) return;
      await navigator.clipboard.writeText(content);
      setSaid('Copied');
    } catch {
      setSaid('Not allowed');
    }
  }

  return (
    <Button onClick={copy} aria-label={said ? undefined : label} disabled={disabled}>
      <span aria-live="polite">{said ?? children}</span>
    </Button>
  );
}
