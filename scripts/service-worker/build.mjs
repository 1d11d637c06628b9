// Writes `sw.js`, the service worker, with the list of all files that it keeps. Runs when they have their final bytes.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { FRAME_FOLDER } from '../headers.mjs';
import { filesIn, ROOT } from '../sources.mjs';

const ENTRY = fileURLToPath(new URL('service-worker.ts', import.meta.url));
const PAGE = 'index.html';

/** What a page may ask for. Workers' sources are beside what was made of them; nobody asks for those. */
const KEPT = [
  /\/index\.html$/,
  /^\/_next\/static\/.*\.(?:css|js|svg|ttf|wasm|woff2)$/,
  /^\/icon\.svg$/,
  /^\/icons\//,
  /^\/manifest\.webmanifest$/,
];
/**
 * The page that connects is never kept: its policy is the host's to send, and without a connection it has nothing to do.
 * What is not found is said by the host, too.
 */
const LEFT_OUT = [FRAME_FOLDER, '/404/', '/_not-found/'];

/** Every file to keep: the digest of each, by the address that it is asked for at. */
export function filesToKeep(folder) {
  const paths = filesIn(folder)
    .map((file) => file.slice(folder.length).replaceAll('\\', '/'))
    .filter((path) => KEPT.some((kept) => kept.test(path)) && !LEFT_OUT.some((out) => path.startsWith(out)));
  return Object.fromEntries(
    paths.map((path) => [
      path.endsWith(`/${PAGE}`) ? path.slice(0, -PAGE.length) : path,
      createHash('sha256')
        .update(readFileSync(join(folder, path)))
        .digest('base64'),
    ]),
  );
}

/** Writes the service worker of the site in `folder`, which is of the build `id`; the files that it keeps. */
export async function writeServiceWorker(folder, id) {
  const files = filesToKeep(folder);
  const output = await build({
    root: ROOT,
    configFile: false,
    envDir: false,
    logLevel: 'warn',
    mode: 'production',
    publicDir: false,
    define: {
      BUILD: JSON.stringify(id),
      FILES: JSON.stringify(files),
      'process.env.NODE_ENV': '"production"',
    },
    build: { write: false, target: 'es2022', lib: { entry: ENTRY, formats: ['iife'], name: 'serviceWorker' } },
  });
  const [{ code }] = [output].flat()[0].output;
  writeFileSync(join(folder, 'sw.js'), code);
  return files;
}
