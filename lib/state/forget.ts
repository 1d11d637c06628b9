import { forgetLast } from './last';
import type { State } from './state';
import { createStore, type Store } from './store';

/** The state in which nothing is given: no token, key, expectation or note, and no way back. The checks and the clock stay. */
export function emptyState({ now, timeZone, auditor }: Pick<State, 'now' | 'timeZone' | 'auditor'>): State {
  return {
    ...{ now, timeZone, auditor },
    input: { from: 'token', text: '', choice: 0 },
    key: { text: '', encoding: 'detect', origin: 'person' },
    sample: '',
    sampleKey: undefined,
    outer: [],
    mark: undefined,
    signer: undefined,
    settled: undefined,
    past: [],
    future: [],
    expectations: {},
    gathered: undefined,
    accepted: [],
    firstAudit: undefined,
    lastEdit: undefined,
  };
}

/**
 * Takes everything a person gave out of memory. The store is emptied for good, so that what was under way with it (a file
 * that is being read, a key that is being fetched) brings nothing back; the page goes on with the one that this gives.
 */
export function forgetAll(store: Store): Store {
  const empty = emptyState(store.get());
  store.end(empty);
  const fresh = createStore(empty);
  forgetLast();
  // The engine keeps the text that a regular expression last matched (`RegExp.input`, ECMA-262 legacy features).
  /^/.test('');
  return fresh;
}
