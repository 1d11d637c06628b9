// `npm run mutation -- encoding`: how many small mistakes in a floor of lib/ its own tests notice. Files may be named too:
// `npm run mutation -- lib/jose/crit.ts lib/jose/detached.ts`. What was found is kept in .mutation/, where a page shows the
// survivors in their places; a second run tries only what has changed.
//
//   --force           try all again
//   --static          also what runs while a file loads, such as tables of facts: hours
//   --prose           also the sentences that people read
//   --sample N        one mutant in N, and how far off the score may be
//   --seed N          another sample; tests that were written for what one missed are judged by another
//   --concurrency N   processes at a time, 1 else
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { tell } from './mutation/score.mjs';
import { ROOT } from './sources.mjs';

/** Examples and what they are made of: data, which the tests of what reads it hold. */
const DATA = ['lib/checks/live-*.ts', 'lib/checks/corpus/*.ts', 'lib/*/*example*.ts', 'lib/checks/demo-keys.ts'];

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    force: { type: 'boolean', default: false },
    static: { type: 'boolean', default: false },
    prose: { type: 'boolean', default: false },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    concurrency: { type: 'string', default: '1' },
  },
});

for (const option of ['sample', 'seed', 'concurrency']) {
  const value = options[option];
  if (value === undefined || /^[1-9]\d{0,3}$/.test(value)) continue;
  console.error(`mutation: --${option} takes a whole number, not "${value}"`);
  process.exit(2);
}

/** A floor, or a file of one, as a path from the project's folder. */
function pathOf(word) {
  const path = word.startsWith('lib/') ? word : `lib/${word}`;
  if (existsSync(join(ROOT, path))) return path;
  console.error(`mutation: there is no ${path}; name a folder of lib/, or files`);
  process.exit(2);
}

const paths = positionals.map(pathOf);
if (paths.length === 0) {
  console.error('mutation: name a folder of lib/, such as encoding, or files');
  process.exit(2);
}

const floors = [...new Set(paths.map((path) => path.split('/')[1]))];
const name = [
  ...floors,
  options.static && 'static',
  options.prose && 'prose',
  options.sample && `1-in-${options.sample}`,
]
  .filter(Boolean)
  .join('-');

process.chdir(ROOT);
// For the runner, which lives in a process of Stryker's: a floor is to be held by its own tests, not by what is built on it.
process.env.MUTATION_TESTS = floors.map((floor) => `lib/${floor}/`).join(',');
if (options.sample) Object.assign(process.env, { MUTATION_SAMPLE: options.sample, MUTATION_SEED: options.seed });

const mutants = await new Stryker({
  mutate: [
    ...paths.map((path) => (path.endsWith('.ts') ? path : `${path}/**/*.ts`)),
    ...['**/*.test.ts', '**/*.bench.ts', ...DATA].map((data) => `!${data}`),
  ],
  concurrency: Number(options.concurrency),
  ...(options.sample && { checkers: ['sample'], incremental: false }),
  incrementalFile: `.mutation/${name}.json`,
  force: options.force,
  ...(options.static && { ignoreStatic: false }),
  ...(options.prose && { ignorers: ['unreadable'] }),
  jsonReporter: { fileName: `.mutation/${name}.report.json` },
  htmlReporter: { fileName: `.mutation/${name}.html` },
}).runMutationTest();

tell(mutants, Boolean(options.sample));
console.log(`The survivors in their places: .mutation/${name}.html`);
