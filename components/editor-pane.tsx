'use client';

import { useState } from 'react';
import type { JsonProblem } from '@/lib/encoding/json-node';
import type { Span } from '@/lib/jose/token';
import { editPart } from '@/lib/state/actions';
import { completeAt, explainAt } from '@/lib/state/assistance';
import { redo, undo } from '@/lib/state/history';
import type { PaneText } from '@/lib/state/pane';
import type { EditablePart } from '@/lib/state/parts';
import { JsonEditor } from './json-editor/json-editor';
import { MarginNote } from './margin-note';
import { useAct, useStore } from './store-context';
import { useMarginNotes } from './use-margin-notes';

export type EditorPaneProps = {
  label: string;
  part: EditablePart;
  pane: PaneText;
  marked: Span | undefined;
  problems: readonly JsonProblem[];
  /** Where the cursor stood in the field whose place it takes. */
  selection: Span & { field: HTMLTextAreaElement };
  onPoint(span: Span | undefined, by: 'pointer' | 'caret'): void;
  onReady(): void;
};

/** The editor in a pane, with the same margin notes as the painted text had. */
export function EditorPane({ label, part, pane, marked, problems, selection, onPoint, onReady }: EditorPaneProps) {
  const store = useStore();
  const act = useAct();
  const notes = useMarginNotes(part, pane.painted);
  const [tops, setTops] = useState<readonly (number | undefined)[]>([]);
  const lines = pane.part.shown.split('\n', 400);

  return (
    <div className="absolute inset-0 after:pointer-events-none after:absolute after:inset-0 after:z-10 focus-within:after:outline-2 focus-within:after:-outline-offset-2 focus-within:after:outline-accent">
      <JsonEditor
        label={label}
        part={part}
        text={pane.part.shown}
        readOnly={pane.locked !== undefined}
        initialSelection={selection}
        takesFocus={() => document.activeElement === selection.field}
        marks={marked ? [marked] : []}
        problems={problems}
        onChange={(text) => act(editPart, part, text)}
        onUndo={() => store.apply(undo)}
        onRedo={() => store.apply(redo)}
        onCaret={(span) => onPoint(span, 'caret')}
        onHover={(offset) => onPoint(offset === undefined ? undefined : { start: offset, end: offset }, 'pointer')}
        explain={(offset) => explainAt(store.get(), part, offset)}
        complete={(offset) => completeAt(store.get(), part, offset)}
        onReady={onReady}
        onLayout={(lineTop) => setTops(lines.map((_, index) => lineTop(index + 1)))}
      />
      <div className="pointer-events-none absolute inset-0 overflow-hidden font-mono text-[13px]">
        {notes.map((note) => {
          const top = tops[note.line];
          if (top === undefined) return null;
          return (
            <div key={note.line} className="absolute inset-x-0 h-5" style={{ top }}>
              <MarginNote note={note} after={lines[note.line]?.length ?? 0} />
            </div>
          );
        })}
      </div>
    </div>
  );
}
