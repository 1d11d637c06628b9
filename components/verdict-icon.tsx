import type { VerdictWords } from '@/lib/state/verdict-words';

const SHAPES = {
  good: 'm7 12.5 3.4 3.4L17 8.5',
  bad: 'm8 8 8 8m0-8-8 8',
  unsecured: 'M12 6.5v7m0 3.5v.5',
  opened: 'M8 11.5h8v5H8zm1.5 0V9a2.5 2.5 0 0 1 4.8-1',
  none: 'M9.2 9.3a2.9 2.9 0 1 1 4.2 2.6c-.9.5-1.4 1-1.4 2.1m0 3v.5',
} as const;

/** The verdict's mark: tick, cross, exclamation, open lock, question. Decoration: the words beside it say the same. */
export function VerdictIcon({ proof, className }: { proof: VerdictWords['proof']; className: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" className={`size-7 shrink-0 ${className}`}>
      <circle cx="12" cy="12" r="11" fill="currentColor" />
      <path d={SHAPES[proof]} fill="none" stroke="var(--color-surface)" strokeWidth="2.2" strokeLinecap="round" />
    </svg>
  );
}
