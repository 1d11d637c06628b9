import { readJson } from '../encoding/json';
import type { JsonNode } from '../encoding/json-node';
import { explainMember } from '../registry/explain';
import type { EditablePart } from './parts';

/** A few words beside a line of a JSON pane. `line` counts from 0. */
export type MarginNote = {
  line: number;
  text: string;
  /** All that is known of it, for those who ask. */
  full: string;
  tone: 'muted' | 'bad';
  /** The claim whose time tools stand here, which is `exp` alone: on two lines next to each other they would be too close. */
  timeClaim?: 'exp';
};

export type TimeClaim = 'exp' | 'nbf' | 'iat';

/** The notes for a pane's shown text: one for each member that is known, and for each top-level claim. */
export function marginNotes(name: EditablePart, text: string, now: number, timeZone?: string): MarginNote[] {
  const { root } = readJson(text);
  const notes: MarginNote[] = [];
  if (root?.kind !== 'object') return notes;
  const lineAt = lineCounter(text);
  const visit = (node: JsonNode, path: readonly string[]) => {
    if (node.kind !== 'object' || path.length > 3) return;
    for (const member of node.members) {
      const here = [...path, member.name];
      const line = lineAt(member.start);
      const note = noteFor(name, here, member.value, now, timeZone);
      if (note && notes.at(-1)?.line !== line) notes.push({ line, ...note });
      visit(member.value, here);
    }
  };
  visit(root, []);
  return notes;
}

function noteFor(
  name: EditablePart,
  path: readonly string[],
  node: JsonNode,
  now: number,
  timeZone: string | undefined,
): Omit<MarginNote, 'line'> | undefined {
  const known = explainMember(name, path, node, now, timeZone);
  if (!known) return undefined;
  const full = [known.meaning, known.date && `${known.date.utc} · ${known.date.local}`].filter(Boolean).join(' ');
  const claim = path.length === 1 && name === 'payload' ? path[0] : undefined;
  const timeClaim = claim === 'exp' ? claim : undefined;
  if (!known.date) return { text: known.value ?? known.title, full, tone: 'muted', timeClaim };
  const seconds = node.kind === 'number' ? node.value : Number.NaN;
  if (claim === 'exp' && seconds <= now)
    return { text: `expired ${known.date.relative}`, full, tone: 'bad', timeClaim };
  if (claim === 'nbf' && seconds > now) return { text: `starts ${known.date.relative}`, full, tone: 'bad', timeClaim };
  if (claim === 'exp') return { text: `expires ${known.date.relative}`, full, tone: 'muted', timeClaim };
  return { text: `${known.date.utc} · ${known.date.relative}`, full, tone: 'muted', timeClaim };
}

/** Counts lines as it goes; offsets must come in order. */
function lineCounter(text: string): (offset: number) => number {
  let line = 0;
  let next = text.indexOf('\n');
  return (offset) => {
    while (next >= 0 && next < offset) {
      line += 1;
      next = text.indexOf('\n', next + 1);
    }
    return line;
  };
}
