import { expect, test } from 'vitest';
import { failingAudits, medianScores } from './scores.mjs';

/** A report of one category with one audit that counts and one that does not. */
const report = (score: number, targetSize: number) => ({
  categories: {
    accessibility: {
      title: 'Accessibility',
      score,
      auditRefs: [
        { id: 'target-size', weight: 7 },
        { id: 'hint', weight: 0 },
      ],
    },
  },
  audits: {
    'target-size': {
      score: targetSize,
      title: 'Targets are too small',
      details: { items: [{ node: { selector: 'p > button' } }] },
    },
    hint: { score: 0, title: 'A hint' },
  },
});

test('of an even number of runs the lower one in the middle counts', () => {
  expect(medianScores([report(1, 1), report(0.96, 0)])).toEqual({ accessibility: 96 });
  expect(medianScores([report(1, 1), report(0.96, 0), report(1, 1)])).toEqual({ accessibility: 100 });
});

test('what costs points in most runs is named with its place', () => {
  expect(failingAudits([report(0.96, 0), report(0.96, 0), report(1, 1)])).toEqual([
    'Accessibility: Targets are too small [target-size] · p > button, score 0',
  ]);
  expect(failingAudits([report(0.96, 0), report(1, 1), report(1, 1)])).toEqual([]);
});
