import { expect, test } from 'vitest';
import { judge } from './goals.mjs';

const LOADS = {
  'page, 1× CPU': { 'usable: KB': 149.9, requests: 13, 'to others': 0, 'blocked ms': 0, 'FCP ms': 100 },
  'page, 4× CPU': { 'blocked ms': 51 },
};

const metOf = (rows: { goal: string; 'met?': string }[]) => rows.map((row) => [row.goal, row['met?']]);

test('a goal is met at its limit, and not beyond it', () => {
  expect(metOf(judge({ loads: LOADS, pastes: {}, verifies: {} }))).toEqual([
    ['bytes until usable ≤ 150 KB', 'yes'],
    ['requests until usable ≤ 12', 'NO'],
    ['requests to others ≤ 0', 'yes'],
    ['blocked while loading ≤ 0 ms', 'yes'],
    ['blocked while loading, 4× CPU ≤ 50 ms', 'NO'],
  ]);
});

test('the first paint is compared with a peer where one was measured', () => {
  const loads = { ...LOADS, 'peer, 1× CPU': { 'FCP ms': 199 } };
  const row = judge({ loads, pastes: {}, verifies: {} }).find(({ goal }) => goal.startsWith('first paint'));
  expect(row).toEqual({ goal: 'first paint, of the peer’s ≤ 0.5×', measured: '0.5×', 'met?': 'yes' });
});

test('pastes are judged by their ratio to a bare textarea, a verdict by what it adds to the crypto', () => {
  const pastes = {
    'page, 1 KB, 1× CPU': { ratio: 1.21 },
    'page, 1 MB, 1× CPU': { ratio: 1.5, 'task beyond ms': 50 },
    'page, 1 KB, 4× CPU': { 'page ms': 80 },
  };
  const verifies = { HS256: { 'beyond ms': 16.7 }, RS256: { 'beyond ms': 16.8 } };
  expect(judge({ loads: {}, pastes, verifies }).map((row) => row['met?'])).toEqual([
    'NO',
    'yes',
    'yes',
    'yes',
    'yes',
    'NO',
  ]);
});

test('nothing is said of what was not measured', () => {
  expect(judge({ loads: {}, pastes: {}, verifies: {} })).toEqual([]);
});
