import type { editor } from 'monaco-editor/editor';

/** `editor.EndOfLinePreference.LF`: the field has line feeds alone, whatever the text has. */
const END_OF_LINE_LF = 1;

/**
 * Takes up what reaches Monaco's hidden textarea past its own key handling: "Select all" and "Undo" of the browser's menus,
 * assistive technology and drivers that select the field's text and put another there. Monaco alone would insert beside
 * its own cursor. Returns the way to stop.
 */
export function takeOuterInput(
  codeEditor: editor.IStandaloneCodeEditor,
  history: { undo(): void; redo(): void },
): () => void {
  const field = codeEditor.getDomNode()?.querySelector<HTMLTextAreaElement>('textarea.inputarea');
  if (!field) return () => {};

  // Monaco selects the whole field only together with its own selection, so all of it without that came from outside. When
  // the field holds only a part of the text, Monaco's selection of that part looks alike, and is left alone.
  const isWhole = () => field.value !== '' && field.selectionStart === 0 && field.selectionEnd === field.value.length;
  const selectedFromOutside = () => {
    const model = codeEditor.getModel();
    const selection = codeEditor.getSelection();
    if (!isWhole() || !model || !selection) return false;
    if (selection.isEmpty()) return true;
    const holdsAll = field.value.length === model.getValueLength(END_OF_LINE_LF);
    return holdsAll && !selection.equalsRange(model.getFullModelRange());
  };

  const selectAll = () => {
    const range = codeEditor.getModel()?.getFullModelRange();
    if (range) codeEditor.setSelection(range);
  };

  const onBeforeInput = (event: InputEvent) => {
    if (event.inputType === 'historyUndo' || event.inputType === 'historyRedo') {
      event.preventDefault();
      if (event.inputType === 'historyUndo') history.undo();
      else history.redo();
      return;
    }
    if (event.isComposing) return;
    if (selectedFromOutside()) selectAll();
    else if ((event.data ?? '').length < 2) return;
    // A whole text at once is no typing: nothing in it is paired, completed or indented.
    const text = event.data ?? event.dataTransfer?.getData('text') ?? '';
    event.preventDefault();
    codeEditor.trigger('outer-input', 'paste', { text });
  };

  // Without the focus Monaco selects nothing in its field, and on getting it puts its own selection there.
  const onFocus = () => {
    if (isWhole()) selectAll();
  };

  const onCut = () => {
    if (selectedFromOutside()) selectAll();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if ((event.key === 'Delete' || event.key === 'Backspace') && selectedFromOutside()) selectAll();
  };

  // The reachable spot of the field lies over the text: a click on it goes to the character beneath. Only on release,
  // because Monaco answers the press itself by leaving the cursor where it was.
  const onPointerDown = (down: PointerEvent) => {
    const onPointerUp = ({ clientX, clientY }: PointerEvent) => {
      if (Math.hypot(clientX - down.clientX, clientY - down.clientY) > 3) return;
      field.style.pointerEvents = 'none';
      const position = codeEditor.getTargetAtClientPoint(clientX, clientY)?.position;
      field.style.pointerEvents = '';
      if (position) codeEditor.setPosition(position);
    };
    addEventListener('pointerup', onPointerUp, { once: true, signal: stop.signal });
  };

  const stop = new AbortController();
  const capture = { capture: true, signal: stop.signal };
  field.addEventListener('pointerdown', onPointerDown, capture);
  field.addEventListener('focus', onFocus, capture);
  field.addEventListener('beforeinput', onBeforeInput, capture);
  field.addEventListener('keydown', onKeyDown, capture);
  field.addEventListener('cut', onCut, capture);
  return () => stop.abort();
}
