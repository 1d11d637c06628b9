import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compileModule, MODULE } from './build.mjs';

test('the module in the repository is what its sources give', async () => {
  expect(readFileSync(MODULE, 'utf8') === (await compileModule())).toBe(true);
}, 120_000);
