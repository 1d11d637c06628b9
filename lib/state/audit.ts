import type { Audit, CheckContext, CheckText } from '../checks/check';
import type { Auditor, State } from './state';
import { viewOf } from './view';

/** Fetches the checks. Rejects when they cannot be fetched. */
export async function loadAuditor(): Promise<Auditor> {
  const { checks, runChecks } = await import('../checks');
  return (context) => ({ findings: runChecks(context), checks: checks.length });
}

/** Seconds of clock difference that the time checks forgive until a reviewer says otherwise. */
const LEEWAY = 0;
/** Above this length the checks come after the first paint, and follow the clock every half minute, not every second. */
export const LONG_TOKEN = 65_536;

let last: { auditor: Auditor; context: CheckContext; audit: Audit } | undefined;

/**
 * The audit of a state; undefined while the checks are not here, and while a long token waits for them, so that it is
 * seen first. The same object as before as long as nothing in it has changed.
 */
export function auditOf(state: State): Audit | undefined {
  const { auditor } = state;
  // Until the person does something, what was found while the page was built still holds.
  if (typeof auditor !== 'function') return state.past.length === 0 ? state.firstAudit : undefined;
  const { token, reading, verdict, busy } = viewOf(state);
  const long = token.text.length > LONG_TOKEN;
  if (long && busy) return undefined;
  const now = long ? Math.floor(state.now / 30) * 30 : state.now;
  const context = { token, key: reading, verdict, now, leeway: LEEWAY };
  if (last?.auditor === auditor && sameContext(last.context, context)) return last.audit;
  const audit = auditor(context);
  last = { auditor, context, audit: last && sameFindings(last.audit, audit) ? last.audit : audit };
  return last.audit;
}

function sameContext(one: CheckContext, other: CheckContext): boolean {
  return one.token === other.token && one.key === other.key && one.verdict === other.verdict && one.now === other.now;
}

function sameFindings({ findings: before }: Audit, { findings: after }: Audit): boolean {
  return (
    before.length === after.length &&
    after.every(({ check, message, evidence }, index) => {
      const known = before[index];
      return (
        known?.check === check &&
        known.message === message &&
        JSON.stringify(known.evidence) === JSON.stringify(evidence)
      );
    })
  );
}

/** An audit as data alone, without the checks' code: to be sent with the page. */
export function auditData({ findings, checks }: Audit): Audit {
  const textOf = ({ id, subject, severity, title, why, fix, references }: CheckText): CheckText => {
    return { id, subject, severity, title, why, fix, references };
  };
  return { findings: findings.map((finding) => ({ ...finding, check: textOf(finding.check) })), checks };
}
