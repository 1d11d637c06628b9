import { reviewedFindings } from '@/lib/state/accepted';
import type { State } from '@/lib/state/state';
import { viewOf } from '@/lib/state/view';
import { useSelect, useStore } from './store-context';

/** The state as a report sees it, drawn anew when something in the report changes, and not with every second of the clock. */
export function useReportedState(): State {
  const store = useStore();
  useSelect(reviewedFindings);
  useSelect((state) => viewOf(state).verdict);
  useSelect((state) => viewOf(state).decryption);
  useSelect((state) => viewOf(state).token);
  useSelect((state) => state.expectations);
  useSelect((state) => state.gathered);
  return store.get();
}
