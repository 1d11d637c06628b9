import type { editor } from 'monaco-editor/editor';
import { applyChanges, createLineMap, rangeOf, smallestEdit } from './line-map';
import type { Monaco } from './monaco';
import { takeOuterInput } from './outer-input';
import { registerPane, type Span } from './pane';
import type { JsonEditorProps } from './props';

/** An editor tied to the page: what the page changes goes in here, what the person does comes out of the props. */
export type BoundEditor = {
  setText(text: string): void;
  setMarks(marks: readonly Span[]): void;
  setProblems(problems: readonly (Span & { message: string })[]): void;
  dispose(): void;
};

/**
 * Ties an editor to the page. `props` gives the newest properties. The page's text is kept beside Monaco's model, because
 * a model makes all line endings alike, and a token's must stay what they are.
 */
export function bindEditor(
  monaco: Monaco,
  codeEditor: editor.IStandaloneCodeEditor,
  model: editor.ITextModel,
  props: () => JsonEditorProps,
): BoundEditor {
  let text = props().text;
  let lines = createLineMap(text);
  let fromPage = false;
  // What was told the page and has not come back yet. It comes back late when keys follow fast, and is no change then.
  let told: string[] = [];

  const changeFromPage = (change: () => void) => {
    fromPage = true;
    change();
    fromPage = false;
  };
  changeFromPage(() => {
    model.setValue(text);
    // Otherwise the first line break typed on Windows would be two characters.
    if (!/[\r\n]/.test(text)) model.setEOL(monaco.editor.EndOfLineSequence.LF);
  });
  // The editor's option of this name is not enough: the colouring belongs to the model.
  model.updateOptions({
    tabSize: 2,
    indentSize: 2,
    bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
  });
  // After a line break the text's own way of indenting goes on; two spaces where it has none.
  model.detectIndentation(true, 2);
  registerPane(model, {
    text: () => text,
    lines: () => lines,
    explain: (offset) => props().explain(offset),
    complete: (offset) => props().complete(offset),
  });

  const marks = codeEditor.createDecorationsCollection();
  const showLayout = () => {
    const visible = codeEditor.getVisibleRanges();
    const scrollTop = codeEditor.getScrollTop();
    const isVisible = (line: number) => visible.some((r) => r.startLineNumber <= line && line <= r.endLineNumber);
    const lineTop = (line: number) => (isVisible(line) ? codeEditor.getTopForLineNumber(line) - scrollTop : undefined);
    props().onLayout?.(lineTop, scrollTop);
  };
  let hovered: number | undefined;
  const showHover = (offset: number | undefined) => {
    if (offset !== hovered) props().onHover(offset);
    hovered = offset;
  };
  const history = { undo: () => props().onUndo(), redo: () => props().onRedo() };
  const { KeyMod, KeyCode } = monaco;

  const disposables = [
    model.onDidChangeContent((event) => {
      if (fromPage) return;
      text = event.isFlush || event.isEolChange ? model.getValue() : applyChanges(text, lines, event.changes);
      lines = createLineMap(text);
      told.push(text);
      props().onChange(text);
    }),
    codeEditor.onDidChangeCursorSelection(({ selection }) => {
      const start = lines.offsetAt(selection.getStartPosition());
      props().onCaret({ start, end: lines.offsetAt(selection.getEndPosition()) });
    }),
    codeEditor.onMouseMove(({ target }) => {
      const overText = target.type === monaco.editor.MouseTargetType.CONTENT_TEXT;
      showHover(overText ? lines.offsetAt(target.position) : undefined);
    }),
    codeEditor.onMouseLeave(() => showHover(undefined)),
    codeEditor.onDidScrollChange(showLayout),
    codeEditor.onDidLayoutChange(showLayout),
    codeEditor.onDidContentSizeChange(showLayout),
    codeEditor.onDidChangeHiddenAreas(showLayout),
    codeEditor.onDidChangeModelContent(showLayout),
    // Actions and not commands: a command's keys would answer for the editor that registered last.
    codeEditor.addAction({
      id: 'page.undo',
      label: 'Undo',
      keybindings: [KeyMod.CtrlCmd | KeyCode.KeyZ],
      keybindingContext: 'editorTextFocus',
      run: history.undo,
    }),
    codeEditor.addAction({
      id: 'page.redo',
      label: 'Redo',
      keybindings: [KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.KeyZ, KeyMod.CtrlCmd | KeyCode.KeyY],
      keybindingContext: 'editorTextFocus',
      run: history.redo,
    }),
    { dispose: takeOuterInput(codeEditor, history) },
  ];

  const { initialSelection } = props();
  if (initialSelection) codeEditor.setSelection(rangeOf(lines, initialSelection));
  showLayout();

  return {
    setText(next) {
      const echo = told.indexOf(next);
      told = echo < 0 ? [] : told.slice(echo + 1);
      if (echo >= 0) return;
      const edit = smallestEdit(text, next);
      if (!edit) return;
      const range = rangeOf(lines, edit);
      text = next;
      lines = createLineMap(text);
      const insert = edit.start === 0 ? edit.insert.replace(/^\ufeff/, '') : edit.insert;
      changeFromPage(() => model.applyEdits([{ range, text: insert }]));
    },
    setMarks(spans) {
      marks.set(spans.map((span) => ({ range: rangeOf(lines, span), options: { inlineClassName: 'marked' } })));
    },
    setProblems(problems) {
      const severity = monaco.MarkerSeverity.Error;
      const markers = problems.map((problem) => ({ ...rangeOf(lines, problem), message: problem.message, severity }));
      monaco.editor.setModelMarkers(model, 'page', markers);
    },
    dispose() {
      for (const disposable of disposables) disposable.dispose();
    },
  };
}
