'use client';

import { Editor, type OnMount } from '@monaco-editor/react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { type BoundEditor, bindEditor } from './bind-editor';
import { loadMonaco } from './load-monaco';
import { createOptions, LONGEST_MIRRORED, named } from './options';
import type { JsonEditorProps } from './props';
import { THEME } from './themes';

// Monaco keeps its text box behind the painted lines, where no pointer reaches it: what drives the page by pointing at a
// control's middle (voice control, tests) would meet the lines instead. A spot there lets it be met; see `takeOuterInput`.
const REACHABLE_FIELD =
  '[&_.inputarea:not(.ime-input)]:z-1! [&_.inputarea:not(.ime-input)]:[clip-path:inset(calc(50%_-_2px))]';

/** Monaco on one JSON text. Renders nothing until it is loaded; fills its container, which needs a height. */
export function JsonEditor(props: JsonEditorProps) {
  const { label, part, text, marks, problems, readOnly = false } = props;
  const [isLoaded, setIsLoaded] = useState(false);
  const [bound, setBound] = useState<BoundEditor>();
  const [isReady, setIsReady] = useState(false);
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
    requestAnimationFrame(() => {
      const { label, takesFocus, onReady } = newest.current;
      // The name comes with the focus, and the field before it goes: whoever looks by name finds one, and always one.
      codeEditor.updateOptions(named(label));
      if (takesFocus()) codeEditor.focus();
      setIsReady(true);
      onReady?.();
    });
  };

  const isMirrored = text.length <= LONGEST_MIRRORED;
  const options = useMemo(
    () => ({ ...createOptions(readOnly, isMirrored), ...named(isReady ? label : '') }),
    [label, isReady, readOnly, isMirrored],
  );
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
