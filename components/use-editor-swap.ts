'use client';

import { type ComponentType, type FocusEvent, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { EditorPaneProps } from './editor-pane';

type Opened = { Editor: ComponentType<EditorPaneProps>; selection: EditorPaneProps['selection'] };

/** Long enough to tell a pointer that rests from one that passes, in milliseconds. */
const REST = 250;

async function loadEditor() {
  const { preloadEditor } = await import('./json-editor/load-monaco');
  const [{ EditorPane }] = await Promise.all([import('./editor-pane'), preloadEditor()]);
  return EditorPane;
}

/**
 * Puts the editor in the place of a plain field when a person means to edit: its code is fetched when the pointer rests
 * on the field, and it takes over once the field has the focus. The field stays on top until the editor is `ready`, so
 * that no key is lost. Where there is no fine pointer, no room, or no way to fetch the editor, the plain field stays and
 * `onStay` is called.
 */
export function useEditorSwap(onStay: () => void) {
  const [opened, setOpened] = useState<Opened>();
  const [ready, setReady] = useState(false);
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const composing = useRef(false);

  useEffect(() => () => clearTimeout(resting.current), []);

  async function open(field: HTMLTextAreaElement) {
    if (!matchMedia('(pointer: fine) and (min-width: 640px)').matches) return onStay();
    const Editor = await loadEditor().catch(() => undefined);
    if (!Editor) return onStay();
    const swap = () => {
      const { selectionStart: start, selectionEnd: end } = field;
      setOpened({ Editor, selection: { start, end, field } });
    };
    // A composed character is lost when its field goes.
    if (composing.current) field.addEventListener('compositionend', swap, { once: true });
    else swap();
  }

  return {
    opened,
    ready,
    // In the same moment: two text boxes of one name are one too many for who finds them by name.
    onReady: () => flushSync(() => setReady(true)),
    handlers: {
      onFocus: (event: FocusEvent<HTMLTextAreaElement>) => void open(event.currentTarget),
      onPointerEnter: () => {
        // Where it cannot be fetched now, the next try is at the focus.
        resting.current = setTimeout(() => void loadEditor().catch(() => undefined), REST);
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
