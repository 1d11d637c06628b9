import { defineConfig } from 'vitest/config';

/** The tests of the mutated floor alone: a floor is to be held by its own tests, not by what is built upon it. */
const include = (process.env.MUTATION_TESTS ?? 'lib/**/*.test.ts').split(',');

export default defineConfig({ test: { testTimeout: 30_000, include, isolate: false } });
