import type { Explanation, Span, Suggestion } from './pane';

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
  /** Asked when the editor stands: whether it is to take the focus, which may have moved on meanwhile. */
  takesFocus(): boolean;
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
