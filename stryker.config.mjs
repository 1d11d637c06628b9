/** What all mutation tests share; `scripts/mutation.mjs` adds the files and their tests. */
export default {
  plugins: ['@stryker-mutator/vitest-runner', './scripts/mutation/prose.mjs'],
  testRunner: 'vitest',
  vitest: { configFile: 'scripts/mutation/vitest.config.ts', related: false },
  coverageAnalysis: 'perTest',
  // A mutant of what runs while a file loads (a table of facts, a regular expression by name) costs a run of every test.
  ignoreStatic: true,
  ignorers: ['prose'],
  ignorePatterns: ['out', 'docs', 'public', 'e2e', 'app', 'components', 'playwright-report', '*.tsbuildinfo'],
  disableTypeChecks: false,
  // There is no such file: Stryker would rewrite tsconfig.json for its sandbox with what TypeScript 7 no longer has.
  tsconfigFile: '.mutation/none.json',
  tempDirName: '.mutation/sandbox',
  incremental: true,
  allowEmpty: true,
  timeoutMS: 10_000,
  thresholds: { high: 90, low: 80, break: null },
};
