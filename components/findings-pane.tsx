'use client';

import type { Audit, Finding } from '@/lib/checks/check';
import { findingKey, reviewedFindings } from '@/lib/state/accepted';
import { auditOf } from '@/lib/state/audit';
import { viewOf } from '@/lib/state/view';
import { CheckExample } from './check-example';
import { FindingItem } from './finding-item';
import { Pane } from './pane';
import { useSelect } from './store-context';

/** What the audit found, worst first, and last what the reviewer has accepted. */
export function FindingsPane({ className }: { className?: string }) {
  const audit = useSelect(auditOf);
  const { open, accepted } = useSelect(reviewedFindings);
  const isUnavailable = useSelect((state) => state.auditor === 'unavailable');
  const { token } = useSelect(viewOf);
  return (
    <Pane
      name="Findings"
      id="findings"
      className={className}
      detail={audit ? countWords(audit, accepted.length) : isUnavailable ? '' : 'checking…'}
    >
      <CheckExample />
      <ul className="min-h-0 divide-y divide-line overflow-y-auto">
        {numbered([...open.map((finding) => ({ finding, note: undefined })), ...accepted]).map(
          ({ key, finding, note }) => (
            <FindingItem key={key} finding={finding} note={note} />
          ),
        )}
      </ul>
      {audit?.findings.length === 0 && (
        <p className="px-3 py-2 text-muted">
          {token.parts.length === 0 ? 'Nothing to check yet.' : 'None of the checks found anything.'}
        </p>
      )}
      {!audit && isUnavailable && (
        <p className="px-3 py-2 text-bad">The checks could not be loaded. Nothing was checked; reload the page.</p>
      )}
    </Pane>
  );
}

function countWords({ findings, checks }: Audit, accepted: number): string {
  return `${findings.length} from ${checks} checks${accepted > 0 ? `, ${accepted} accepted` : ''}`;
}

/** Findings with keys that stay while the clock moves their messages; the second of one check in one place has a number. */
function numbered<Shown extends { finding: Finding }>(list: readonly Shown[]): (Shown & { key: string })[] {
  const seen = new Map<string, number>();
  return list.map((shown) => {
    const name = findingKey('', shown.finding);
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return { ...shown, key: `${name} ${count}` };
  });
}
