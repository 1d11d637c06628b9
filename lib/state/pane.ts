import { readJson } from '../encoding/json';
import type { JsonProblem } from '../encoding/json-node';
import type { Span } from '../jose/token';
import { type EditablePart, editableParts, viewOf as jsonViewOf, showPart } from './reading';
import type { Input, Mark, PartText, State } from './state';
import { viewOf } from './view';

/** Above this many characters a pane paints only the beginning until its editor opens. */
const PAINTED_CHARACTERS = 24_000;

/** What a JSON pane shows. */
export type PaneText = {
  part: PartText;
  /** Why the text cannot be edited; undefined when it can. */
  locked: string | undefined;
  /** The beginning of the shown text, as much as is painted at once; all of it for an ordinary token. */
  painted: string;
  complete: boolean;
};

const EMPTY: PartText = { written: '', shown: '', verbatim: true };
const panes = { header: new WeakMap<Input, PaneText>(), payload: new WeakMap<Input, PaneText>() };

/** The text of a JSON pane for a state. The same object as long as the input is the same. */
export function paneOf(state: State, name: EditablePart): PaneText {
  const known = panes[name].get(state.input);
  if (known) return known;
  const parts = editableParts(state.input);
  const locked = 'reason' in parts ? parts.reason : undefined;
  const part = 'reason' in parts ? lockedPart(state, name) : parts[name];
  const complete = part.shown.length <= PAINTED_CHARACTERS;
  const painted = complete ? part.shown : part.shown.slice(0, cutAt(part.shown));
  const pane = { part, locked, painted, complete };
  panes[name].set(state.input, pane);
  return pane;
}

function cutAt(text: string): number {
  const lineBreak = text.lastIndexOf('\n', PAINTED_CHARACTERS);
  return lineBreak > 0 ? lineBreak : PAINTED_CHARACTERS;
}

function lockedPart(state: State, name: EditablePart): PartText {
  const text = viewOf(state).token[name]?.text;
  return text === undefined ? EMPTY : showPart(text);
}

/** Where a JSON text of a pane cannot be read, in the shown text. Nothing for an empty pane. */
export function problemsOf(pane: PaneText): readonly JsonProblem[] {
  return pane.part.shown === '' ? [] : readJson(pane.part.shown).problems;
}

/** The marked stretch of a pane's shown text. */
export function shownMark(pane: PaneText, name: EditablePart, mark: Mark | undefined): Span | undefined {
  if (mark?.part !== name || !mark.textSpan) return undefined;
  const view = jsonViewOf(pane.part);
  return { start: view.toShown(mark.textSpan.start), end: view.toShown(mark.textSpan.end, 'end') };
}
