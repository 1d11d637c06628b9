// `npm run test:vectors [family]`: every vector of the folder VECTORS_DIR against the library, a test a case.
import { startVitest } from 'vitest/node';
import { ROOT } from './sources.mjs';
import { findVectors, NO_VECTORS } from './vectors/families.mjs';

if (!findVectors()) {
  console.log(NO_VECTORS);
  process.exit(0);
}

/** Cases that agree and that differ or are not applicable, by what was said of them. */
const counts = { agree: 0, differ: 0, notApplicable: new Map() };

const reporter = {
  onTestCaseResult(test) {
    const result = test.result();
    if (result.state === 'passed') counts.agree += 1;
    else if (result.state === 'skipped') {
      const why = result.note ?? 'no reason given';
      counts.notApplicable.set(why, (counts.notApplicable.get(why) ?? 0) + 1);
    } else {
      counts.differ += 1;
      console.log(`differs: ${test.name} (${result.errors?.[0]?.message ?? 'no reason given'})`);
    }
  },
  onTestRunEnd(modules, unhandledErrors) {
    const broken = [...modules.flatMap((module) => module.errors()), ...unhandledErrors];
    for (const error of broken) console.log(error.stack ?? error.message);
    const reasons = [...counts.notApplicable].sort(([, a], [, b]) => b - a);
    for (const [why, count] of reasons) console.log(`not applicable: ${count} × ${why}`);
    const skipped = reasons.reduce((sum, [, count]) => sum + count, 0);
    console.log(`vectors: ${counts.agree} agree, ${counts.differ} differ, ${skipped} not applicable`);
    if (counts.differ > 0 || broken.length > 0) process.exitCode = 1;
  },
};

const vitest = await startVitest('test', [], {
  root: ROOT,
  config: false,
  watch: false,
  include: ['scripts/vectors/agreement.ts'],
  testNamePattern: process.argv[2],
  reporters: [reporter],
  testTimeout: 60_000,
});
await vitest.close();
