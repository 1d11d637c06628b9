import type { Evidence } from '../checks/check';
import { setMark } from './actions';
import type { State } from './state';

/** Marks the place that a finding speaks of. */
export function showEvidence(state: State, { part, span, textSpan }: Evidence): State {
  return setMark(state, { part, span, textSpan, by: 'finding' });
}
