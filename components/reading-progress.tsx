import { sizeWords } from '@/lib/state/token-words';

type ReadingProgressProps = {
  /** Characters of the text. */
  length: number;
  /** How much was read, from 0 to 1. */
  done: number;
};

/** How far the reading of a long text is. */
export function ReadingProgress({ length, done }: ReadingProgressProps) {
  return (
    <p className="flex min-h-10 flex-wrap items-center gap-x-2">
      <progress
        aria-label="Reading the token"
        max={1}
        value={done}
        className="h-1.5 w-32 appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
      />
      <span className="tabular-nums">
        Reading {sizeWords(length)}… {Math.floor(done * 100)} %
      </span>
    </p>
  );
}
