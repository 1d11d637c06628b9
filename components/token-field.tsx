'use client';

import { type ClipboardEvent, type FormEvent, useRef } from 'react';
import { pasteToken, setMark, typeToken } from '@/lib/state/actions';
import { redo, undo } from '@/lib/state/history';
import { markOfTokenSpan } from '@/lib/state/marks';
import { replacesAll } from '@/lib/state/paste';
import { readInput } from '@/lib/state/reading';
import { viewOf } from '@/lib/state/view';
import { Field } from './field';
import { LongField } from './long-field';
import { useAct, useSelect, useStore } from './store-context';
import { TokenText } from './token-text';
import { useKeptFocus } from './use-kept-focus';
import { useSelection } from './use-selection';
import { MOST_IN_FIELD, useTextGrid } from './use-text-grid';

/** The encoded token: typed, pasted, or made anew by an edit. */
export function TokenField() {
  const store = useStore();
  const act = useAct();
  const input = useSelect((state) => state.input);
  const { token } = useSelect(viewOf);
  const scroller = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const text = input.from === 'token' ? input.text : token.text;
  const offset = input.from === 'token' ? readInput(input).offset : 0;
  const grid = useTextGrid(scroller, text);

  function markSpan(start: number, end: number, by: 'pointer' | 'caret') {
    const span = offset === undefined ? undefined : { start: start - offset, end: end - offset };
    store.apply((state) => setMark(state, span && markOfTokenSpan(viewOf(state).token, span, by)));
  }
  const isUntouched = useSelect((state) => state.past.length === 0);
  const isLong = text.length > MOST_IN_FIELD;
  useKeptFocus(field, isLong);
  const first = isLong ? (grid.visible?.start ?? 0) : 0;
  useSelection(field, (start, end) => markSpan(first + start, first + end, 'caret'));

  function paste(event: ClipboardEvent<HTMLTextAreaElement>) {
    const pasted = event.clipboardData.getData('text');
    const { selectionStart, selectionEnd, value } = event.currentTarget;
    if (!isLong && !replacesAll(store.get(), pasted, selectionEnd - selectionStart === value.length)) return;
    event.preventDefault();
    act(pasteToken, pasted);
  }

  function type(event: FormEvent<HTMLTextAreaElement>) {
    const { value } = event.currentTarget;
    const whole = (event.nativeEvent as InputEvent).data === value && value.length > 1;
    if (whole) act(pasteToken, value);
    else act(typeToken, value);
  }

  const history = { onUndo: () => store.apply(undo), onRedo: () => store.apply(redo) };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what the pointer shows here is a comfort; the cursor shows it too
    <div
      ref={scroller}
      className="relative min-h-0 flex-1 overflow-x-hidden overflow-y-auto max-sm:max-h-72 sm:max-xl:max-h-96"
      onMouseMove={(event) => {
        const at = grid.offsetAt(event.clientX, event.clientY);
        if (event.buttons === 0 && at !== undefined) markSpan(at, at + 1, 'pointer');
      }}
      onMouseLeave={() => store.apply((state) => (state.mark?.by === 'pointer' ? setMark(state, undefined) : state))}
    >
      {isLong ? (
        <LongField
          ref={field}
          name="Token"
          text={text}
          grid={grid}
          scroller={scroller}
          painted={
            grid.visible && (
              <TokenText text={text} token={token} offset={offset} visible={{ ...grid.visible, top: 0 }} />
            )
          }
          onReplace={(replacing) => act(typeToken, replacing)}
          onPaste={paste}
          {...history}
        />
      ) : (
        <Field
          ref={field}
          name="Token"
          value={text}
          // The first thing to do on this page is to paste; nothing stands before this field for a screen reader to miss.
          autoFocus={isUntouched}
          placeholder="Paste a token, or a text that holds one"
          painted={
            grid.visible ? <TokenText text={text} token={token} offset={offset} visible={grid.visible} /> : undefined
          }
          height={grid.height}
          onChange={type}
          onPaste={paste}
          {...history}
        />
      )}
    </div>
  );
}
