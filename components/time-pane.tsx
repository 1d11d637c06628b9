'use client';

import { timelineOf, timelineWords } from '@/lib/state/timeline';
import { viewOf } from '@/lib/state/view';
import { Pane } from './pane';
import { useSelect } from './store-context';

/** The token's life as a line: issued, usable from, expires, and now. */
export function TimePane({ className }: { className?: string }) {
  const { token, isUnread } = useSelect(viewOf);
  const now = useSelect((state) => state.now);
  const timeline = timelineOf(token, now);
  const words = timeline ? timelineWords(timeline, now) : token.text === '' || isUnread ? '' : 'No dates in this token';
  const percent = (place: number) => `${(place * 100).toFixed(2)}%`;
  const over = timeline?.state === 'expired' || timeline?.state === 'early' || timeline?.state === 'never';

  return (
    <Pane
      name="Time"
      className={className}
      detail={<span className={over ? 'font-semibold text-bad' : ''}>{words}</span>}
    >
      {timeline && (
        <div aria-hidden className="relative mx-3 h-[74px] text-xs">
          <div className="absolute inset-x-0 top-6 h-1.5 rounded-full bg-line" />
          {timeline.usable && (
            <div
              className="absolute top-6 h-1.5 rounded-full bg-good"
              style={{ left: percent(timeline.usable.from), right: percent(1 - timeline.usable.to) }}
            />
          )}
          {timeline.events.map((event) => (
            <div
              key={event.name}
              className={`absolute -translate-x-1/2 whitespace-nowrap ${event.name === 'now' ? `top-2 ${over ? 'text-bad' : 'text-ink'}` : 'top-4 text-muted'}`}
              style={{ left: percent(event.place) }}
            >
              <div className={`mx-auto w-0.5 bg-current ${event.name === 'now' ? 'h-9' : 'h-5'}`} />
              <div className={event.name === 'now' ? 'mt-4' : event.name === 'nbf' ? 'mt-4' : 'mt-0'}>
                {event.words}
              </div>
            </div>
          ))}
        </div>
      )}
    </Pane>
  );
}
