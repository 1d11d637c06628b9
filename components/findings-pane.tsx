'use client';

import { auditOf } from '@/lib/state/audit';
import { viewOf } from '@/lib/state/view';
import { FindingItem } from './finding-item';
import { Pane } from './pane';
import { useSelect } from './store-context';

/** What the audit found, worst first. */
export function FindingsPane({ className }: { className?: string }) {
  const audit = useSelect(auditOf);
  const isUnavailable = useSelect((state) => state.auditor === 'unavailable');
  const { token } = useSelect(viewOf);
  return (
    <Pane
      name="Findings"
      id="findings"
      className={className}
      detail={audit ? `${audit.findings.length} from ${audit.checks} checks` : isUnavailable ? '' : 'checking…'}
    >
      <ul className="min-h-0 divide-y divide-line overflow-y-auto">
        {audit?.findings.map((finding) => (
          <FindingItem key={`${finding.check.id} ${finding.message}`} finding={finding} />
        ))}
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
