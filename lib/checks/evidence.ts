import type { JsonMember, JsonNode } from '../encoding/json-node';
import { pointerOf } from '../encoding/json-query';
import { tokenSpanOf } from '../jose/positions';
import type { Part, Token, TokenProblem } from '../jose/token';
import type { Evidence } from './check';

/** The most places that one hit shows. */
export const mostEvidence = 10;

const longest = 200;

/** At most 200 characters of a value, with an ellipsis where it was cut; a surrogate pair is never cut in two. */
export function cut(value: string): string {
  if (value.length <= longest) return value;
  const last = value.charCodeAt(longest - 2);
  return `${value.slice(0, last >= 0xd800 && last <= 0xdbff ? longest - 2 : longest - 1)}…`;
}

/** The names and indices that lead from the root of a JSON part to a value. */
export type Path = readonly (string | number)[];

function pointerTo(path: Path): string {
  return pointerOf(path.map((step) => (typeof step === 'string' ? { name: step } : { index: step })));
}

/** A part as a whole. */
export function partEvidence(part: Part, value: string = part.encoded): Evidence {
  return { part: part.name, span: { start: part.start, end: part.end }, value: cut(value) };
}

/** One member of a JSON part with its value; `path` leads to it from the root. */
export function memberEvidence(part: Part, member: JsonMember, path: Path): Evidence {
  return { ...nodeEvidence(part, member.value, path), ...placeOf(part, member) };
}

/** One value in a JSON part; `path` leads to it from the root. */
export function nodeEvidence(part: Part, node: JsonNode, path: Path): Evidence {
  const value = cut((part.text ?? '').slice(node.start, Math.min(node.end, node.start + longest + 1)));
  return { part: part.name, pointer: pointerTo(path), value, ...placeOf(part, node) };
}

/** A member that is not there: the part in which it was looked for. */
export function absenceEvidence(part: Part, name: string): Evidence {
  return partEvidence(part, `no "${name}"`);
}

/** The place of a problem that the reader found. */
export function problemEvidence(token: Token, problem: TokenProblem): Evidence {
  const { start, end } = problem;
  return { part: problem.part ?? 'token', span: { start, end }, value: cut(token.text.slice(start, end)) };
}

/** The key in hand, in words: never its octets. */
export function keyEvidence(description: string): Evidence {
  return { part: 'key', value: cut(description) };
}

function placeOf(part: Part, { start, end }: { start: number; end: number }): Pick<Evidence, 'span' | 'textSpan'> {
  const textSpan = { start, end };
  return { span: tokenSpanOf(part, textSpan), textSpan };
}
