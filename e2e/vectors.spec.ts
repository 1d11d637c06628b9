import type { Judgement, VectorCase } from '../scripts/vectors/case';
import { findVectors, NO_VECTORS, readBeside, readFamilies } from '../scripts/vectors/families.mjs';
import { judgeAll, setWordList } from '../scripts/vectors/judge-all';
import { WORD_LIST } from '../scripts/vectors/judge-weak-secret';
import { expect, test } from './fixtures';
import { openLibrary } from './library-page';

const folder = findVectors();
/** Cases for one call into the page: few enough that it stays alive between calls. */
const CHUNK = 50;

test('every conformance vector is judged in the browser as it is in Node', async ({ page }) => {
  test.skip(!folder, NO_VECTORS);
  test.setTimeout(180_000);
  const cases = readFamilies(folder ?? '').flatMap((family) => family.cases);
  const address = await openLibrary(page, 'scripts/vectors/judge-all.ts');
  const words = readBeside(folder ?? '', WORD_LIST);
  if (words !== undefined) {
    setWordList(words);
    await page.evaluate(
      async ([address, text]) => {
        const judges: { setWordList: typeof setWordList } = await import(address);
        judges.setWordList(text);
      },
      [address, words] as const,
    );
  }
  const inBrowser: Judgement[] = [];
  for (let start = 0; start < cases.length; start += CHUNK) {
    const judged = await page.evaluate(
      async ([address, some]) => {
        const judges: { judgeAll: typeof judgeAll } = await import(address);
        return judges.judgeAll(some);
      },
      [address, cases.slice(start, start + CHUNK)] as [string, VectorCase[]],
    );
    inBrowser.push(...judged);
  }

  const count = (kind: Judgement['kind']) => inBrowser.filter((judgement) => judgement.kind === kind).length;
  console.log(
    `vectors in the browser: ${count('agrees')} agree, ${count('differs')} differ, ${count('not-applicable')} not applicable`,
  );
  const name = (judgements: Judgement[]) =>
    judgements.map((judgement, index) => ({ id: cases[index]?.id, ...judgement }));
  expect(name(inBrowser).filter(({ kind }) => kind === 'differs')).toEqual([]);
  expect(name(inBrowser)).toEqual(name(await judgeAll(cases)));
});
