import { endOfToken, isLineBreak, kindOfToken, skipSpace } from './json-token';

/**
 * A JSON text laid out for reading. `shown` differs from the written text in the white space between tokens only.
 * `toShown` and `toWritten` carry an offset over (UTF-16). Between two tokens the place before the gap and the place
 * behind it may be one in the written text: `edge` says which is meant, the start of what follows (the default) or the
 * end of what went before.
 */
export type JsonView = {
  shown: string;
  /** Whether `shown` is the written text itself, so that its spacing is the person's own. */
  isVerbatim: boolean;
  toShown(offset: number, edge?: 'start' | 'end'): number;
  toWritten(offset: number, edge?: 'start' | 'end'): number;
};

/** An array of scalars that takes no more characters than this stays on one line. */
const SHORT_ARRAY = 60;

/** A hostile text of nothing but brackets would grow with the square of its depth: then it is shown as it is. */
const MOST_GROWTH = 6;

/**
 * How a JSON text is shown: one that has lines of its own verbatim, any other with a member a line, two blanks of
 * indentation a level, short arrays of scalars on one line. Strings, literals and even mistakes stay to the character, so
 * a text that is being typed is welcome. Linear in the length. Never throws.
 */
export function formatJson(text: string): JsonView {
  const verbatim: JsonView = {
    shown: text,
    isVerbatim: true,
    toShown: (offset) => offset,
    toWritten: (offset) => offset,
  };
  const gaps = layOut(text);
  if (!gaps) return verbatim;
  const { writtenStarts, writtenEnds, shownStarts, shownEnds, count } = gaps;
  return {
    shown: gaps.finish(),
    isVerbatim: false,
    toShown: (offset, edge) => carry(offset, edge, count, writtenStarts, writtenEnds, shownStarts, shownEnds),
    toWritten: (offset, edge) => carry(offset, edge, count, shownStarts, shownEnds, writtenStarts, writtenEnds),
  };
}

/** Code units that are made into a string at a time: arguments of a call are bounded. */
const CHUNK = 8192;

/** The stretches between tokens where the shown text differs from the written one: starts and ends in both. */
class Gaps {
  private units: Uint16Array;
  count = 0;
  writtenStarts = new Uint32Array(256);
  writtenEnds = new Uint32Array(256);
  shownStarts = new Uint32Array(256);
  shownEnds = new Uint32Array(256);
  written = 0;
  shown = 0;

  constructor(readonly text: string) {
    this.units = new Uint16Array(text.length * 2 + 256);
  }

  /** Copies the text up to `start`, then puts `space` for what stands between `start` and `end`. */
  put(start: number, end: number, space: string): void {
    if (this.count === this.writtenStarts.length) this.grow();
    this.copy(start, space.length);
    this.writtenStarts[this.count] = start;
    this.writtenEnds[this.count] = end;
    this.shownStarts[this.count] = this.shown;
    for (let i = 0; i < space.length; i += 1) this.units[this.shown++] = space.charCodeAt(i);
    this.shownEnds[this.count] = this.shown;
    this.written = end;
    this.count += 1;
  }

  /** The shown text, the rest of the written one being copied. Made of code units, so that lone surrogates live. */
  finish(): string {
    this.copy(this.text.length, 0);
    const pieces: string[] = [];
    for (let i = 0; i < this.shown; i += CHUNK) {
      const chunk = this.units.subarray(i, Math.min(i + CHUNK, this.shown));
      // Spreading a typed array walks its iterator, ten times slower.
      pieces.push(String.fromCharCode.apply(null, chunk as unknown as number[]));
    }
    return pieces.join('');
  }

  private copy(end: number, room: number): void {
    const needed = this.shown + end - this.written + room;
    if (needed > this.units.length) {
      const larger = new Uint16Array(needed * 2);
      larger.set(this.units.subarray(0, this.shown));
      this.units = larger;
    }
    for (let i = this.written; i < end; i += 1) this.units[this.shown++] = this.text.charCodeAt(i);
  }

  private grow(): void {
    for (const name of ['writtenStarts', 'writtenEnds', 'shownStarts', 'shownEnds'] as const) {
      const larger = new Uint32Array(this.count * 2);
      larger.set(this[name]);
      this[name] = larger;
    }
  }
}

/** The gaps of the laid-out text, or `undefined` when it is better shown as it is. */
function layOut(text: string): Gaps | undefined {
  const gaps = new Gaps(text);
  const most = text.length * MOST_GROWTH + 100_000;
  let depth = 0;
  /** While a short array is on one line: where it ends. */
  let lineEnd = -1;
  let at = skipSpace(text, 0);
  let previous = '';
  if (at === text.length) return undefined;
  if (at > 0) gaps.put(0, at, '');
  let gapStart = at;
  while (at < text.length) {
    const end = endOfToken(text, at);
    const mark = text[at] as string;
    let space = '';
    const isLine = at > lineEnd;
    if (previous === '') {
      // The first token: nothing stands before it.
    } else if (mark === '}' || mark === ']') {
      if (isLine) {
        depth = Math.max(0, depth - 1);
        if (previous !== (mark === '}' ? '{' : '[')) space = lineBreak(depth);
      }
    } else if (previous === '{' || previous === '[') {
      if (isLine) space = lineBreak(depth);
    } else if (previous === ',') space = isLine ? lineBreak(depth) : ' ';
    else if (previous === ':') space = ' ';
    else if (mark !== ',' && mark !== ':') space = ' ';
    if (previous === 'unclosed-string' && !space.includes('\n')) space = lineBreak(depth);
    if (space !== '' || at > gapStart) {
      // Lines of the text's own, other than those that end an unclosed string, show how it is meant to be read.
      if (previous !== 'unclosed-string' && previous !== '' && hasLineBreak(text, gapStart, at)) return undefined;
      gaps.put(gapStart, at, space);
      if (gaps.shown > most) return undefined;
    }
    if (isLine && (mark === '{' || mark === '[')) {
      lineEnd = mark === '[' ? endOfShortArray(text, at) : -1;
      if (lineEnd < at) depth += 1;
    }
    previous = mark === '"' ? kindOfToken(text, at, end) : mark;
    gapStart = end;
    at = skipSpace(text, end);
  }
  if (at > gapStart) gaps.put(gapStart, at, '');
  return gaps;
}

const LINE_BREAKS: string[] = [];
const lineBreak = (depth: number) => (LINE_BREAKS[depth] ??= `\n${'  '.repeat(depth)}`);

function hasLineBreak(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i += 1) if (isLineBreak(text.charCodeAt(i))) return true;
  return false;
}

/** The offset of the bracket that ends the array at `start`, when it is short and holds only scalars; -1 otherwise. */
function endOfShortArray(text: string, start: number): number {
  let length = 2;
  for (let i = skipSpace(text, start + 1); i < text.length && length <= SHORT_ARRAY; ) {
    const mark = text[i];
    if (mark === ']') return i;
    if (mark === '[' || mark === '{' || mark === '}') return -1;
    const end = endOfToken(text, i);
    if (mark === '"' && kindOfToken(text, i, end) !== 'string') return -1;
    length += end - i + (mark === ',' ? 1 : 0);
    i = skipSpace(text, end);
  }
  return -1;
}

/** Carries an offset from one side of the gaps to the other. */
function carry(
  offset: number,
  edge: 'start' | 'end' = 'start',
  count: number,
  fromStarts: Uint32Array,
  fromEnds: Uint32Array,
  toStarts: Uint32Array,
  toEnds: Uint32Array,
): number {
  // The number of gaps that begin at or before the offset (for an end: before it).
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    const start = fromStarts[middle] as number;
    if (start < offset || (edge === 'start' && start === offset)) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return offset;
  const fromEnd = fromEnds[low - 1] as number;
  const toEnd = toEnds[low - 1] as number;
  if (offset >= fromEnd) return toEnd + offset - fromEnd;
  return Math.min((toStarts[low - 1] as number) + offset - (fromStarts[low - 1] as number), toEnd);
}
