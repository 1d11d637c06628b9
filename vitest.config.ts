import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { include: ['{lib,scripts}/**/*.test.ts'] } });
