import type { CSSProperties } from 'react';
import type { MarginNote as Note } from '@/lib/state/margin-notes';
import { TimeTools } from './time-tools';

type MarginNoteProps = {
  note: Note;
  /** Characters of the line that the note stands beside: it may take what is left. */
  after: number;
  style?: CSSProperties;
};

/**
 * What a line means, in the margin. On a narrow page it folds under its line; where a long line leaves no room it is not
 * shown: the claims table has it too.
 */
export function MarginNote({ note, after, style }: MarginNoteProps) {
  return (
    <span
      className="absolute right-3 bottom-0 flex max-w-(--room) items-baseline justify-end overflow-x-clip font-mono whitespace-nowrap max-sm:right-auto max-sm:left-7 max-sm:max-w-[calc(100%-3rem)]"
      style={{ '--room': `calc(100% - ${after + 3}ch - 12px)`, ...style } as CSSProperties}
    >
      <span
        title={note.full}
        className={`truncate font-sans text-xs leading-5 max-sm:text-[11px] max-sm:leading-3 ${note.tone === 'bad' ? 'font-semibold text-bad' : 'text-muted'}`}
      >
        {note.text}
      </span>
      {note.timeClaim && <TimeTools claim={note.timeClaim} compact />}
    </span>
  );
}
