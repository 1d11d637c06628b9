import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, SOURCES } from './sources.mjs';

/** All modules of ours that a module takes in, itself included, as paths in the project. */
function modulesOf(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const [, other] of readFileSync(join(ROOT, path), 'utf8').matchAll(/from '(\.[^']+)'/g)) {
    modulesOf(relative(ROOT, join(ROOT, dirname(path), other ?? '')).replaceAll('\\', '/'), seen);
  }
  return seen;
}

test('the build is named by all that finishes it, so that no change of it goes unseen', () => {
  const modules = [...modulesOf('scripts/finish-build.mjs')];
  expect(modules.length).toBeGreaterThan(5);
  const isNamed = (path: string) => SOURCES.some((source) => path === source || path.startsWith(`${source}/`));
  // The one that names it stands for nothing in it.
  expect(modules.filter((path) => path !== 'scripts/sources.mjs' && !isNamed(path))).toEqual([]);
});
