'use client';

import { type RefObject, useEffect, useRef } from 'react';

/**
 * Calls `report` when the selection or the cursor moves in the field that has the focus. The browser's own event is asked,
 * since React hears of none in a field that had the focus before the page was live.
 */
export function useSelection(
  field: RefObject<HTMLTextAreaElement | null>,
  report: (start: number, end: number) => void,
): void {
  const newest = useRef(report);
  useEffect(() => {
    newest.current = report;
  });
  useEffect(() => {
    const follow = () => {
      const element = field.current;
      if (element && element === document.activeElement) newest.current(element.selectionStart, element.selectionEnd);
    };
    document.addEventListener('selectionchange', follow);
    return () => document.removeEventListener('selectionchange', follow);
  }, [field]);
}
