'use client';

import { checks } from '@/lib/checks';
import { findingsOf, viewOf } from '@/lib/state/view';
import { FindingItem } from './finding-item';
import { Pane } from './pane';
import { useSelect } from './store-context';

/** What the audit found, worst first. */
export function FindingsPane({ className }: { className?: string }) {
  const findings = useSelect(findingsOf);
  const { token } = useSelect(viewOf);
  return (
    <Pane
      name="Findings"
      id="findings"
      className={className}
      detail={findings ? `${findings.length} from ${checks.length} checks` : 'checking…'}
    >
      <ul className="min-h-0 flex-1 divide-y divide-line overflow-y-auto">
        {findings?.map((finding) => (
          <FindingItem key={`${finding.check.id} ${finding.message}`} finding={finding} />
        ))}
      </ul>
      {findings?.length === 0 && (
        <p className="px-3 py-2 text-muted">
          {token.parts.length === 0 ? 'Nothing to check yet.' : 'None of the checks found anything.'}
        </p>
      )}
    </Pane>
  );
}
