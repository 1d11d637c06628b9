/** One stretch of a line, a member's name or not; offsets in the whole text. */
export type PaintedSpan = { start: number; end: number; isName: boolean };

/** One line of a JSON text, without its line break. */
export type PaintedLine = { start: number; end: number; spans: PaintedSpan[] };

const STRING = /"(?:[^"\\\n]|\\.)*"?/y;
const NAME_END = /[ \t]*:/y;

/**
 * The first `most` lines of a JSON text, cut where a member's name begins and ends. Purely lexical: text that is no JSON is
 * painted as far as it looks like it, so that colours stay while a person types.
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
  let from = start;
  let at = text.indexOf('"', start);
  while (at >= 0 && at < end) {
    STRING.lastIndex = at;
    const stringEnd = Math.min(end, at + (STRING.exec(text)?.[0].length ?? 1));
    NAME_END.lastIndex = stringEnd;
    if (NAME_END.test(text)) {
      if (from < at) spans.push({ start: from, end: at, isName: false });
      spans.push({ start: at, end: stringEnd, isName: true });
      from = stringEnd;
    }
    at = text.indexOf('"', stringEnd);
  }
  if (from < end) spans.push({ start: from, end, isName: false });
  return spans;
}
