/** One coloured stretch of a line, offsets in the whole text. */
export type PaintedSpan = { start: number; end: number; kind: 'name' | 'string' | 'number' | 'literal' | 'plain' };

/** One line of a JSON text, without its line break. */
export type PaintedLine = { start: number; end: number; spans: PaintedSpan[] };

const LEXEME = /"(?:[^"\\\n]|\\.)*"?|-?\d[\d.eE+-]*|[A-Za-z]+/y;
const NAME_END = /[ \t]*:/y;

/**
 * The first `most` lines of a JSON text, cut into stretches to colour. Purely lexical: text that is no JSON is painted
 * as far as it looks like it, so that colours stay while a person types.
 */
export function paintJson(text: string, most: number): { lines: PaintedLine[]; complete: boolean } {
  const lines: PaintedLine[] = [];
  let at = 0;
  while (lines.length < most) {
    const lineBreak = text.indexOf('\n', at);
    const end = lineBreak < 0 ? text.length : lineBreak;
    lines.push({ start: at, end, spans: paintLine(text, at, end) });
    if (lineBreak < 0) return { lines, complete: true };
    at = lineBreak + 1;
  }
  return { lines, complete: false };
}

function paintLine(text: string, start: number, end: number): PaintedSpan[] {
  const spans: PaintedSpan[] = [];
  let plainFrom = start;
  let at = start;
  while (at < end) {
    LEXEME.lastIndex = at;
    const match = LEXEME.exec(text);
    if (!match || match.index + match[0].length > end) {
      at += 1;
      continue;
    }
    if (plainFrom < at) spans.push({ start: plainFrom, end: at, kind: 'plain' });
    const lexemeEnd = at + match[0].length;
    spans.push({ start: at, end: lexemeEnd, kind: kindOf(text, at, lexemeEnd) });
    at = lexemeEnd;
    plainFrom = at;
  }
  if (plainFrom < end) spans.push({ start: plainFrom, end, kind: 'plain' });
  return spans;
}

function kindOf(text: string, start: number, end: number): PaintedSpan['kind'] {
  const first = text.charCodeAt(start);
  if (first === 0x22) {
    NAME_END.lastIndex = end;
    return NAME_END.test(text) ? 'name' : 'string';
  }
  return first === 0x2d || (first >= 0x30 && first <= 0x39) ? 'number' : 'literal';
}
