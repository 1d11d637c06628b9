import type { PartName, Span, Token } from '../jose/token';

/** One coloured stretch of the token field. `part` is absent for dots and for text around the token. */
export type FieldSpan = Span & { part?: PartName; marked: boolean; faulty: boolean };

/**
 * The token field's text from `from` to `to`, cut where the colour changes: parts, the marked place, and characters that
 * must not be there. Offsets count in the field, where the token begins at `offset`.
 */
export function fieldSpans(
  token: Token,
  offset: number | undefined,
  mark: Span | undefined,
  from: number,
  to: number,
): FieldSpan[] {
  if (offset === undefined) return from < to ? [{ start: from, end: to, marked: false, faulty: false }] : [];
  const cuts = new Set([from, to]);
  const cut = (at: number) => {
    if (at + offset > from && at + offset < to) cuts.add(at + offset);
  };
  const faults = token.problems.filter(({ code, end, start }) => FAULTS.has(code) && end > start).slice(0, 50);
  for (const { start, end } of [...token.parts, ...faults, ...(mark ? [mark] : [])]) {
    cut(start);
    cut(end);
  }
  const edges = [...cuts].sort((one, other) => one - other);
  return edges.slice(0, -1).map((start, index) => {
    const end = edges[index + 1] ?? to;
    const holds = (span: Span) => span.start + offset <= start && end <= span.end + offset;
    return {
      start,
      end,
      part: token.parts.find(holds)?.name,
      marked: mark !== undefined && holds(mark),
      faulty: faults.some(holds),
    };
  });
}

/** Problems that are one character's fault: those characters are shown as errors. */
const FAULTS: ReadonlySet<string> = new Set(['illegal-character', 'whitespace', 'standard-alphabet', 'padding']);
