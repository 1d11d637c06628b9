'use client';

import { countBySeverity, severities } from '@/lib/checks/severity';
import { reviewedFindings } from '@/lib/state/accepted';
import { stripEdge, timeWords } from '@/lib/state/strip';
import { verdictWords } from '@/lib/state/verdict-words';
import { viewOf } from '@/lib/state/view';
import { SeverityBadge } from './severity-badge';
import { useLaterSelect, useSelect } from './store-context';
import { VerdictIcon } from './verdict-icon';

const TONES = {
  good: 'text-good',
  bad: 'text-bad',
  unsecured: 'text-bad',
  opened: 'text-accent',
  none: 'text-muted',
} as const;
const EDGES = {
  critical: 'border-l-critical',
  high: 'border-l-critical',
  medium: 'border-l-medium',
  good: 'border-l-good',
  none: 'border-l-edge',
} as const;

/** Is it genuine, and is it good: the proof in words, and the count of findings that are not accepted. */
export function VerdictStrip({ className }: { className: string }) {
  const view = useSelect(viewOf);
  const { open, accepted } = useLaterSelect(reviewedFindings);
  const words = verdictWords(view);
  const time = useLaterSelect(timeWords);
  const counts = countBySeverity(open);

  return (
    <div
      className={`flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line border-l-4 bg-surface px-4 py-2 ${className} ${EDGES[stripEdge(words.proof, open)]}`}
    >
      <VerdictIcon proof={words.proof} className={TONES[words.proof]} />
      <div role="status" aria-label="Verdict" className="min-w-0 flex-1 basis-80 break-words">
        <strong className={`text-base ${TONES[words.proof]}`}>{words.title}</strong>{' '}
        <span className="ml-1 text-muted">{words.detail}</span>
        {time && <strong className="text-bad"> · {time}</strong>}
      </div>
      <ul aria-label="Findings by severity" className="flex flex-wrap gap-1.5">
        {severities.map(
          (severity) =>
            counts[severity] > 0 && (
              <li key={severity}>
                <a href="#findings" className="rounded-full">
                  <SeverityBadge severity={severity} count={counts[severity]} />
                </a>
              </li>
            ),
        )}
        {accepted.length > 0 && <li className="text-muted">{accepted.length} accepted</li>}
      </ul>
    </div>
  );
}
