import { expect, test } from 'vitest';
import { setMark, setTimeZone, tick } from './actions';
import { firstState } from './first-state';
import type { State } from './state';
import { createStore, lagging } from './store';

const first = await firstState();

test('an action changes the state and tells everyone; one that changes nothing tells nobody', () => {
  const store = createStore(first);
  const heard: number[] = [];
  const stop = store.subscribe(() => heard.push(store.get().now));
  store.apply((state) => tick(state, 7));
  store.apply((state) => tick(state, 7));
  stop();
  store.apply((state) => tick(state, 8));
  expect(heard).toEqual([7]);
  expect(store.get().now).toBe(8);
  expect(store.first()).toBe(first);
});

test('who can wait hears once of all that happened until then, and is told what is so meanwhile', () => {
  const store = createStore(first);
  const deferred: (() => void)[] = [];
  const later = lagging(store, (tell) => deferred.push(tell));
  const heard: number[] = [];
  const stop = later.subscribe(() => heard.push(later.get().now));

  store.apply((state) => tick(state, 7));
  store.apply((state) => tick(state, 8));
  expect([heard, deferred.length, later.get().now]).toEqual([[], 1, 8]);
  deferred[0]?.();
  expect(heard).toEqual([8]);

  store.apply((state) => tick(state, 9));
  deferred[1]?.();
  stop();
  store.apply((state) => tick(state, 10));
  deferred[2]?.();
  expect(heard).toEqual([8, 9]);
});

test('who can wait hears of its own actions at once, and with them of what it had still to hear', () => {
  const store = createStore(first);
  const deferred: (() => void)[] = [];
  const later = lagging(store, (tell) => deferred.push(tell));
  const heard: State[] = [];
  later.subscribe(() => heard.push(later.get()));
  store.apply((state) => tick(state, 7));
  later.apply((state) => setTimeZone(state, 'Asia/Tokyo'));
  later.apply((state) => setTimeZone(state, 'Asia/Tokyo'));
  expect(heard.map(({ now, timeZone }) => [now, timeZone])).toEqual([[7, 'Asia/Tokyo']]);
});

test('a store that has ended keeps its last state', () => {
  const store = createStore(first);
  store.end({ ...first, now: 1 });
  store.apply((state) => setMark(tick(state, 2), undefined));
  expect(store.get().now).toBe(1);
});
