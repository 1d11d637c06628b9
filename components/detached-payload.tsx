'use client';

import { useRef } from 'react';
import { detachedText, dropDetachedPayload, setDetachedPayload } from '@/lib/state/detached-payload';
import { redo, undo } from '@/lib/state/history';
import { Button } from './button';
import { Field } from './field';
import { OpenFile } from './open-file';
import { useAct, useSelect, useStore } from './store-context';

/** The field for a payload that travels apart from its token: typed, pasted, dropped or opened as a file. */
export function DetachedPayload({ onClose }: { onClose(): void }) {
  const store = useStore();
  const act = useAct();
  const given = useSelect(detachedText);
  const field = useRef<HTMLTextAreaElement>(null);
  return (
    <>
      <div data-drop="payload" className="min-h-0 flex-1 overflow-x-hidden overflow-y-auto">
        <Field
          ref={field}
          name="Detached payload"
          // A person asked for this field a moment ago.
          autoFocus
          value={given.text}
          readOnly={given.isBinary}
          placeholder="Paste the payload that was signed, exactly as it was, or drop its file here"
          onChange={(event) => act(setDetachedPayload, event.currentTarget.value)}
          onUndo={() => store.apply(undo)}
          onRedo={() => store.apply(redo)}
        />
      </div>
      <p className="flex flex-wrap items-center gap-1 border-t border-line px-2 py-1">
        <OpenFile onFile={async (file) => act(setDetachedPayload, new Uint8Array(await file.arrayBuffer()))}>
          Open file…
        </OpenFile>
        <Button
          onClick={() => {
            act(dropDetachedPayload);
            onClose();
          }}
        >
          There is none
        </Button>
        <Button onClick={onClose} className="ml-auto">
          Done
        </Button>
      </p>
    </>
  );
}
