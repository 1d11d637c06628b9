'use client';

import { useMemo } from 'react';
import { type ClaimRow, claimRows, claimsOf } from '@/lib/state/claims';
import { viewOf } from '@/lib/state/view';
import { Pane } from './pane';
import { useSelect } from './store-context';
import { TimeTools } from './time-tools';

/** Every claim with its value as written, what it means, who defined it, and its date in three forms. */
export function ClaimsTable({ className }: { className?: string }) {
  const now = useSelect((state) => state.now);
  const timeZone = useSelect((state) => state.timeZone);
  const view = useSelect(viewOf);
  const { rows, more } = useMemo(() => claimRows(claimsOf(view), now, timeZone), [view, now, timeZone]);

  return (
    <Pane name="Claims" className={className} detail={rows.length > 0 ? `${rows.length + more}` : 'none'}>
      <div className="overflow-x-auto">
        <table className="w-full text-left max-sm:block">
          <thead className="text-muted max-sm:sr-only">
            <tr className="border-b border-line *:px-3 *:py-1.5 *:font-normal">
              <th scope="col">Name</th>
              <th scope="col">Value</th>
              <th scope="col">Meaning</th>
              <th scope="col">Kind</th>
              <th scope="col">Time: local, UTC, relative</th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line max-sm:block">
            {rows.map((row) => (
              <Row key={row.index} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      {more > 0 && <p className="px-3 py-2 text-muted">and {more} more claims, in the payload above</p>}
    </Pane>
  );
}

function Row({ row: { name, value, explanation, repeated, timeClaim } }: { row: ClaimRow }) {
  const date = explanation?.date;
  return (
    <tr className="align-top *:px-3 *:py-1.5 max-sm:grid max-sm:py-1.5 max-sm:*:py-0.5">
      <th scope="row" className="font-mono font-normal text-payload">
        {name}
        {repeated && <strong className="block font-sans text-xs text-bad">repeated</strong>}
      </th>
      <td className="max-w-md min-w-32 font-mono text-[13px] break-all">{value}</td>
      <td className="min-w-48">
        {explanation?.meaning}
        {explanation?.source && (
          <a
            href={explanation.source.url}
            target="_blank"
            rel="noreferrer noopener"
            className="ml-2 whitespace-nowrap text-muted underline decoration-edge underline-offset-2"
          >
            {explanation.source.label}
          </a>
        )}
      </td>
      <td>{explanation?.kind}</td>
      <td className="min-w-64 tabular-nums">
        {date && (
          <>
            <span className="block">{date.local}</span>
            <span className="block text-muted">{date.utc}</span>
            <span className="mr-1">{date.relative}</span>
          </>
        )}
        {timeClaim && <TimeTools claim={timeClaim} />}
      </td>
    </tr>
  );
}
