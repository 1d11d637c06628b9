import type { JsonView } from './json-format';
import { type JsonToken, readTokens } from './json-token';

/**
 * The view of a written text by a shown one that was edited: both have the same tokens, one by one, and differ in the
 * white space between them. Offsets beyond the tokens that both have go to the end. Never throws.
 */
export function alignJson(shown: string, written: string, isVerbatim: boolean): JsonView {
  let pair: { shown: JsonToken[]; written: JsonToken[] } | undefined;
  const tokens = () => {
    pair ??= { shown: readTokens(shown), written: readTokens(written) };
    return pair;
  };
  return {
    shown,
    isVerbatim,
    toShown: (offset, edge) => carry(offset, edge, tokens().written, tokens().shown, shown.length),
    toWritten: (offset, edge) => carry(offset, edge, tokens().shown, tokens().written, written.length),
  };
}

function carry(
  offset: number,
  edge: 'start' | 'end' | undefined,
  from: readonly JsonToken[],
  to: readonly JsonToken[],
  length: number,
): number {
  const index = firstEndingAfter(from, offset, edge);
  const [source, target] = [from[index], to[index]];
  if (!source || !target) return length;
  if (offset >= source.start) return Math.min(target.start + offset - source.start, target.end);
  return edge === 'end' ? (to[index - 1]?.end ?? 0) : target.start;
}

/** The index of the token that the offset is in, or stands before. */
function firstEndingAfter(tokens: readonly JsonToken[], offset: number, edge: 'start' | 'end' | undefined): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const end = tokens[middle]?.end ?? 0;
    if (edge === 'end' ? end < offset : end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
