import type { Audit, Finding } from '../checks/check';
import { auditOf } from './audit';
import { keepLast } from './last';
import type { State } from './state';
import { viewOf } from './view';

/**
 * What tells a finding from all others: the token, the check and the places. Not the message, which follows the clock ("is
 * 3 s before the clock"); and another token's finding is another one, so that nothing is accepted unseen.
 */
export function findingKey(token: string, { check, evidence }: Finding): string {
  const places = evidence.map(({ part, pointer, span, value }) => [part, pointer ?? span?.start ?? value]);
  return JSON.stringify([token, check.id, places]);
}

/** The reviewer's note on a finding that was accepted; undefined for one that was not. */
export function acceptedNote(state: State, finding: Finding): string | undefined {
  if (state.accepted.length === 0) return undefined;
  const key = findingKey(viewOf(state).token.text, finding);
  return state.accepted.find((each) => each.key === key)?.note;
}

/** Accepts a finding with a note, which may be empty, or takes that back. It holds for this review: in memory alone. */
export function acceptFinding(state: State, finding: Finding, note: string | undefined): State {
  const key = findingKey(viewOf(state).token.text, finding);
  const others = state.accepted.filter((each) => each.key !== key);
  return { ...state, accepted: note === undefined ? others : [...others, { key, note }] };
}

/** The findings that count, and those that the reviewer has accepted with their notes, each in the order of the audit. */
export type Reviewed = { open: readonly Finding[]; accepted: readonly { finding: Finding; note: string }[] };

const NOTHING: Reviewed = { open: [], accepted: [] };
const last = keepLast<{ audit: Audit; notes: State['accepted']; token: string; reviewed: Reviewed }>();

/** The findings of a state by what the reviewer made of them; the same object as long as nothing of it changes. */
export function reviewedFindings(state: State): Reviewed {
  const audit = auditOf(state);
  if (!audit) return NOTHING;
  const { accepted: notes } = state;
  const token = viewOf(state).token.text;
  const known = last.answer;
  if (known?.audit === audit && known.notes === notes && known.token === token) return known.reviewed;
  const noted = audit.findings.map((finding) => ({ finding, note: acceptedNote(state, finding) }));
  const open = noted.flatMap(({ finding, note }) => (note === undefined ? [finding] : []));
  const accepted = noted.flatMap(({ finding, note }) => (note === undefined ? [] : [{ finding, note }]));
  last.answer = { audit, notes, token, reviewed: { open, accepted } };
  return last.answer.reviewed;
}
