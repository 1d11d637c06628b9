import { auditData, auditOf, gatherFor, loadAuditor } from './audit';
import { runJob } from './job';
import { FIRST_NOW, FIRST_SAMPLE } from './sample-choices';
import type { Input, State } from './state';

/** The state that the page opens with: the first sample, verified and checked, as data alone. */
export async function firstState(): Promise<State> {
  const input: Input = { from: 'token', text: FIRST_SAMPLE.token, choice: 0 };
  const begin = { input, key: FIRST_SAMPLE.key, settled: undefined };
  const settled = await runJob(new AbortController().signal, begin);
  const state: State = {
    ...begin,
    settled,
    sample: FIRST_SAMPLE.id,
    sampleKey: undefined,
    outer: [],
    signer: undefined,
    now: FIRST_NOW,
    timeZone: 'UTC',
    mark: undefined,
    past: [],
    future: [],
    lastEdit: undefined,
    auditor: undefined,
    expectations: {},
    gathered: undefined,
    accepted: [],
    firstAudit: undefined,
  };
  const auditor = await loadAuditor();
  const facts = await gatherFor(new AbortController().signal, state, auditor);
  const audit = auditOf({ ...state, auditor, gathered: facts });
  return { ...state, firstAudit: audit && auditData(audit) };
}
