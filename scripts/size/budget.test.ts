import { expect, test } from 'vitest';
import { agree, compare } from './budget.mjs';

const MEASURED = {
  pages: { '/': { HTML: 10_000, scripts: 90_000, 'until usable': 100_000, requests: 9 } },
  kept: { bytes: 2_000_000, files: 200 },
  parts: [
    { names: ['monacoOf', 'stages'], bytes: 700_000 },
    { names: ['__TESTS', 'aeskw'], bytes: 300 },
  ],
};
const AGREED = agree(MEASURED, { sizes: {}, later: [{ name: 'Monaco', exports: 'stages', bytes: 1 }] });

/** The measured sizes with one page's scripts of another size. */
const withScripts = (scripts: number) => ({ ...MEASURED, pages: { '/': { ...MEASURED.pages['/'], scripts } } });

test('what was just agreed is kept, and parts keep the names that people gave them', () => {
  expect(compare(MEASURED, AGREED).problems).toEqual([]);
  expect(AGREED.later).toEqual([
    { name: 'Monaco', exports: 'stages', bytes: 700_000 },
    { name: 'aeskw', exports: 'aeskw', bytes: 300 },
  ]);
});

test.each([
  [90_000, []],
  [91_800, []],
  [91_801, ['/ scripts: 91,801 bytes, 1,801 more than the 90,000 agreed (+2.0 %)']],
  [10_000, []],
])('%d bytes of scripts where 90,000 were agreed', (scripts, problems) => {
  expect(compare(withScripts(scripts), AGREED).problems).toEqual(problems);
});

test('a small part may grow by what a hash does to its compression, and no more', () => {
  const grown = (bytes: number) => ({ ...MEASURED, parts: [MEASURED.parts[0], { names: ['aeskw'], bytes }] });
  expect(compare(grown(400), AGREED).problems).toEqual([]);
  expect(compare(grown(401), AGREED).problems).toEqual(['aeskw: 401 bytes, 101 more than the 300 agreed (+33.7 %)']);
});

test('one request more is one too many', () => {
  const more = { ...MEASURED, pages: { '/': { ...MEASURED.pages['/'], requests: 10 } } };
  expect(compare(more, AGREED).problems).toEqual(['/ requests: 10, 1 more than the 9 agreed (+11.1 %)']);
});

test('a part that came and a part that went are said', () => {
  const [monaco] = MEASURED.parts;
  const changed = { ...MEASURED, parts: [monaco, { names: ['NewPane'], bytes: 5_000 }] };
  expect(compare(changed, AGREED).problems).toEqual([
    'a part loaded later that nobody named: it exports NewPane, 5,000 bytes',
    'aeskw: nothing that is loaded later exports aeskw any more',
  ]);
});

test('a page of which nothing is agreed is said', () => {
  const more = { ...MEASURED, pages: { ...MEASURED.pages, '/new/': { HTML: 1 } } };
  expect(compare(more, AGREED).problems).toEqual(['/new/ HTML: nothing is agreed for it']);
});
