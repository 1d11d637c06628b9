import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ROOT } from '../sources.mjs';

/** The folder of vectors, which VECTORS_DIR names; undefined where there is none. */
export function findVectors() {
  const folder = resolve(ROOT, process.env.VECTORS_DIR ?? '../shared/vectors');
  return existsSync(folder) ? folder : undefined;
}

/** What is said instead where there is no such folder. */
export const NO_VECTORS = 'vectors: there is no folder of vectors (VECTORS_DIR names it); skipped';

/**
 * The vectors of a folder, a family a file.
 * @param {string} folder
 * @returns {{ family: string, cases: import('./case').VectorCase[] }[]}
 */
export function readFamilies(folder) {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
}

/** The text of a file beside the vectors; undefined where there is none. */
export function readBeside(folder, name) {
  const file = join(folder, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
