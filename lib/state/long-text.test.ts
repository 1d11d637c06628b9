import { beforeAll, expect, test, vi } from 'vitest';
import { pasteToken, setAuditor, setKeyText } from './actions';
import { auditOf, loadAuditor } from './audit';
import { startAuditing } from './auditing';
import { firstState } from './first-state';
import { undo } from './history';
import { startJobs } from './job';
import { editableParts } from './parts';
import { readInput } from './reading';
import type { State } from './state';
import { createStore } from './store';
import { progressOf } from './take-reading';
import { verdictWords } from './verdict-words';
import { viewOf } from './view';

const encode = (text: string) => Buffer.from(text).toString('base64url');
const tokenWith = (claims: string) => `${encode('{"alg":"HS256"}')}.${encode(claims)}.${encode('x'.repeat(32))}`;
const longToken = (members: number) => tokenWith(`{"sub":"long","list":[${'1,'.repeat(members)}1]}`);
const long = longToken(100_000);
const short = tokenWith('{"sub":"short"}');

let first: State;
beforeAll(async () => {
  first = await firstState();
});

function open() {
  const store = createStore(first);
  startJobs(store);
  return store;
}

/** Waits until nothing is read or verified any more. */
const settled = (store: ReturnType<typeof open>) =>
  vi.waitFor(() => expect(viewOf(store.get()).busy).toBe(false), { timeout: 20_000 });

test('a long paste is not read at once: until then no verdict, claim or finding is shown, and nothing is edited', () => {
  const state = pasteToken(first, long, 0);
  const view = viewOf(state);
  expect(view).toMatchObject({ isUnread: true, busy: true, token: { text: long, parts: [] } });
  expect(verdictWords(view)).toMatchObject({ title: 'Not verified', detail: 'Reading the text.', proof: 'none' });
  expect(editableParts(state)).toMatchObject({ reason: /still being read/ });
  expect(auditOf({ ...state, auditor: undefined })).toBeUndefined();
});

test('a long paste is read with progress, and comes out as a short one would', async () => {
  const store = open();
  const told: number[] = [];
  store.subscribe(() => {
    const progress = progressOf(store.get());
    if (progress !== undefined) told.push(progress);
  });
  store.apply((state) => pasteToken(state, long, 0));
  await settled(store);
  const { token, isUnread } = viewOf(store.get());
  expect(isUnread).toBe(false);
  expect(token.kind).toBe('jws');
  expect(token.payload?.text).toContain('"sub":"long"');
  expect(told.every((done) => done > 0 && done < 1)).toBe(true);
  expect(told).toEqual(told.toSorted((one, other) => one - other));
  expect(progressOf(store.get())).toBeUndefined();
});

test('a long paste that takes no longer than a slice is in the first picture, and nothing before it', () => {
  const store = open();
  store.apply((state) => pasteToken(state, tokenWith(`{"sub":"${'x'.repeat(60_000)}"}`), 0));
  expect(viewOf(store.get())).toMatchObject({ isUnread: false, token: { kind: 'jws' } });
});

test('a newer paste ends the reading of an older one', async () => {
  const store = open();
  // Longer than a slice lasts on any machine.
  store.apply((state) => pasteToken(state, longToken(2_000_000), 0));
  const { input } = store.get();
  store.apply((state) => pasteToken(state, short, 1));
  await settled(store);
  expect(viewOf(store.get()).token.text).toBe(short);
  // Nobody asks for the older one any more, and it was not read.
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(input.from === 'token' && readInput(input).token.parts).toEqual([]);
  expect(viewOf(store.get()).token.text).toBe(short);
});

test('the token in a long text becomes the text, the rest is kept, and one step of undo takes both back', async () => {
  const store = open();
  const log = `${'a line of a log\n'.repeat(6000)}Authorization: Bearer ${short}\n`;
  store.apply((state) => pasteToken(state, log, 0));
  await vi.waitFor(() => expect(store.get().input).toMatchObject({ text: short, pasted: log }));
  await settled(store);
  expect(viewOf(store.get()).token.text).toBe(short);
  store.apply(undo);
  expect(store.get().input).toBe(first.input);
});

test('the checks of a long token come a moment later, and never stand beside another token', async () => {
  const auditor = await loadAuditor();
  const store = open();
  startAuditing(store);
  store.apply((state) => setAuditor(state, auditor));
  store.apply((state) => pasteToken(state, long, 0));
  expect(auditOf(store.get())).toBeUndefined();
  await vi.waitFor(() => expect(auditOf(store.get())?.findings.length).toBeGreaterThan(0), { timeout: 20_000 });
  const found = auditOf(store.get());
  store.apply((state) => setKeyText(state, 'another', 1));
  expect(auditOf(store.get())).toBeUndefined();
  await vi.waitFor(() => expect(auditOf(store.get())).toBeDefined(), { timeout: 20_000 });
  store.apply((state) => pasteToken(state, `${long}x`, 2));
  expect(auditOf(store.get())).not.toBe(found);
  expect(auditOf(store.get())).toBeUndefined();
});
