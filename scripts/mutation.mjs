// `npm run mutation -- encoding`: how many small mistakes in a floor of lib/ its own tests would notice. A folder under lib/,
// or files: `npm run mutation -- lib/jose/crit.ts lib/jose/detached.ts`. What was tried before is remembered in .mutation/.
//
//   --force     try all again
//   --static    also what runs while a file loads, such as tables: slow
//   --prose     also the sentences that people read
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { ROOT } from './sources.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    force: { type: 'boolean' },
    static: { type: 'boolean' },
    prose: { type: 'boolean' },
    concurrency: { type: 'string', default: '2' },
  },
});
const strykerPart = (s) => s;
const floor = positionals[0];
process.env.MUTATION_TESTS = `lib/${floor}/**/*.test.ts`;
const name = [floor, options.static && 'static', options.prose && 'prose'].filter(Boolean).join('-');
const results = await new Stryker({
  mutate: [`lib/${floor}/**/*.ts`, '!**/*.test.ts', '!**/*.bench.ts'],
  concurrency: Number(options.concurrency),
  incrementalFile: `.mutation/${name}.json`,
  force: options.force ?? false,
  ...(options.static ? { ignoreStatic: false } : {}),
  ...(options.prose ? { ignorers: [] } : {}),
  reporters: ['clear-text', 'html', 'progress-append-only'],
  htmlReporter: { fileName: `.mutation/${name}.html` },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
}).runMutationTest();
