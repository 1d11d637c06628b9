import type { Finding, Severity } from '../checks/check';
import { relativeTime } from '../encoding/numeric-date';
import { auditOf } from './audit';
import type { State } from './state';
import { dateClaim } from './timeline';
import type { VerdictWords } from './verdict-words';
import { viewOf } from './view';

/** Whether the token may be used now, in the words of the strip ("expired 3 days ago"); undefined when it may. */
export function timeWords(state: State): string | undefined {
  const { token } = viewOf(state);
  // A reviewer may judge for another moment than now.
  const now = state.expectations.clock ?? state.now;
  const found = new Set((auditOf(state)?.findings ?? []).map(({ check }) => check.id));
  if (found.has('expired')) return `expired ${relativeTime(dateClaim(token, 'exp') ?? now, now)}`;
  if (found.has('not-yet-valid')) return `starts ${relativeTime(dateClaim(token, 'nbf') ?? now, now)}`;
  return undefined;
}

/**
 * The colour of the strip's edge: the worst of verdict and findings, so that a valid but expired token never looks
 * fine, and without a proof never green.
 */
export function stripEdge(
  proof: VerdictWords['proof'],
  findings: readonly Finding[],
): Exclude<Severity, 'low' | 'info'> | 'good' | 'none' {
  if (proof === 'bad' || proof === 'unsecured') return 'critical';
  for (const severity of ['critical', 'high', 'medium'] as const) {
    if (findings.some((finding) => finding.severity === severity)) return severity;
  }
  return proof === 'good' ? 'good' : 'none';
}
