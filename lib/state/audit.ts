import type { Audit, CheckContext, CheckText } from '../checks/check';
import { setGathered } from './actions';
import { keepLast } from './last';
import { LONG_TEXT, readInput } from './reading';
import type { Auditor, State, TokenInput } from './state';
import type { Store } from './store';
import { viewOf } from './view';

/** Fetches the checks. Rejects when they cannot be fetched. */
export async function loadAuditor(): Promise<Auditor> {
  const [{ checks, runChecks, checkSteps }, { gatherFacts }] = await Promise.all([
    import('../checks'),
    import('../checks/facts'),
  ]);
  const audit = (findings: Audit['findings']): Audit => ({ findings, checks: checks.length });
  return {
    run: (context) => audit(runChecks(context)),
    *steps(context) {
      return audit(yield* checkSteps(context));
    },
    gather: gatherFacts,
  };
}

/** Seconds of clock difference that the time checks forgive until a reviewer says otherwise. */
const LEEWAY = 0;

/** What the checks need to have awaited for the token and key that are shown. Rejects when it is aborted. */
export async function gatherFor(
  signal: AbortSignal,
  state: State,
  auditor: Auditor,
): Promise<NonNullable<State['gathered']>> {
  const { settled, expectations, key } = state;
  if (!settled) throw new Error('there is nothing to gather facts about before the first result');
  const { token, reading, verdict, nested } = viewOf(state);
  const facts = await auditor.gather(signal, token, reading, { expectations, keyText: key.text, verdict });
  return { settled, expectations, facts: { ...facts, inner: nested[0]?.verdict } };
}

/**
 * Keeps what the checks need up with what is shown: a newer result stops the gathering for an older one. Gives the way to
 * stop.
 */
export function startGathering(store: Store): () => void {
  let running: AbortController | undefined;
  let asked: Pick<State, 'settled' | 'expectations' | 'signer'> | undefined;
  const follow = () => {
    const state = store.get();
    const { auditor, settled, expectations, signer } = state;
    if (typeof auditor !== 'object' || viewOf(state).busy || !settled) return;
    if (asked?.settled === settled && asked.expectations === expectations && asked.signer === signer) return;
    asked = { settled, expectations, signer };
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    gatherFor(signal, state, auditor).then(
      (gathered) => store.apply((latest) => setGathered(latest, gathered)),
      (error: unknown) => {
        if (!signal.aborted) throw error;
      },
    );
  };
  follow();
  const stop = store.subscribe(follow);
  return () => {
    stop();
    running?.abort();
  };
}

const last = keepLast<{ auditor: Auditor; context: CheckContext; audit: Audit }>();

/** All that the checks may look at in a state. */
export function contextOf(state: State): CheckContext {
  const { expectations, gathered, input, settled } = state;
  const { token, reading, verdict, decryption } = viewOf(state);
  const long = token.text.length > LONG_TEXT;
  // The checks of a long token take their time: they follow the clock every half minute, not every second.
  const now = long ? Math.floor(state.now / 30) * 30 : state.now;
  const facts = gathered && gathered.settled === settled ? gathered.facts : undefined;
  const stripped = input.from === 'token' ? strippedFrom(input) : undefined;
  return { token, key: reading, verdict, decryption, now, leeway: LEEWAY, expectations, facts, stripped };
}

function strippedFrom(input: TokenInput) {
  const { found, choice } = readInput(input);
  return found[choice]?.stripped;
}

/**
 * The audit of a state; undefined while the checks are not here, and while those of a long token are being made, which
 * `startAuditing` does. The same object as before as long as nothing in it has changed.
 */
export function auditOf(state: State): Audit | undefined {
  const { auditor } = state;
  // Until the person does something, what was found while the page was built still holds.
  if (typeof auditor !== 'object') return state.past.length === 0 ? state.firstAudit : undefined;
  const { token, busy } = viewOf(state);
  const context = contextOf(state);
  if (token.text.length > LONG_TEXT) {
    const { audited } = state;
    return !busy && audited && isAbout(audited.context, context) ? audited.audit : undefined;
  }
  const known = last.answer;
  if (known?.auditor === auditor && sameContext(known.context, context)) return known.audit;
  const audit = auditor.run(context);
  last.answer = { auditor, context, audit: known && sameFindings(known.audit, audit) ? known.audit : audit };
  return last.answer.audit;
}

/** Whether an audit is of what is shown, if perhaps of a while ago and without what was gathered since. */
function isAbout(one: CheckContext, other: CheckContext): boolean {
  return COMPARED.every((name) => name === 'now' || name === 'facts' || one[name] === other[name]);
}

const COMPARED = ['token', 'key', 'verdict', 'decryption', 'now', 'expectations', 'facts', 'stripped'] as const;

/** Whether two audits would look at the same. */
export function sameContext(one: CheckContext, other: CheckContext): boolean {
  return COMPARED.every((name) => one[name] === other[name]);
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
