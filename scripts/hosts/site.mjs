// What a host has to know of the built site besides its headers, and what is read out of the site itself.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { FRAME_FOLDER, headerRules } from '../headers.mjs';
import { filesIn } from '../sources.mjs';

/** The media type of each kind of file, by the end of its name; of all others it is `OTHER_TYPE`. */
export const TYPES = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  map: 'application/json',
  png: 'image/png',
  svg: 'image/svg+xml',
  ttf: 'font/ttf',
  txt: 'text/plain; charset=utf-8',
  wasm: 'application/wasm',
  webmanifest: 'application/manifest+json',
  woff2: 'font/woff2',
};
export const OTHER_TYPE = 'application/octet-stream';

/** Files for hosts and servers, which nobody may ask for: settings, and what stands compressed beside a file. */
export const HIDDEN = /^\/(?:_headers|\.nojekyll|.*\.br)$/;

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/** The codes of the scripts that stand in a page itself. */
export function scriptsInside(page) {
  return [...page.matchAll(INLINE_SCRIPT)].map(([, code]) => code);
}

/** The page without those of its inline scripts that `isMoved` picks. */
export function withoutScripts(page, isMoved) {
  return page.replace(INLINE_SCRIPT, (element, code) => (isMoved(code) ? '' : element));
}

/** How a policy names an inline script; every name once. */
export function hashesOf(scripts) {
  return [...new Set(scripts.map((code) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`))];
}

/** The files of a built site that anyone may ask for: their places on disk, by path. */
export function servedFiles(folder) {
  const files = filesIn(folder).map((file) => [file.slice(folder.length).replaceAll('\\', '/'), file]);
  return new Map(files.filter(([path]) => !HIDDEN.test(path)));
}

/** The rules of a site whose pages are finished, which is when their scripts can be hashed. */
export function rulesOf(folder) {
  const scripts = { frame: [], page: [] };
  for (const [path, file] of servedFiles(folder)) {
    if (!path.endsWith('.html')) continue;
    scripts[path.startsWith(FRAME_FOLDER) ? 'frame' : 'page'].push(...scriptsInside(readFileSync(file, 'utf8')));
  }
  return headerRules({ frame: hashesOf(scripts.frame), page: hashesOf(scripts.page) });
}
