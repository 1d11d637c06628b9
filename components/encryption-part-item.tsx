'use client';

import { useState } from 'react';
import { setMark } from '@/lib/state/actions';
import type { EncryptionPart } from '@/lib/state/encryption-parts';
import type { Mark } from '@/lib/state/state';
import { Button } from './button';
import { Bytes } from './bytes';
import { SEGMENTS } from './segments';
import { useSelect, useStore } from './store-context';

/** One part of an encrypted token: its name as it looks in the token, its length, its purpose, and its octets on demand. */
export function EncryptionPartItem({ item: { title, part, purpose, recipient } }: { item: EncryptionPart }) {
  const store = useStore();
  const [open, setOpen] = useState(false);
  const isMarked = useSelect(({ mark }) => isWithin(mark, part));
  const { length } = part.bytes;

  function point(by: Mark['by']) {
    const { name, start, end } = part;
    store.apply((state) => setMark(state, { part: name, span: { start, end }, by }));
  }

  function unpoint(by: Mark['by']) {
    store.apply((state) => (state.mark?.by === by ? setMark(state, undefined) : state));
  }

  return (
    // The pointer shows what the keyboard shows too, on the button inside.
    <li
      className={`rounded-sm ${isMarked ? 'marked' : ''}`}
      onMouseEnter={() => point('pointer')}
      onMouseLeave={() => unpoint('pointer')}
    >
      <div className="flex flex-wrap items-baseline gap-x-2">
        <span className="min-w-[22ch] font-mono text-[13px]">
          <span className={SEGMENTS[part.name]}>{title}</span>
        </span>
        <Button
          aria-expanded={open}
          aria-label={`${title}: ${length} bytes in hexadecimal`}
          disabled={length === 0}
          onClick={() => setOpen(!open)}
          onFocus={() => point('caret')}
          onBlur={() => unpoint('caret')}
          className="min-h-6 min-w-20 px-0! py-0! text-left tabular-nums"
        >
          {length.toLocaleString('en')} {length === 1 ? 'byte' : 'bytes'}
        </Button>
        <span className="min-w-0 flex-1 basis-56 text-[13px]">{purpose}</span>
      </div>
      {recipient && (
        <p className="break-words">
          {recipient.alg.slice(0, 40)}
          {recipient.kid !== undefined && (
            <code className="ml-2 font-mono text-xs">kid {recipient.kid.slice(0, 100)}</code>
          )}
          {recipient.isOpened && <strong className="ml-2 text-accent">opened with this key</strong>}
        </p>
      )}
      {open && <Bytes bytes={part.bytes} className="overflow-x-auto py-1 font-mono text-[13px]" />}
    </li>
  );
}

/** Whether what is marked lies in this part; of a plaintext, which has no place of its own, all of the ciphertext does. */
function isWithin(mark: Mark | undefined, { start, end }: EncryptionPart['part']): boolean {
  const span = mark?.span;
  return span !== undefined && span.start < span.end && span.start >= start && span.end <= end;
}
