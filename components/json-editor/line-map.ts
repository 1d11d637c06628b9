export type Position = { lineNumber: number; column: number };
export type Range = { startLineNumber: number; startColumn: number; endLineNumber: number; endColumn: number };

/**
 * Translates between offsets into a text and Monaco's lines and columns. Monaco stores one kind of line ending and drops a
 * byte order mark, so its own offsets disagree with a text that mixes `\r\n` and `\n`; lines and columns never do.
 */
export type LineMap = {
  readonly offsetAt: (position: Position) => number;
  readonly positionAt: (offset: number) => Position;
};

/** Maps a text. Offsets are UTF-16, from 0; lines and columns from 1, as in Monaco. Offsets outside are clamped. */
export function createLineMap(text: string): LineMap {
  const starts = [text.startsWith('\ufeff') ? 1 : 0];
  const ends: number[] = [];
  for (const match of text.matchAll(/\r\n|\r|\n/g)) {
    ends.push(match.index);
    starts.push(match.index + match[0].length);
  }
  ends.push(text.length);

  return {
    offsetAt: ({ lineNumber, column }) => {
      const line = Math.min(Math.max(lineNumber, 1), starts.length) - 1;
      return Math.min((starts[line] ?? 0) + column - 1, ends[line] ?? text.length);
    },
    positionAt: (offset) => {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      const start = starts[low] ?? 0;
      const inLine = Math.min(Math.max(offset, start), ends[low] ?? text.length);
      return { lineNumber: low + 1, column: inLine - start + 1 };
    },
  };
}

/** The Monaco range of a stretch of text, end exclusive. */
export function rangeOf(map: LineMap, span: { start: number; end: number }): Range {
  const start = map.positionAt(span.start);
  const end = map.positionAt(span.end);
  return {
    startLineNumber: start.lineNumber,
    startColumn: start.column,
    endLineNumber: end.lineNumber,
    endColumn: end.column,
  };
}

/** The text after Monaco's edits. `changes` carry ranges of the text before them and do not overlap. */
export function applyChanges(text: string, map: LineMap, changes: readonly { range: Range; text: string }[]): string {
  const spans = changes.map(({ range, text: insert }) => ({
    start: map.offsetAt({ lineNumber: range.startLineNumber, column: range.startColumn }),
    end: map.offsetAt({ lineNumber: range.endLineNumber, column: range.endColumn }),
    insert,
  }));
  spans.sort((a, b) => b.start - a.start);
  return spans.reduce((result, { start, end, insert }) => result.slice(0, start) + insert + result.slice(end), text);
}

/**
 * The one edit that makes `after` of `before`, as small as their common beginning and end allow, so that cursor, folding
 * and scroll position stay. Never cuts a `\r\n` or a surrogate pair in two. Undefined when nothing differs.
 */
export function smallestEdit(
  before: string,
  after: string,
): { start: number; end: number; insert: string } | undefined {
  if (before === after) return undefined;
  const least = Math.min(before.length, after.length);
  let prefix = 0;
  while (prefix < least && before[prefix] === after[prefix]) prefix++;
  let suffix = 0;
  while (suffix < least - prefix && before.at(-1 - suffix) === after.at(-1 - suffix)) suffix++;
  if (prefix > 0 && /[\r\ud800-\udbff]/.test(before[prefix - 1] ?? '')) prefix--;
  if (suffix > 0 && /[\n\udc00-\udfff]/.test(before[before.length - suffix] ?? '')) suffix--;
  return { start: prefix, end: before.length - suffix, insert: after.slice(prefix, after.length - suffix) };
}
