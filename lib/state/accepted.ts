import type { Finding } from '../checks/check';
import type { State } from './state';

/** What tells a finding from the others of one review: the check and what it saw. */
export function findingKey({ check, message }: Finding): string {
  return `${check.id} ${message}`;
}

/** The reviewer's note on a finding that was accepted; undefined for one that was not. */
export function acceptedNote({ accepted }: State, finding: Finding): string | undefined {
  const key = findingKey(finding);
  return Object.hasOwn(accepted, key) ? accepted[key] : undefined;
}

/** Accepts a finding with a note, which may be empty, or takes that back. It holds for this review: in memory alone. */
export function acceptFinding(state: State, finding: Finding, note: string | undefined): State {
  const { [findingKey(finding)]: _, ...others } = state.accepted;
  return { ...state, accepted: note === undefined ? others : { ...others, [findingKey(finding)]: note } };
}
