'use client';

import type { Token } from '@/lib/jose/token';
import { fieldSpans } from '@/lib/state/token-spans';
import { SEGMENTS } from './segments';
import { useSelect } from './store-context';
import type { TextGrid } from './use-text-grid';

type TokenTextProps = {
  text: string;
  token: Token;
  offset: number | undefined;
  /** The stretch to paint, and its distance from the top. */
  visible: NonNullable<TextGrid['visible']>;
};

/** The token painted: a colour and a kind of underline for each part, the marked place, and faulty characters. */
export function TokenText({ text, token, offset, visible }: TokenTextProps) {
  const mark = useSelect((state) => state.mark?.span);
  const { start, end, top } = visible;
  return (
    <div style={top ? { transform: `translateY(${top}px)` } : undefined}>
      {fieldSpans(token, offset, mark, start, end).map((span) => (
        <span
          key={span.start}
          className={`${span.faulty ? 'rounded-sm bg-critical-tint text-critical outline outline-critical' : ((span.part && SEGMENTS[span.part]) ?? 'text-muted')} ${span.marked ? 'marked' : ''}`}
        >
          {text.slice(span.start, span.end)}
        </span>
      ))}
      {/* A last empty line is drawn only when something stands in it. */}
      {'\u200b'}
    </div>
  );
}
