import { useMemo } from 'react';
import { type MarginNote, marginNotes } from '@/lib/state/margin-notes';
import type { EditablePart } from '@/lib/state/parts';
import { useSelect } from './store-context';

/** The notes beside the lines of a part's shown text, by the page's clock and zone. */
export function useMarginNotes(part: EditablePart, text: string): readonly MarginNote[] {
  const now = useSelect((state) => state.now);
  const timeZone = useSelect((state) => state.timeZone);
  return useMemo(() => marginNotes(part, text, now, timeZone), [part, text, now, timeZone]);
}
