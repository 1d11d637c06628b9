import { build } from 'vite';
import { ROOT } from '../scripts/sources.mjs';
import type { Judgement, VectorCase } from '../scripts/vectors/case';
import { findVectors, NO_VECTORS, readFamilies } from '../scripts/vectors/families.mjs';
import { judgeAll } from '../scripts/vectors/judge-all';
import { expect, test } from './fixtures';

const folder = findVectors();
const PLACE = '/judges/';
/** Cases for one call into the page: few enough that it stays alive between calls. */
const CHUNK = 50;

/** The judges and the library beneath them for a browser, as files by name; nothing is written to disk. */
async function bundleJudges(): Promise<Map<string, string>> {
  const outcome = await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    base: PLACE,
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      lib: { entry: 'scripts/vectors/judge-all.ts', formats: ['es'], fileName: 'judge-all' },
    },
  });
  const [bundle] = Array.isArray(outcome) ? outcome : [outcome];
  if (!bundle || !('output' in bundle)) throw new Error('the judges could not be bundled');
  return new Map(bundle.output.map((file) => [file.fileName, 'code' in file ? file.code : String(file.source)]));
}

test('every conformance vector is judged in the browser as it is in Node', async ({ page }) => {
  test.skip(!folder, NO_VECTORS);
  test.setTimeout(180_000);
  const cases = readFamilies(folder ?? '').flatMap((family) => family.cases);
  const files = await bundleJudges();
  await page.route(`**${PLACE}**`, (route) => {
    const name = new URL(route.request().url()).pathname.slice(PLACE.length);
    const body = name === '' ? '<!doctype html><title>Judges</title>' : files.get(name);
    const contentType = name === '' ? 'text/html' : 'text/javascript';
    return body === undefined ? route.fulfill({ status: 404 }) : route.fulfill({ body, contentType });
  });
  await page.goto(PLACE);

  const inBrowser: Judgement[] = [];
  for (let start = 0; start < cases.length; start += CHUNK) {
    const judged = await page.evaluate(
      async ([address, some]) => {
        const judges: { judgeAll: typeof judgeAll } = await import(address);
        return judges.judgeAll(some);
      },
      [`${PLACE}judge-all.js`, cases.slice(start, start + CHUNK)] as [string, VectorCase[]],
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
