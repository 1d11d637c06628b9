'use client';

import type { Evidence, Finding } from '@/lib/checks/check';
import { showEvidence } from '@/lib/state/evidence';
import { SeverityBadge } from './severity-badge';
import { useStore } from './store-context';

/** One finding: how bad, what was seen and where, why it matters, what to do, and who says so. */
export function FindingItem({ finding }: { finding: Finding }) {
  const { check, severity, message, evidence } = finding;
  return (
    <li data-check={check.id} data-severity={severity} className="px-3 py-2">
      <div className="flex items-baseline gap-2">
        <SeverityBadge severity={severity} />
        <h3 className="font-semibold">{check.title}</h3>
      </div>
      <p className="mt-0.5 break-words text-muted">
        {message}{' '}
        {check.references.map(({ label, url }) => (
          <a
            key={label}
            href={url}
            target="_blank"
            rel="noreferrer noopener"
            className="mr-2 whitespace-nowrap text-muted underline decoration-edge underline-offset-2 hover:text-ink"
          >
            {label}
          </a>
        ))}
      </p>
      {evidence.length > 0 && (
        <p className="flex flex-wrap gap-x-2">
          {evidence.map((place, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the places of one finding never change their order
            <EvidenceButton key={index} place={place} />
          ))}
        </p>
      )}
      <details className="text-muted">
        <summary className="w-fit rounded text-xs leading-[24px] hover:text-ink">Why, and what to do</summary>
        <p className="mt-1 text-ink">{check.why}</p>
        <p className="mt-1 text-ink">
          <strong>Fix:</strong> {check.fix}
        </p>
      </details>
    </li>
  );
}

function EvidenceButton({ place }: { place: Evidence }) {
  const store = useStore();
  const name = place.pointer ? `${place.part} ${place.pointer}` : place.part;
  if (!place.span && !place.textSpan) return null;
  return (
    <button
      type="button"
      onClick={() => store.apply((state) => showEvidence(state, place))}
      className="max-w-full truncate rounded font-mono text-xs leading-[24px] text-accent hover:underline"
      aria-label={`Show in the ${name}`}
    >
      {name} {place.value !== '' && <span className="text-muted">{place.value.slice(0, 60)}</span>}
    </button>
  );
}
