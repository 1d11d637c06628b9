import { readJson } from '../encoding/json';
import type { JsonProblem } from '../encoding/json-node';
import type { Part, Span } from '../jose/token';
import { remember } from './answers';
import { beginningOf, MOST_EDITED, PAINTED_CHARACTERS, shownViewOf, showPart } from './part-text';
import { type EditablePart, editableParts } from './parts';
import type { Mark, PartText, State } from './state';
import { viewOf } from './view';

/** What a JSON pane shows. */
export type PaneText = {
  part: PartText;
  /** Why the text cannot be edited; undefined when it can. */
  locked: string | undefined;
  /** The beginning of the shown text, as much as is painted at once; all of it for an ordinary token. */
  painted: string;
  complete: boolean;
  /** Whether it is too long for an editor, so that the beginning is all that can be seen. */
  isTooLong: boolean;
  /** Whether what is shown has other white space than the token. */
  respaced: boolean;
};

const EMPTY: PartText = { written: '', shown: '', verbatim: true };

/** The text of a JSON pane for a state. The same object as long as its text is the same part's. */
export function paneOf(state: State, name: EditablePart): PaneText {
  const parts = editableParts(state);
  const pane = 'reason' in parts ? paneOfText(lockedPart(state, name)) : paneOfText(parts[name]);
  return 'reason' in parts ? lockedPane(pane, parts.reason) : pane;
}

function lockedPart(state: State, name: EditablePart): PartText {
  const part = viewOf(state).token[name];
  return part?.text === undefined ? EMPTY : shownPart(part);
}

const shownPart = remember((part: Part) => showPart(part.text ?? ''));

const lockedPanes = new WeakMap<PaneText, PaneText>();

function lockedPane(pane: PaneText, locked: string): PaneText {
  const known = lockedPanes.get(pane);
  if (known?.locked === locked) return known;
  const made = { ...pane, locked };
  lockedPanes.set(pane, made);
  return made;
}

const paneOfText = remember((part: PartText): PaneText => {
  const long = part.written.length > PAINTED_CHARACTERS;
  const shown = long ? beginningOf(part).shown : part.shown;
  const complete = !long && shown.length <= PAINTED_CHARACTERS;
  return {
    part,
    locked: undefined,
    painted: complete ? shown : shown.slice(0, cutAt(shown)),
    complete,
    isTooLong: part.written.length > MOST_EDITED,
    respaced: long ? !part.written.startsWith(shown) : shown !== part.written,
  };
});

function cutAt(text: string): number {
  const lineBreak = text.lastIndexOf('\n', PAINTED_CHARACTERS);
  // A long line is shown as far as there is room.
  return lineBreak > PAINTED_CHARACTERS / 2 ? lineBreak : PAINTED_CHARACTERS;
}

/**
 * Where the JSON text of a pane cannot be read, in the shown text. Nothing for an empty pane, nor for a long one, whose
 * problems are told by the token.
 */
export function problemsOf(pane: PaneText): readonly JsonProblem[] {
  return pane.complete && pane.painted !== '' ? readJson(pane.painted).problems : [];
}

/** A problem with its place as a person counts: "Line 2, character 7: …". */
export function problemWords(text: string, { start, message }: JsonProblem): string {
  const before = text.slice(0, start);
  const line = before.split('\n').length;
  return `Line ${line}, character ${start - before.lastIndexOf('\n')}: ${message}`;
}

/** The marked stretch of a pane's shown text. */
export function shownMark(pane: PaneText, name: EditablePart, mark: Mark | undefined): Span | undefined {
  if (mark?.part !== name || !mark.textSpan) return undefined;
  const view = shownViewOf(pane.part);
  return { start: view.toShown(mark.textSpan.start), end: view.toShown(mark.textSpan.end, 'end') };
}
