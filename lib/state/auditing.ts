import type { CheckContext } from '../checks/check';
import { inSlices, painted } from '../worker/slices';
import { setAudited } from './actions';
import { contextOf, sameContext } from './audit';
import { LONG_TEXT } from './reading';
import type { Auditor, State } from './state';
import type { Store } from './store';
import { viewOf } from './view';

/**
 * Keeps the audit of a long token up with what is shown, a slice at a time; that of a short one is made when it is asked
 * for. A newer token, key or expectation stops the audit for an older one. Gives the way to stop.
 */
export function startAuditing(store: Store): () => void {
  let running: AbortController | undefined;
  let asked: CheckContext | undefined;
  const follow = () => {
    const state = store.get();
    const { auditor } = state;
    const { token, busy } = viewOf(state);
    if (typeof auditor !== 'object' || busy || token.text.length <= LONG_TEXT) {
      running?.abort();
      asked = undefined;
      return;
    }
    const context = contextOf(state);
    if (asked && sameContext(asked, context)) return;
    asked = context;
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    audit(signal, auditor, context).then(
      (audited) => store.apply((latest) => setAudited(latest, audited)),
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

async function audit(
  signal: AbortSignal,
  auditor: Auditor,
  context: CheckContext,
): Promise<NonNullable<State['audited']>> {
  await painted();
  signal.throwIfAborted();
  return { context, audit: await inSlices(signal, auditor.steps(context)) };
}
