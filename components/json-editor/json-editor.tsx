'use client';

import { Editor, type OnMount } from '@monaco-editor/react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { type BoundEditor, bindEditor } from './bind-editor';
import { loadMonaco } from './load-monaco';
import { createOptions, LONGEST_MIRRORED } from './options';
import type { Explanation, Span, Suggestion } from './pane';
import { THEME } from './themes';

/** All offsets are UTF-16 offsets into `text`, from 0, ends exclusive. */
export type JsonEditorProps = {
  /** The accessible name of the text box. */
  label: string;
  part: 'header' | 'payload';
  /** The shown text. A change from outside is put in as the smallest edit, and does not call `onChange`. */
  text: string;
  /** The text after an edit by the person. */
  onChange(text: string): void;
  onUndo(): void;
  onRedo(): void;
  /** The selection of the text area that this editor takes the place of. */
  initialSelection?: Span;
  focusOnMount: boolean;
  marks: readonly Span[];
  problems: readonly (Span & { message: string })[];
  onCaret(span: Span): void;
  /** The character under the pointer; undefined when it leaves the text. */
  onHover(offset: number | undefined): void;
  explain(offset: number): Explanation | undefined;
  complete(offset: number): readonly Suggestion[];
  /**
   * Called when lines may have moved. `lineTop` gives a line's distance from the top of the editor in CSS pixels, or
   * undefined when it is folded or scrolled away. Lines count from 1. `scrollTop` is already taken off.
   */
  onLayout?(lineTop: (line: number) => number | undefined, scrollTop: number): void;
  /** Called once, when the editor shows the text and has taken the focus it was asked to take. */
  onReady?(): void;
  readOnly?: boolean;
};

// Monaco keeps its text box behind the painted lines, where no pointer reaches it: what drives the page by pointing at a
// control's middle (voice control, tests) would meet the lines instead. A spot there lets it be met; see `takeOuterInput`.
const REACHABLE_FIELD =
  '[&_.inputarea:not(.ime-input)]:z-1! [&_.inputarea:not(.ime-input)]:[clip-path:inset(calc(50%_-_2px))]';

/** Monaco on one JSON text. Renders nothing until it is loaded; fills its container, which needs a height. */
export function JsonEditor(props: JsonEditorProps) {
  const { label, part, text, marks, problems, readOnly = false } = props;
  const [isLoaded, setIsLoaded] = useState(false);
  const [bound, setBound] = useState<BoundEditor>();
  const newest = useRef(props);
  useLayoutEffect(() => {
    newest.current = props;
  });

  useEffect(() => {
    let isWanted = true;
    // Offline, the text area stays in place: the page works without Monaco.
    loadMonaco().then(
      () => isWanted && setIsLoaded(true),
      () => {},
    );
    return () => {
      isWanted = false;
    };
  }, []);

  useEffect(() => bound?.setText(text), [bound, text]);
  // After the text, whose offsets they are.
  useEffect(() => bound?.setMarks(marks), [bound, marks]);
  useEffect(() => bound?.setProblems(problems), [bound, problems]);
  useEffect(() => () => bound?.dispose(), [bound]);

  const onMount: OnMount = async (codeEditor) => {
    const monaco = await loadMonaco();
    const model = codeEditor.getModel();
    if (!model) return;
    setBound(bindEditor(monaco, codeEditor, model, () => newest.current));
    requestAnimationFrame(() => newest.current.onReady?.());
  };

  const isMirrored = text.length <= LONGEST_MIRRORED;
  const options = useMemo(() => createOptions(label, readOnly, isMirrored), [label, readOnly, isMirrored]);
  if (!isLoaded) return null;
  // "monaco-component" carries Monaco's colours to its context menu, which hangs in a shadow root beside the editor.
  return (
    <div className="h-full overflow-hidden">
      <div className={`monaco-component -ml-1 h-full ${REACHABLE_FIELD}`}>
        <Editor
          defaultLanguage={`json-${part}`}
          defaultValue=""
          theme={THEME}
          options={options}
          loading={null}
          saveViewState={false}
          onMount={onMount}
        />
      </div>
    </div>
  );
}
