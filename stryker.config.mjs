/** What all mutation tests share; `scripts/mutation.mjs` adds the files and their tests. */
export default {
  plugins: ['./scripts/mutation/runner.mjs', './scripts/mutation/ignored.mjs', './scripts/mutation/sample.mjs'],
  testRunner: 'in-process',
  coverageAnalysis: 'perTest',
  // What runs while a file loads, such as a table of facts, needs all tests for every mutant, and the files read anew.
  ignoreStatic: true,
  ignorers: ['prose', 'unreadable'],
  ignorePatterns: ['out', 'docs', 'public', 'e2e', 'app', 'components', '*.tsbuildinfo'],
  // There is no such file: Stryker would rewrite tsconfig.json for its sandbox by means that TypeScript 7 no longer has.
  tsconfigFile: '.mutation/none.json',
  tempDirName: '.mutation/sandbox',
  incremental: true,
  // The runner sees to the whole, so that this is for one test that does not end, on a machine with other work.
  timeoutMS: 30_000,
  timeoutFactor: 0,
  // The tests of lib/jose make keys, and are counted at every place they pass: minutes, on a machine with other work.
  dryRunTimeoutMinutes: 60,
  reporters: ['progress-append-only', 'html', 'json'],
  thresholds: { high: 90, low: 80, break: null },
};
