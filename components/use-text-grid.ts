'use client';

import { type RefObject, useCallback, useEffect, useMemo, useState } from 'react';

const LINE = 20;
const PADDING_TOP = 8;
const PADDING_LEFT = 12;
/** Up to this length the whole text is painted and the browser lays it out; beyond, only the lines in sight are. */
const PAINT_WHOLE = 20_000;
/** Up to this many characters a text area takes a fifth of a second to break the text into lines, and grows from there. */
export const MOST_IN_FIELD = 1_500_000;
/** As much of a long text that cannot be counted out as is shown. */
export const BEGINNING = 10_000;
/** Only where every character is as wide as every other can a line be counted out. */
const EVEN = /^[\x20-\x7e]*$/;

type Measure = { columns: number; characterWidth: number };

export type TextGrid = {
  /** The stretch to paint and its distance from the first line; undefined where nothing is to be painted. */
  visible: { start: number; end: number; top: number } | undefined;
  /** Height of the whole text in pixels, given when only a window is painted. */
  height: number | undefined;
  /** The character under a point of the viewport; undefined outside the text or where it cannot be counted out. */
  offsetAt(clientX: number, clientY: number): number | undefined;
};

/**
 * Where the characters of a field stand. The field breaks lines anywhere and its font is of one width, so character n of
 * a line of plain ASCII stands at row n ÷ columns.
 */
export function useTextGrid(scroller: RefObject<HTMLDivElement | null>, text: string): TextGrid {
  const [measure, setMeasure] = useState<Measure>();
  const [scroll, setScroll] = useState({ top: 0, height: 600 });
  const even = useMemo(() => isEven(text), [text]);
  const windowed = text.length > PAINT_WHOLE;

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setMeasure(measureField(element)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);

  useEffect(() => {
    const element = scroller.current;
    if (!element || !windowed) return;
    // Asking for it now would lay a megabyte out twice; the first window is at the top.
    const follow = () => setScroll({ top: element.scrollTop, height: element.clientHeight });
    element.addEventListener('scroll', follow, { passive: true });
    return () => element.removeEventListener('scroll', follow);
  }, [scroller, windowed]);

  const offsetAt = useCallback(
    (clientX: number, clientY: number) => {
      const element = scroller.current;
      if (!element || !measure || !even) return undefined;
      const box = element.getBoundingClientRect();
      const row = Math.floor((clientY - box.top + element.scrollTop - PADDING_TOP) / LINE);
      const column = Math.floor((clientX - box.left - PADDING_LEFT) / measure.characterWidth);
      if (row < 0 || column < 0 || column >= measure.columns) return undefined;
      const at = row * measure.columns + column;
      return at < text.length ? at : undefined;
    },
    [scroller, measure, even, text],
  );

  if (!windowed) return { visible: { start: 0, end: text.length, top: 0 }, height: undefined, offsetAt };
  if (!even && text.length > MOST_IN_FIELD) {
    return { visible: { start: 0, end: BEGINNING, top: 0 }, height: undefined, offsetAt };
  }
  if (!measure || !even) return { visible: undefined, height: undefined, offsetAt };
  const rows = Math.ceil(text.length / measure.columns);
  const first = Math.max(0, Math.min(rows, Math.floor(scroll.top / LINE) - 20));
  const last = Math.min(rows, first + Math.ceil(scroll.height / LINE) + 40);
  return {
    visible: {
      start: first * measure.columns,
      end: Math.min(text.length, last * measure.columns),
      top: first * LINE,
    },
    height: rows * LINE + 2 * PADDING_TOP + LINE,
    offsetAt,
  };
}

/** A megabyte is tested in pieces, for the regular expression engine's sake. */
function isEven(text: string): boolean {
  for (let at = 0; at < text.length; at += PAINT_WHOLE) if (!EVEN.test(text.slice(at, at + PAINT_WHOLE))) return false;
  return true;
}

function measureField(element: HTMLElement): Measure | undefined {
  const field = element.querySelector('textarea');
  if (!field) return undefined;
  const style = getComputedStyle(field);
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return undefined;
  context.font = `${style.fontSize} ${style.fontFamily}`;
  const characterWidth = context.measureText('M'.repeat(100)).width / 100;
  const width = field.clientWidth - 2 * PADDING_LEFT;
  return { columns: Math.max(1, Math.floor((width + 0.01) / characterWidth)), characterWidth };
}
