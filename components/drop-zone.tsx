'use client';

import { type DragEvent, type ReactNode, useState } from 'react';
import { setDetachedPayload } from '@/lib/state/detached-payload';
import { fileText } from '@/lib/state/file-text';
import { takeText } from '@/lib/state/given-text';
import { GivenFiles } from './given-files';
import { useAct } from './store-context';

/**
 * Takes files and texts that are dropped on it: a key goes to the key field, a detached payload to its own while that is
 * open, all else to the token field.
 */
export function DropZone({ children }: { children: ReactNode }) {
  const act = useAct();
  const [over, setOver] = useState(false);

  async function drop(event: DragEvent) {
    setOver(false);
    // A part of the page has taken it already.
    if (event.defaultPrevented) return;
    event.preventDefault();
    const files = [...event.dataTransfer.files];
    const isPayload = event.target instanceof Element && event.target.closest('[data-drop="payload"]') !== null;
    if (isPayload && files[0]) {
      act(setDetachedPayload, new Uint8Array(await files[0].arrayBuffer()));
      return;
    }
    const texts = files.length > 0 ? await Promise.all(files.map(fileText)) : [event.dataTransfer.getData('text')];
    for (const text of texts) act(takeText, text);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the fields and "Open…" are the first
    <div
      className="relative"
      onDragEnter={(event) => event.dataTransfer.types.some((type) => type === 'Files') && setOver(true)}
      onDragOver={(event) => {
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={drop}
    >
      <GivenFiles />
      {children}
      {over && (
        <p className="pointer-events-none absolute inset-2 grid place-items-center rounded-pane border-2 border-dashed border-accent bg-surface/90 text-base">
          Drop a token or key file: it is read here and goes nowhere
        </p>
      )}
    </div>
  );
}
