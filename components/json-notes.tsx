'use client';

import { memo } from 'react';
import type { EditablePart } from '@/lib/state/parts';
import { MOST_LINES } from './json-lines';
import { MarginNote } from './margin-note';
import { useMarginNotes } from './use-margin-notes';

/**
 * The margin notes of a painted text, above its field so that their tools can be reached. The text is there once more,
 * unseen: it breaks its lines like the other two, and so each note finds its line.
 */
export const JsonNotes = memo(function JsonNotes({ part, text }: { part: EditablePart; text: string }) {
  const notes = useMarginNotes(part, text);
  const noteOf = new Map(notes.map((note) => [note.line, note]));
  return text.split('\n', MOST_LINES).map((line, index) => {
    const note = noteOf.get(index);
    return (
      // A note belongs to its line, which is known by its number.
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <div key={index} className="relative -mx-3 px-3">
        <span aria-hidden className="invisible">
          {line || '\u200b'}
        </span>
        {note && <MarginNote note={note} after={line.length} />}
      </div>
    );
  });
});
