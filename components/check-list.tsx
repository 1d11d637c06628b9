'use client';

import { useId, useState } from 'react';
import type { CheckText } from '@/lib/checks/check';
import { SeverityBadge } from './severity-badge';

type Row = Pick<CheckText, 'id' | 'severity' | 'title'> & {
  /** All that is searched, in lower case. */
  words: string;
};
type ListedGroup = { subject: string; title: string; checks: readonly Row[] };

/** The catalogue by subject, and a field that leaves of it what has every word that is typed. */
export function CheckList({ groups }: { groups: readonly ListedGroup[] }) {
  const id = useId();
  const [query, setQuery] = useState('');
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = groups
    .map((group) => ({
      ...group,
      checks: group.checks.filter(({ words }) => wanted.every((one) => words.includes(one))),
    }))
    .filter(({ checks }) => checks.length > 0);
  const count = found.reduce((sum, { checks }) => sum + checks.length, 0);

  return (
    <>
      <search className="mt-4 flex flex-wrap items-center gap-x-3 gap-y-2">
        <label htmlFor={id}>Search</label>
        <input
          id={id}
          type="search"
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          placeholder="expired, RFC 8725, CWE-347…"
          autoComplete="off"
          spellCheck={false}
          className="min-w-0 flex-1 basis-60 rounded-md border border-line bg-surface px-2 py-1 placeholder:text-muted hover:border-edge"
        />
        <p role="status" className="text-muted">
          {count === 1 ? '1 check' : `${count} checks`}
        </p>
      </search>
      {found.map(({ subject, title, checks }) => (
        <section key={subject} aria-labelledby={`subject-${subject}`} className="mt-6">
          <h2 id={`subject-${subject}`} className="text-base font-semibold">
            {title}
          </h2>
          <ul className="mt-2 divide-y divide-line overflow-hidden rounded-pane border border-line bg-surface">
            {checks.map((check) => (
              <li key={check.id} className="flex flex-wrap items-baseline gap-x-3 px-3 py-1.5">
                <span className="w-18 shrink-0">
                  <SeverityBadge severity={check.severity} />
                </span>
                <a
                  href={`/checks/${check.id}/`}
                  className="underline decoration-edge underline-offset-2 hover:decoration-ink"
                >
                  {check.title}
                </a>
                <code className="ml-auto font-mono text-xs break-all text-muted">{check.id}</code>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {count === 0 && <p className="mt-6 text-muted">No check has these words.</p>}
    </>
  );
}
