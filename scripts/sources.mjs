import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The folder of the finished build. */
export const OUT = join(ROOT, 'out');

/** All that the build reads: files, and folders with all that is in them. */
export const SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'scripts/finish-build.mjs',
  'scripts/headers.mjs',
  'scripts/hosts/headers-file.mjs',
  'scripts/hosts/site.mjs',
  'scripts/licences',
  'scripts/page-start.mjs',
  'scripts/service-worker',
  'scripts/size/chunks.mjs',
  'scripts/whole-page.mjs',
  'next.config.js',
  'package-lock.json',
  'postcss.config.mjs',
  'tsconfig.json',
];

/** Every file in a folder and below, in an order that does not depend on the machine. */
export function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** Names the sources by their content: the build's id, and how to tell whether `out/` is of these sources. */
export function sourceId() {
  const hash = createHash('sha256');
  for (const source of SOURCES.map((name) => join(ROOT, name)).filter(existsSync)) {
    const files = statSync(source).isFile() ? [source] : filesIn(source);
    for (const file of files) {
      if (/\.(test|bench)\.ts$/.test(file)) continue;
      hash
        .update(`${file.slice(ROOT.length).replaceAll('\\', '/')}\0`)
        .update(readFileSync(file))
        .update('\0');
    }
  }
  return hash.digest('hex').slice(0, 16);
}
