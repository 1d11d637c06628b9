'use client';

import { type FocusEvent, useEffect, useRef, useState } from 'react';

type Selection = { start: number; end: number; focused: boolean };

/** Long enough to tell a pointer that rests from one that passes. */
const REST = 250;

/**
 * Puts the editor in the place of a plain field when a person means to edit: its code is fetched when the pointer rests
 * on the field, and it takes over once the field has the focus. Where there is no fine pointer, or no room, the plain
 * field stays and `onStay` is called.
 */
export function useEditorSwap(onStay: () => void) {
  const [opened, setOpened] = useState<Selection>();
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const field = useRef<HTMLTextAreaElement>(null);
  const composing = useRef(false);

  useEffect(() => () => clearTimeout(resting.current), []);

  async function open(textarea: HTMLTextAreaElement) {
    field.current = textarea;
    if (!matchMedia('(pointer: fine) and (min-width: 640px)').matches) return onStay();
    const { preloadEditor } = await import('./json-editor/load-monaco');
    await preloadEditor().catch(() => onStay());
    if (composing.current) {
      textarea.addEventListener('compositionend', () => swap(textarea), { once: true });
    } else {
      swap(textarea);
    }
  }

  function swap(textarea: HTMLTextAreaElement) {
    const { selectionStart: start, selectionEnd: end } = textarea;
    setOpened({ start, end, focused: document.activeElement === textarea });
  }

  return {
    opened,
    handlers: {
      onFocus: (event: FocusEvent<HTMLTextAreaElement>) => void open(event.currentTarget),
      onPointerEnter: () => {
        resting.current = setTimeout(
          () => void import('./json-editor/load-monaco').then((m) => m.preloadEditor()),
          REST,
        );
      },
      onPointerLeave: () => clearTimeout(resting.current),
      onCompositionStart: () => {
        composing.current = true;
      },
      onCompositionEnd: () => {
        composing.current = false;
      },
    },
  };
}
