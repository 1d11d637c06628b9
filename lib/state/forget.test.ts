import { describe, expect, test } from 'vitest';
import { acceptFinding, reviewedFindings } from './accepted';
import { editPart, pasteToken, setExpectations, setKeyText, setPassphrase } from './actions';
import { auditOf } from './audit';
import { detachedText, setDetachedPayload } from './detached-payload';
import { firstState } from './first-state';
import { emptyState, forgetAll } from './forget';
import { redo, undo } from './history';
import { runJob } from './job';
import { keepLast } from './last';
import { parseOnce } from './reading';
import { createStore } from './store';
import { viewOf } from './view';

const MARK = 'marker-of-this-test';

/** A state with the mark in every place that a person can fill. */
async function filled() {
  const store = createStore(await firstState());
  const finding = auditOf(store.get())?.findings[0];
  if (!finding) throw new Error('the sample has no finding to accept');
  store.apply((state) => acceptFinding(state, finding, MARK));
  store.apply((state) => pasteToken(state, `eyJhbGciOiJIUzI1NiJ9.e30.${MARK}`, 0));
  store.apply((state) => setDetachedPayload(state, MARK, 0));
  store.apply((state) => setKeyText(state, MARK, 0));
  store.apply((state) => setPassphrase(state, MARK, 0));
  store.apply((state) => setExpectations(state, { issuer: MARK }));
  store.apply((state) => editPart(state, 'header', `{"alg":"HS256","kid":"${MARK}"}`, 0));
  store.apply((state) => undo(state));
  return store;
}

describe('forgetting all', () => {
  test('leaves nothing of what was given in the state that is left and in the one that begins', async () => {
    const store = await filled();
    expect(JSON.stringify(store.get())).toContain(MARK);
    const fresh = forgetAll(store);
    expect(JSON.stringify(store.get())).not.toContain(MARK);
    expect(fresh.get()).toEqual(emptyState(store.get()));
    expect(viewOf(fresh.get()).token.text).toBe('');
  });

  test('leaves no way back, and no way for what was under way', async () => {
    const store = await filled();
    const fresh = forgetAll(store);
    expect(undo(fresh.get())).toBe(fresh.get());
    expect(redo(fresh.get())).toBe(fresh.get());
    store.apply((state) => setKeyText(state, MARK, 0));
    expect(store.get().key.text).toBe('');
  });

  test('tells those who follow the store once, with the empty state', async () => {
    const store = await filled();
    const seen: string[] = [];
    store.subscribe(() => seen.push(store.get().key.text));
    forgetAll(store);
    expect(seen).toEqual(['']);
  });

  test('empties what is remembered beside the state', async () => {
    const store = await filled();
    const last = keepLast<string>();
    last.answer = MARK;
    const parsed = parseOnce(`${MARK}.a.b`);
    viewOf(store.get());
    detachedText(store.get());
    reviewedFindings(store.get());
    forgetAll(store);
    expect(last.answer).toBeUndefined();
    expect(parseOnce(`${MARK}.a.b`)).not.toBe(parsed);
  });

  test('gives a state that the page can go on with', async () => {
    const fresh = forgetAll(await filled());
    const settled = await runJob(new AbortController().signal, fresh.get());
    expect(settled.verdicts).toEqual([expect.objectContaining({ kind: 'cannot-check' })]);
    expect(auditOf(fresh.get())).toBeUndefined();
  });
});
