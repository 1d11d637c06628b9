import { pathAt } from '../encoding/json-query';
import { textSpanOf, tokenSpanOf } from '../jose/positions';
import type { Span, Token } from '../jose/token';
import { shownViewOf } from './part-text';
import { type EditablePart, editableParts } from './parts';
import type { Mark, State } from './state';
import { innermost } from './token-spans';
import { viewOf } from './view';

/**
 * The claim or parameter that a place in the token's text belongs to, marked in both: its characters in the JSON, and in
 * the token the base64url characters that carry them (whole groups of 4 characters for 3 octets).
 */
export function markOfTokenSpan(token: Token, span: Span, by: Mark['by']): Mark | undefined {
  const part = innermost(token.parts.filter((piece) => span.start >= piece.start && span.end <= piece.end));
  if (!part) return undefined;
  if (!part.json || part.text === undefined) return { part: part.name, span: { start: part.start, end: part.end }, by };
  const touched = textSpanOf(part, span);
  const member = memberAround(part.json.root, touched);
  const textSpan = member ?? touched;
  return { part: part.name, span: tokenSpanOf(part, textSpan), textSpan, by };
}

/** The mark for a place in a pane's shown text: the innermost member there, and its characters in the token. */
export function markOfShown(state: State, name: EditablePart, shown: Span, by: Mark['by']): Mark | undefined {
  const parts = editableParts(state);
  const { token } = viewOf(state);
  const part = token[name];
  if (!part?.json || part.text === undefined) return undefined;
  const text = 'reason' in parts ? part.text : parts[name].written;
  // While an edit is being signed the token is still the one before it: its characters are not these.
  if (text !== part.text) return undefined;
  const view = 'reason' in parts ? undefined : shownViewOf(parts[name]);
  const written = view ? { start: view.toWritten(shown.start), end: view.toWritten(shown.end, 'end') } : shown;
  const textSpan = memberAround(part.json.root, written);
  return textSpan && { part: name, span: tokenSpanOf(part, textSpan), textSpan, by };
}

type Root = NonNullable<Token['parts'][number]['json']>['root'];

/** The span of the innermost member or item that covers all of `span`. */
function memberAround(root: Root, span: Span): Span | undefined {
  if (!root) return undefined;
  const steps = pathAt(root, span.start).filter((step) => step.start <= span.start && span.end <= step.end);
  // The whole header or payload is no member: a mark over everything would point at nothing.
  const inner = steps.findLast(({ name, index }) => name !== undefined || index !== undefined);
  return inner && { start: inner.start, end: inner.end };
}
