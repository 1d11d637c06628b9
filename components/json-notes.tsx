import type { MarginNote as Note } from '@/lib/state/margin-notes';
import { MOST_LINES } from './json-lines';
import { MarginNote } from './margin-note';

/**
 * The margin notes of a painted text, above its field so that their tools can be reached. The text is there once more,
 * unseen: it breaks its lines like the other two, and so each note finds its line.
 */
export function JsonNotes({ text, notes }: { text: string; notes: readonly Note[] }) {
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
}
