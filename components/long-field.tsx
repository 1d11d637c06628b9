'use client';

import type { ClipboardEvent, FormEvent, KeyboardEvent, ReactNode, Ref, RefObject } from 'react';
import { historyStep } from './field';
import type { TextGrid } from './use-text-grid';

type LongFieldProps = {
  /** The accessible name. */
  name: string;
  text: string;
  /** Where the characters of the text stand, and which of them are in sight. */
  grid: TextGrid;
  scroller: RefObject<HTMLDivElement | null>;
  /** The stretch in sight painted, where it can be. */
  painted?: ReactNode;
  /** Called with what takes the place of the whole text. */
  onReplace(text: string): void;
  onPaste?(event: ClipboardEvent<HTMLTextAreaElement>): void;
  onUndo(): void;
  onRedo(): void;
  ref?: Ref<HTMLTextAreaElement>;
};

/**
 * A text that is too long for a text area, which would take seconds to break it into lines: only the stretch in sight is in
 * one. It can be read, copied, and replaced as a whole; what is all selected and copied is the whole text.
 */
export function LongField(props: LongFieldProps) {
  const { name, text, grid, scroller, painted, onReplace, onPaste, onUndo, onRedo, ref } = props;
  const { start, end, top } = grid.visible ?? { start: 0, end: 0, top: 0 };
  const shown = text.slice(start, end);

  function copy(event: ClipboardEvent<HTMLTextAreaElement>) {
    const { selectionStart, selectionEnd, value } = event.currentTarget;
    if (selectionEnd - selectionStart < value.length) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', text);
    if (event.type === 'cut') onReplace('');
  }

  function type(event: FormEvent<HTMLTextAreaElement>) {
    const { value } = event.currentTarget;
    // All was selected and something else typed. Any other edit is taken back: the value stays what it is.
    if (value === '' || (event.nativeEvent as InputEvent).data === value) onReplace(value);
  }

  function press(event: KeyboardEvent<HTMLTextAreaElement>) {
    const step = historyStep(event);
    const way = event.altKey || event.shiftKey ? undefined : wayOf(event.key, scroller.current);
    if (!step && way === undefined) return;
    event.preventDefault();
    if (step === 'undo') onUndo();
    else if (step) onRedo();
    else scroller.current?.scrollBy({ top: way });
  }

  return (
    <div className="relative min-h-full" style={{ height: grid.height }}>
      <div
        className={`${grid.height === undefined ? '' : 'absolute inset-x-0'} grid *:col-start-1 *:row-start-1`}
        style={{ top }}
      >
        {painted !== undefined && (
          <div aria-hidden className="field-text relative min-w-0 text-ink">
            {painted}
          </div>
        )}
        <textarea
          ref={ref}
          aria-label={name}
          aria-describedby={`long-${name.toLowerCase()}`}
          value={shown}
          onChange={type}
          onCopy={copy}
          onCut={copy}
          onPaste={onPaste}
          onKeyDown={press}
          spellCheck={false}
          autoCapitalize="off"
          autoCorrect="off"
          autoComplete="off"
          translate="no"
          rows={1}
          className={`field-text relative block h-full w-full min-w-0 resize-none overflow-hidden bg-transparent caret-transparent outline-offset-[-2px] ${painted === undefined ? 'field-sizing-content text-ink' : 'text-transparent'}`}
        />
      </div>
    </div>
  );
}

/** How far a key moves the text, in pixels; undefined for one that does not. */
function wayOf(key: string, scroller: HTMLDivElement | null): number | undefined {
  if (!scroller) return undefined;
  const { clientHeight, scrollHeight } = scroller;
  switch (key) {
    case 'ArrowDown':
      return 20;
    case 'ArrowUp':
      return -20;
    case 'PageDown':
      return clientHeight - 20;
    case 'PageUp':
      return 20 - clientHeight;
    case 'Home':
      return -scrollHeight;
    case 'End':
      return scrollHeight;
    default:
      return undefined;
  }
}
