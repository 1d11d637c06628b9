'use client';

import { type ReactNode, type TextareaHTMLAttributes, useLayoutEffect } from 'react';

/** From how many line breaks on the page must have nothing laid out later (`globals.css`). */
const MANY_LINES = 1000;
/** Nothing has to agree with its lines: white space may hang at their ends, as Chromium takes long to break a run of tabs. */
const UNPAINTED = 'field-sizing-content whitespace-pre-wrap! text-ink';

type FieldProps = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className' | 'value'> & {
  value: string;
  /** The accessible name. */
  name: string;
  /** The same text painted, character for character; without it the textarea's own text is seen. */
  painted?: ReactNode;
  /** What stands beside the text's lines, above the field. */
  notes?: ReactNode;
  /** Height of the painted text in pixels where only a window of it is drawn. */
  height?: number;
  onUndo(): void;
  onRedo(): void;
  ref?: React.Ref<HTMLTextAreaElement>;
};

/**
 * A textarea that lies, with clear text, over a painted copy of its text: the platform's own editing with our colours.
 * The field grows with its text and the pane around it scrolls, so the two never drift apart.
 */
export function Field({ name, painted, notes, height, onUndo, onRedo, ref, onKeyDown, ...rest }: FieldProps) {
  const isLong = hasManyLines(rest.value);

  useLayoutEffect(() => (isLong ? markPage() : undefined), [isLong]);

  return (
    <div className="grid min-h-full *:col-start-1 *:row-start-1" style={height ? { height } : undefined}>
      {painted !== undefined && (
        <div aria-hidden className="field-text relative min-w-0 text-ink">
          {painted}
        </div>
      )}
      <textarea
        {...rest}
        ref={ref}
        aria-label={name}
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        autoComplete="off"
        translate="no"
        rows={1}
        onKeyDown={(event) => {
          const step = historyStep(event);
          if (!step) return onKeyDown?.(event);
          event.preventDefault();
          if (step === 'undo') onUndo();
          else onRedo();
        }}
        className={`field-text relative block h-full w-full min-w-0 resize-none overflow-hidden bg-transparent caret-ink placeholder:text-muted placeholder:opacity-100 outline-offset-[-2px] ${painted === undefined ? UNPAINTED : 'text-transparent'}`}
      />
      {notes !== undefined && <div className="field-text pointer-events-none relative min-w-0">{notes}</div>}
    </div>
  );
}

let longFields = 0;

/**
 * Says on the page itself that a field in it has many lines; gives the way to take it back. A selector that looks for such a
 * field (`:has()`) has Chromium judge the style of the whole page anew at every change in it.
 */
function markPage(): () => void {
  const { dataset } = document.documentElement;
  longFields += 1;
  dataset.lines = 'many';
  return () => {
    longFields -= 1;
    if (longFields === 0) delete dataset.lines;
  };
}

function hasManyLines(text: string): boolean {
  let at = -1;
  for (let count = 0; count < MANY_LINES; count++) {
    at = text.indexOf('\n', at + 1);
    if (at < 0) return false;
  }
  return true;
}

/** Whether a key press asks for undo or redo: the page has one history for token, panes and key. */
export function historyStep(event: {
  key: string;
  metaKey: boolean;
  ctrlKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}): 'undo' | 'redo' | undefined {
  if (event.altKey || !(event.metaKey || event.ctrlKey)) return undefined;
  const key = event.key.toLowerCase();
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo';
  return key === 'y' && !event.shiftKey ? 'redo' : undefined;
}
