import type { Severity } from '@/lib/checks/check';

const TINTS: Record<Severity, string> = {
  critical: 'bg-critical-tint text-critical',
  high: 'bg-high-tint text-high',
  medium: 'bg-medium-tint text-medium',
  low: 'bg-low-tint text-low',
  info: 'bg-info-tint text-info',
};

/** A severity in word and colour, with a count where there is one. */
export function SeverityBadge({ severity, count }: { severity: Severity; count?: number }) {
  return (
    <span
      className={`inline-block rounded-full px-2 text-xs leading-5 font-semibold whitespace-nowrap ${TINTS[severity]}`}
    >
      {count === undefined ? severity : `${count} ${severity}`}
    </span>
  );
}
