'use client';

import { useDeferredValue, useMemo, useRef, useState } from 'react';
import type { JsonProblem } from '@/lib/encoding/json-node';
import type { Span } from '@/lib/jose/token';
import { editPart, setMark } from '@/lib/state/actions';
import { redo, undo } from '@/lib/state/history';
import { markOfShown } from '@/lib/state/marks';
import { type PaneText, shownMark } from '@/lib/state/pane';
import type { EditablePart } from '@/lib/state/parts';
import { Field } from './field';
import { JsonLines } from './json-lines';
import { later } from './later';
import { useAct, useSelect, useStore } from './store-context';
import { useEditorSwap } from './use-editor-swap';
import { useSelection } from './use-selection';

const LaterNotes = later(({ JsonNotes }) => JsonNotes);

type JsonFieldProps = { name: string; part: EditablePart; pane: PaneText; problems: readonly JsonProblem[] };

/** The JSON text of a pane: painted text to begin with, an editor once a person means to edit. */
export function JsonField({ name, part, pane, problems }: JsonFieldProps) {
  const store = useStore();
  const act = useAct();
  const label = `${name} JSON`;
  const mark = useSelect((state) => state.mark);
  const marked = useMemo(() => shownMark(pane, part, mark), [pane, part, mark]);
  const lines = useRef<HTMLDivElement>(null);
  const textarea = useRef<HTMLTextAreaElement>(null);
  const [whole, setWhole] = useState(false);
  const swap = useEditorSwap(() => setWhole(true));

  const point = (span: Span | undefined, by: 'pointer' | 'caret') =>
    store.apply((state) => setMark(state, span && markOfShown(state, part, span, by)));

  useSelection(textarea, (start, end) => point({ start, end }, 'caret'));

  // The notes follow in the next moment: what is decoded does not wait for them.
  const noted = useDeferredValue(pane.painted);
  const length = pane.part.written.length.toLocaleString('en');

  const field = (
    <Field
      ref={textarea}
      name={label}
      value={whole ? pane.part.shown : pane.painted}
      readOnly={pane.locked !== undefined || !(pane.complete || whole)}
      painted={
        whole && !pane.complete ? undefined : (
          <JsonLines ref={lines} part={part} text={pane.painted} marked={marked} problems={problems} />
        )
      }
      notes={whole && !pane.complete ? undefined : <LaterNotes part={part} text={noted} />}
      onChange={(event) => act(editPart, part, event.currentTarget.value)}
      onUndo={() => store.apply(undo)}
      onRedo={() => store.apply(redo)}
      onMouseMove={({ clientY, buttons }) => buttons === 0 && point(lineUnder(lines.current, clientY), 'pointer')}
      onMouseLeave={() => store.apply((state) => (state.mark?.by === 'pointer' ? setMark(state, undefined) : state))}
      {...(pane.isTooLong ? {} : swap.handlers)}
    />
  );

  const Editor = swap.opened?.Editor;
  return (
    <div
      className={`relative min-h-0 flex-1 max-sm:[--field-line:38px] ${swap.ready ? 'overflow-hidden' : 'overflow-x-hidden overflow-y-auto'}`}
    >
      {swap.opened && Editor && (
        <Editor
          label={label}
          part={part}
          pane={pane}
          marked={marked}
          problems={problems}
          selection={swap.opened.selection}
          onPoint={point}
          onReady={swap.onReady}
        />
      )}
      {/* The editor fills its pane and asks for no height of its own: the text that it took the place of still does. */}
      {swap.ready && (
        <div aria-hidden data-text={pane.painted} className="field-text invisible before:content-[attr(data-text)]" />
      )}
      {!swap.ready && <div className="relative z-10 min-h-full bg-surface">{field}</div>}
      {!pane.complete && !whole && !swap.ready && (
        <p className="bottom-0 z-10 border-t sm:sticky border-line bg-raised px-3 py-2 text-muted">
          Only the beginning is shown.{' '}
          {pane.isTooLong
            ? `${length} characters are too many to edit here. Copy takes all of them.`
            : `Click into it to open all ${length} characters.`}
        </p>
      )}
    </div>
  );
}

/** The characters of the painted line at this height of the viewport: where its first member begins. */
function lineUnder(lines: HTMLDivElement | null, clientY: number): Span | undefined {
  for (const line of lines?.children ?? []) {
    const box = line.getBoundingClientRect();
    if (clientY < box.top || clientY >= box.bottom) continue;
    const start = Number(line.getAttribute('data-start'));
    return { start, end: start };
  }
  return undefined;
}
