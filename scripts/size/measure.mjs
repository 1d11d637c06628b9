import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { filesToKeep } from '../service-worker/build.mjs';
import { filesIn } from '../sources.mjs';
import { laterParts } from './chunks.mjs';

/** A page of the debugger, and one of the reference. */
const PAGES = ['/', '/checks/short-secret/'];
const TAG = /<(script|link)\b([^>]*)>/g;
/** What a browser fetches for a page without being asked, by the `rel` of its link. */
const FETCHED = new Set(['stylesheet', 'preload', 'modulepreload', 'icon', 'manifest']);
const MEDIA = /\/_next\/static\/media\/[\w.-]+\.(?:ttf|woff2|wasm|svg|png)|(?<=url\()\.\.\/media\/[\w.-]+/g;

const attribute = (attributes, name) => new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1];

/** How a page names the scripts that it fetches for itself (scripts/page-start.mjs). */
const BEGUN = /whenPresent\((\[[^\]]*\])/;

/** The paths that a page's HTML asks for, each once; a script for browsers without modules is asked for by none. */
export function askedFor(html) {
  const begun = JSON.parse(BEGUN.exec(html)?.[1] ?? '[]');
  const paths = [...html.matchAll(TAG)].flatMap(([, tag, attributes]) => {
    if (tag === 'script') return /\snomodule\b/i.test(attributes) ? [] : [attribute(attributes, 'src')];
    return FETCHED.has(attribute(attributes, 'rel')) ? [attribute(attributes, 'href')] : [];
  });
  return [...new Set([...paths, ...begun].filter((path) => path?.startsWith('/')).map((path) => path.split('?')[0]))];
}

const kindOf = (path) => (path.endsWith('.js') ? 'scripts' : path.endsWith('.css') ? 'style' : 'icons and manifest');

/**
 * What the build in `folder` costs to load, by name: bytes as served, compressed by Brotli, without headers. Nothing is run
 * and no time is taken.
 * - a page "until usable": the HTML and all that it asks for; what comes later, at rest or on demand, is not in it;
 * - "kept": all that is fetched once, in the background, so that the page works without a network;
 * - each part that is loaded later: what its arrival adds to the page `/` as it opened. Files may be part of several.
 */
export function measure(folder) {
  const bytesOf = (path) => {
    const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
    return statSync(existsSync(`${file}.br`) ? `${file}.br` : file).size;
  };
  const sum = (paths) => paths.reduce((total, path) => total + bytesOf(path), 0);
  const read = (path) => readFileSync(join(folder, path), 'utf8');

  const pages = {};
  for (const page of PAGES) {
    const asked = askedFor(read(`${page}index.html`));
    const kinds = { HTML: bytesOf(page) };
    for (const path of asked) kinds[kindOf(path)] = (kinds[kindOf(path)] ?? 0) + bytesOf(path);
    pages[page] = { ...kinds, 'until usable': sum([page, ...asked]), requests: 1 + asked.length };
  }

  const inFirst = new Set(askedFor(read('/index.html')));
  const scripts = filesIn(join(folder, '_next/static/chunks')).filter((file) => file.endsWith('.js'));
  const chunks = new Map(
    scripts.map((file) => [file.slice(join(folder, '_next/').length), readFileSync(file, 'utf8')]),
  );
  const addedBy = (files) => {
    const paths = files.map((file) => `/_next/${file}`).filter((path) => !inFirst.has(path));
    const media = paths.flatMap((path) =>
      [...read(path).matchAll(MEDIA)].map(([found]) => found.replace(/^\.\./, '/_next/static')),
    );
    return sum([...new Set([...paths, ...media])]);
  };
  const parts = laterParts(chunks).map(({ names, ways }) => ({ names, bytes: Math.max(...ways.map(addedBy)) }));

  const kept = Object.keys(filesToKeep(folder));
  return { pages, kept: { bytes: sum(kept), files: kept.length }, parts: parts.filter(({ bytes }) => bytes > 0) };
}
