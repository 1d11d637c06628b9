import type { editor } from 'monaco-editor/editor';
import type { LineMap } from './line-map';

export type Span = { start: number; end: number };

/** What the hover of a place says: plain text, never markup. */
export type Explanation = { title: string; lines: string[] };

/** A name to offer at the cursor: `insert` replaces the text from `start` to `end`. */
export type Suggestion = { label: string; detail: string; insert: string; start: number; end: number };

/** What Monaco's page-wide providers need to know of the editor that a model belongs to. */
export type Pane = {
  text(): string;
  lines(): LineMap;
  explain(offset: number): Explanation | undefined;
  complete(offset: number): readonly Suggestion[];
};

// Monaco registers providers per language for the whole page and hands them a model; this finds the pane it stands in.
const panes = new WeakMap<editor.ITextModel, Pane>();

export function registerPane(model: editor.ITextModel, pane: Pane): void {
  panes.set(model, pane);
}

export function paneOf(model: editor.ITextModel): Pane | undefined {
  return panes.get(model);
}
