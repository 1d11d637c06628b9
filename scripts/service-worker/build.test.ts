import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { filesToKeep, writeServiceWorker } from './build.mjs';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A site of these files, each holding its own path. */
function site(...paths: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'site-'));
  folders.push(folder);
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), path);
  }
  return folder;
}

const KEPT = [
  '_next/static/chunks/a.css',
  '_next/static/chunks/a.js',
  '_next/static/media/font.ttf',
  'checks/expired/index.html',
  'icon.svg',
  'icons/192.png',
  'index.html',
  'manifest.webmanifest',
];

test.each([
  ['the page that connects', 'isolated-fetch/index.html'],
  ['what the host says of other addresses', '404.html'],
  ['what the host says of other addresses', '404/index.html'],
  ['the source of a worker', '_next/static/media/guess.worker.1a2b.ts'],
  ['a compressed copy', '_next/static/chunks/a.js.br'],
  ['what only the router of pages asks for', 'checks/expired/index.txt'],
  ['what a host reads', '_headers'],
  ['the name of the build', 'build-id.txt'],
  ['the service worker itself', 'sw.js'],
])('%s is not kept (%s)', (_, path) => {
  expect(filesToKeep(site(...KEPT, path))).toEqual(filesToKeep(site(...KEPT)));
});

test('a file is kept by the address it is asked for at, with the digest of its bytes', () => {
  const digest = createHash('sha256').update('checks/expired/index.html').digest('base64');
  const files = filesToKeep(site(...KEPT));
  expect(Object.keys(files)).toEqual([
    '/_next/static/chunks/a.css',
    '/_next/static/chunks/a.js',
    '/_next/static/media/font.ttf',
    '/checks/expired/',
    '/icon.svg',
    '/icons/192.png',
    '/',
    '/manifest.webmanifest',
  ]);
  expect(files['/checks/expired/']).toBe(digest);
});

test('the same site gives the same service worker, wherever it stands, and another build another one', async () => {
  const [one, two, three] = [site(...KEPT), site(...KEPT), site(...KEPT)];
  await writeServiceWorker(one, 'a');
  await writeServiceWorker(two, 'a');
  await writeServiceWorker(three, 'b');
  const [first, second, third] = [one, two, three].map((folder) => readFileSync(join(folder, 'sw.js'), 'utf8'));
  expect(second).toBe(first);
  expect(third).not.toBe(first);
  expect(first).not.toContain(tmpdir());
  expect(first).not.toContain(process.cwd());
}, 60_000);
