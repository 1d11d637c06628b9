import type { Part, PartName, Span, Token } from '../jose/token';

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
      part: innermost(token.parts.filter(holds))?.name,
      marked: mark !== undefined && holds(mark),
      faulty: faults.some(holds),
    };
  });
}

/**
 * The smallest of parts that lie in one another: in JSON serialization a disclosure lies inside an
 * unprotected header, and a plaintext over its ciphertext.
 */
export function innermost(parts: readonly Part[]): Part | undefined {
  return parts.reduce<Part | undefined>((best, part) => {
    return !best || part.end - part.start < best.end - best.start ? part : best;
  }, undefined);
}

/** Problems that are one character's fault: those characters are shown as errors. */
const FAULTS: ReadonlySet<string> = new Set(['illegal-character', 'whitespace', 'standard-alphabet', 'padding']);
