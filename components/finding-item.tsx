'use client';

import type { Evidence, Finding } from '@/lib/checks/check';
import { showEvidence } from '@/lib/state/evidence';
import { AcceptFinding } from './accept-finding';
import { SeverityBadge } from './severity-badge';
import { useStore } from './store-context';

/** One finding: how bad, what was seen and where, why it matters, what to do, who says so, and whether it is accepted. */
export function FindingItem({ finding, note }: { finding: Finding; note?: string }) {
  const { check, severity, message, evidence } = finding;
  const isAccepted = note !== undefined;
  return (
    <li
      data-check={check.id}
      data-severity={severity}
      data-accepted={isAccepted || undefined}
      className={`px-3 py-2 ${isAccepted ? 'bg-raised' : ''}`}
    >
      <div className="flex items-baseline gap-2">
        <span className={isAccepted ? 'grayscale' : ''}>
          <SeverityBadge severity={severity} />
        </span>
        <h3 className={`font-semibold ${isAccepted ? 'text-muted' : ''}`}>
          {/* In a tab of its own: what was pasted here would be gone. */}
          <a
            href={`/checks/${check.id}/`}
            target="_blank"
            rel="noopener"
            title="About this check, in a new tab"
            className="hover:underline"
          >
            {check.title}
          </a>
        </h3>
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
      <AcceptFinding finding={finding} note={note} />
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
