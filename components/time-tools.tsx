'use client';

import { useState } from 'react';
import { setTimeClaim } from '@/lib/state/actions';
import type { TimeClaim } from '@/lib/state/margin-notes';
import { useAct, useSelect, useStore } from './store-context';

const STEPS = [
  { label: 'now', words: 'now', seconds: 0 },
  { label: '+15 min', words: '15 minutes from now', seconds: 900 },
  { label: '+1 h', words: '1 hour from now', seconds: 3600 },
  { label: '+1 d', words: '1 day from now', seconds: 86_400 },
] as const;

// As large as an unsteady hand needs (WCAG 2.5.8), in lines that are a little lower.
const TOOL = 'my-[-2px] min-h-[24px] min-w-[24px] rounded px-1 text-accent underline-offset-2 hover:underline';

/**
 * Sets a date claim: to now, to a little later, or to a picked moment. In the margin, where there is little room, the steps
 * that fit the claim; the claims table has them all.
 */
export function TimeTools({ claim, compact = false }: { claim: TimeClaim; compact?: boolean }) {
  const act = useAct();
  const store = useStore();
  const [picking, setPicking] = useState(false);
  const pickerId = `date-of-${claim}`;
  const now = useSelect((state) => state.now);

  function pick(value: string) {
    const seconds = Math.floor(new Date(value).getTime() / 1000);
    if (Number.isFinite(seconds)) act(setTimeClaim, claim, seconds);
  }

  return (
    <span
      className={`pointer-events-auto ml-2 inline-flex shrink-0 flex-wrap items-baseline gap-1 font-sans text-xs ${compact ? 'max-sm:hidden' : ''}`}
    >
      {STEPS.filter((step) => !compact || step.seconds > 0).map((step) => (
        <button
          key={step.label}
          type="button"
          aria-label={`Set ${claim} to ${step.words}`}
          title={`Set ${claim} to ${step.words}`}
          onClick={() => act(setTimeClaim, claim, store.get().now + step.seconds)}
          className={TOOL}
        >
          {step.label}
        </button>
      ))}
      {!compact && (
        <>
          <button
            type="button"
            aria-expanded={picking}
            aria-controls={pickerId}
            onClick={() => setPicking(!picking)}
            className={TOOL}
          >
            pick…
          </button>
          <input
            id={pickerId}
            hidden={!picking}
            type="datetime-local"
            step={1}
            autoComplete="off"
            aria-label={`Date and time for ${claim}, local time`}
            defaultValue={picking ? localInputValue(now) : undefined}
            onChange={(event) => pick(event.currentTarget.value)}
            className="rounded border border-line bg-surface px-1"
          />
        </>
      )}
    </span>
  );
}

/** A moment as the value of a `datetime-local` field, which counts in local time. */
function localInputValue(seconds: number): string {
  const date = new Date(seconds * 1000);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
