import { defineConfig } from 'vitest/config';

const testTimeout = 30_000;

export default defineConfig({
  test: {
    projects: [
      // Our own modules hold nothing that one test file could leave for another: each is loaded once.
      {
        test: {
          name: 'page',
          include: ['{lib,components}/**/*.test.ts'],
          isolate: false,
          pool: 'threads',
          testTimeout,
        },
      },
      // Other libraries do: node-jose keeps the algorithms that it was last told to allow.
      { test: { name: 'scripts', include: ['scripts/**/*.test.ts'], testTimeout } },
    ],
  },
});
