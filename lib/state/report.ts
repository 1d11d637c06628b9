import { makeReport } from '../review/make-report';
import type { Report, Reveal } from '../review/report';
import { acceptedNote } from './accepted';
import { auditOf, contextOf } from './audit';
import type { State } from './state';
import { formWords } from './token-words';
import { verdictWords } from './verdict-words';
import { viewOf } from './view';

/** What tells the tool that made a report: its version, and its build where it was built. */
export type MadeBy = { version: string; build?: string };

/** The report of what is shown; undefined while there is no token, or nothing has checked it yet. */
export function reportOf(state: State, reveal: Reveal, madeBy: MadeBy): Report | undefined {
  const view = viewOf(state);
  const audit = auditOf(state);
  if (!audit || view.token.parts.length === 0) return undefined;
  const { title, detail } = verdictWords(view);
  return makeReport(
    {
      context: contextOf(state),
      audit,
      verdict: { title, detail },
      form: formWords(view.token),
      verdicts: view.verdicts,
      signer: view.signer,
      inner: view.nested.length,
      acceptedNote: (finding) => acceptedNote(state, finding),
      now: state.now,
      ...madeBy,
    },
    reveal,
  );
}
