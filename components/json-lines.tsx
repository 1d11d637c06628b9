'use client';

import { memo, type Ref, useMemo } from 'react';
import type { JsonProblem } from '@/lib/encoding/json-node';
import { type PaintedLine, paintJson } from '@/lib/encoding/json-paint';
import type { Span } from '@/lib/jose/token';
import type { EditablePart } from '@/lib/state/parts';

/** More lines than fit on any screen; the rest is drawn when the editor opens. */
export const MOST_LINES = 160;

const NAMES = { header: 'text-header', payload: 'text-payload' } as const;

type JsonLinesProps = {
  part: EditablePart;
  text: string;
  marked: Span | undefined;
  problems: readonly JsonProblem[];
  ref?: Ref<HTMLDivElement>;
};

/** A JSON text painted line by line. */
export function JsonLines({ part, text, marked, problems, ref }: JsonLinesProps) {
  const { lines } = useMemo(() => paintJson(text, MOST_LINES), [text]);
  return (
    <div ref={ref}>
      {lines.map((line) => (
        <Line
          key={line.start}
          part={part}
          text={text}
          line={line}
          marked={touches(line, marked)}
          faulty={problems.some((problem) => touches(line, problem))}
        />
      ))}
    </div>
  );
}

function touches(line: Span, span: Span | undefined): boolean {
  return span !== undefined && span.start <= line.end && Math.max(span.end, span.start + 1) > line.start;
}

type LineProps = {
  part: EditablePart;
  text: string;
  line: PaintedLine;
  marked: boolean;
  faulty: boolean;
};

const Line = memo(function Line({ part, text, line, marked, faulty }: LineProps) {
  const first = line.spans.find((span) => span.isName) ?? line;
  return (
    <div
      data-start={first.start}
      className={`relative -mx-3 px-3 ${marked ? 'marked' : ''} ${faulty ? 'bg-critical-tint' : ''}`}
    >
      {line.spans.map((span) => (
        <span key={span.start} className={span.isName ? NAMES[part] : undefined}>
          {text.slice(span.start, span.end)}
        </span>
      ))}
      {line.start === line.end && '\u200b'}
    </div>
  );
});
