import { readJson } from '../encoding/json';
import { pathAt } from '../encoding/json-query';
import { algorithms } from '../registry/algorithms';
import { claims } from '../registry/claims';
import { contentEncryptionAlgorithms } from '../registry/content-encryption';
import { explainMember } from '../registry/explain';
import { headerParameters } from '../registry/header-parameters';
import { keyManagementAlgorithms } from '../registry/key-management';
import { paneOf } from './pane';
import type { EditablePart } from './parts';
import type { State } from './state';

/** What is known of the member at an offset of a pane's shown text, as plain lines. */
export function explainAt(
  state: State,
  part: EditablePart,
  offset: number,
): { title: string; lines: string[] } | undefined {
  const { root } = readJson(paneOf(state, part).part.shown);
  if (!root) return undefined;
  const steps = pathAt(root, offset);
  const names = steps.flatMap((step) => (step.name === undefined ? [] : [step.name]));
  const node = steps.at(-1)?.node;
  const known = node && names.length > 0 ? explainMember(part, names, node, state.now, state.timeZone) : undefined;
  if (!known) return undefined;
  const lines = [
    known.value,
    known.meaning,
    known.date?.local,
    known.date?.utc,
    known.date?.relative,
    known.source?.label,
  ];
  return { title: `${names.join(' › ')}: ${known.title}`, lines: lines.filter((line) => line !== undefined) };
}

export type Completion = { label: string; detail: string; insert: string; start: number; end: number };

/** The parameters whose values are names of algorithms. */
const NAMED: readonly { parameter: RegExp; rows: readonly { name: string; meaning: string }[] }[] = [
  { parameter: /"alg"\s*:$/, rows: [...algorithms, ...keyManagementAlgorithms] },
  { parameter: /"enc"\s*:$/, rows: contentEncryptionAlgorithms },
];

/** Names of claims or header parameters where a name is typed, names of algorithms where the value of `alg` or `enc` is. */
export function completeAt(state: State, part: EditablePart, offset: number): readonly Completion[] {
  const text = paneOf(state, part).part.shown;
  const quote = openQuote(text, offset);
  if (quote === undefined) return [];
  const closes = text.charAt(offset) === '"' ? offset : offset + wordLength(text, offset);
  const span = { start: quote + 1, end: closes };
  const before = text.slice(0, quote).trimEnd();
  const value = part === 'header' ? NAMED.find(({ parameter }) => parameter.test(before)) : undefined;
  if (value) {
    return value.rows.map(({ name, meaning }) => ({ label: name, detail: meaning, insert: name, ...span }));
  }
  if (!before.endsWith('{') && !before.endsWith(',')) return [];
  const rows = part === 'header' ? headerParameters : claims;
  return rows.map(({ name, title }) => ({ label: name, detail: title, insert: name, ...span }));
}

/** The quote that opens the string in which the offset stands, on its own line; undefined outside strings. */
function openQuote(text: string, offset: number): number | undefined {
  let open: number | undefined;
  for (let at = text.lastIndexOf('\n', offset - 1) + 1; at < offset; at += 1) {
    if (text[at] === '\\' && open !== undefined) at += 1;
    else if (text[at] === '"') open = open === undefined ? at : undefined;
  }
  return open;
}

function wordLength(text: string, offset: number): number {
  return /^[\w:/.-]*/.exec(text.slice(offset, offset + 100))?.[0].length ?? 0;
}
