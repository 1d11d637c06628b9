import type { Finding, Severity } from './check';

/** Severities, the gravest first. */
export const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

/** How many findings there are of each severity. */
export function countBySeverity(findings: readonly Finding[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}
