// Gives every exported page its Content-Security-Policy. Runs after `next build`, since Next moves scripts in the head about.
//
// In this order, at the top of <head>: the charset, the policy, the Trusted Types script, then all that Next wrote. With the
// final bytes the service worker's list is made.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { FRAME_FOLDER, framePolicy, pagePolicy } from './headers.mjs';
import { headersFile } from './hosts/headers-file.mjs';
import { hashesOf, rulesOf, scriptsInside, servedFiles, withoutScripts } from './hosts/site.mjs';
import { compareShipped, takeSourceMaps } from './licences/built.mjs';
import { shipped } from './licences/licences.mjs';
import { moduleId, startedWith } from './page-start.mjs';
import { writeServiceWorker } from './service-worker/build.mjs';
import { filesIn, OUT, ROOT, sourceId } from './sources.mjs';
import { wholePage } from './whole-page.mjs';

const CHARSET = /<meta charset="utf-8"\s*\/?>/i;
/** Beside each of these stands a `.br`, for servers that send it. */
const COMPRESSIBLE = /\.(?:css|html|js|json|map|svg|ttf|txt|webmanifest)$/;
/** The page that people open first, and what it begins with. */
const FIRST_PAGE = '/index.html';
const FIRST_MODULE = 'components/debugger-root.tsx';
const FIRST_MANIFEST = join(ROOT, '.next/server/app/page_client-reference-manifest.js');
/** Where the other pages' data stands. */
const DATA_FOLDER = '/_next/static/pages/';
/** Next's polyfills for browsers without modules, in which nothing else of the page would run. */
const OLD_SCRIPT = /<script src="([^"]+)" noModule=""><\/script>/g;
/** How Next begins an inline script that gives the page its data. */
const PAGE_DATA = /^\(?self\.__next_f/;

/**
 * Turbopack sets `script.src` and makes workers from strings: the page's own files are let through. React makes a script
 * element from this one string, which runs nothing. All other markup and all code from strings is refused.
 */
function allowOwnScripts() {
  window.trustedTypes?.createPolicy('default', {
    createScriptURL(text) {
      const url = new URL(text, document.baseURI);
      const isOwn = url.pathname.startsWith('/_next/static/') || url.pathname === '/sw.js';
      if (url.origin === location.origin && isOwn) return text;
      throw new TypeError('Not a script of this page');
    },
    createHTML(text) {
      // Written so that this function's own text does not end the script element it stands in.
      if (/^<script><.script>$/.test(text)) return text;
      // Nothing of the page makes markup from text, but React would, for the head's script, if it had to draw the page anew
      // after an extension changed it. That script has run; an error here would leave the page blank.
      return '';
    },
  });
  // React would take it for the first inline script of its own when it hydrates the head.
  document.currentScript.remove();
}
const TRUSTED_TYPES = `(${allowOwnScripts})()`;

/** The page with its policies, and with the hash of every inline script in them. */
function secure(page, name) {
  if (!CHARSET.test(page)) throw new Error(`${name} has no <meta charset> to put its policy after`);
  if (name.includes(FRAME_FOLDER)) return withPolicy(page, framePolicy);
  const trusted = page.replace(CHARSET, (charset) => `${charset}<script>${TRUSTED_TYPES}</script>`);
  return withPolicy(name === FIRST_PAGE ? begun(trusted) : withDataApart(trusted), pagePolicy);
}

const isData = (code) => PAGE_DATA.test(code);

/** The first page, beginning without Next: what Next would draw it from is then not needed. */
function begun(page) {
  const folder = join(OUT, '_next/');
  const scripts = filesIn(join(folder, 'static/chunks')).filter((file) => file.endsWith('.js'));
  const chunks = new Map(
    scripts.map((file) => [file.slice(folder.length).replaceAll('\\', '/'), readFileSync(file, 'utf8')]),
  );
  const id = moduleId(readFileSync(FIRST_MANIFEST, 'utf8'), FIRST_MODULE);
  return startedWith(withoutScripts(page, isData), id, chunks);
}

/**
 * The page with its data in a file of its own. No inline script is then in one page only, so that one policy, and one header
 * of a length that every host takes, allows those of all pages. It is the last thing in the page and is waited for, as Next
 * takes no more data once the page is read.
 */
function withDataApart(page) {
  const data = scriptsInside(page).filter(isData).join(';\n');
  const path = `${DATA_FOLDER}${createHash('sha256').update(data).digest('hex').slice(0, 16)}.js`;
  mkdirSync(join(OUT, DATA_FOLDER), { recursive: true });
  writeFileSync(join(OUT, path), data);
  return withoutScripts(page, isData).replace('</body>', () => `<script src="${path}"></script></body>`);
}

function withPolicy(page, policy) {
  const hashes = hashesOf(scriptsInside(page));
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy(hashes)}"/>`;
  return page.replace(CHARSET, (charset) => charset + meta);
}

const pages = filesIn(OUT).filter((file) => file.endsWith('.html'));
for (const file of pages) {
  const name = file.slice(OUT.length).replaceAll('\\', '/');
  const page = readFileSync(file, 'utf8');
  for (const [, path] of page.matchAll(OLD_SCRIPT)) rmSync(join(OUT, path), { force: true });
  writeFileSync(file, secure(wholePage(page.replace(OLD_SCRIPT, '')), name));
}
const undeclared = compareShipped(takeSourceMaps(OUT), shipped());
if (undeclared.length > 0) throw new Error(undeclared.join('\n'));
const kept = await writeServiceWorker(OUT, sourceId());
const texts = filesIn(OUT).filter((file) => COMPRESSIBLE.test(file));
for (const file of texts) writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)));
writeFileSync(join(OUT, 'build-id.txt'), `${sourceId()}\n`);
// GitHub Pages would leave out folders such as `_next`.
writeFileSync(join(OUT, '.nojekyll'), '');
writeFileSync(join(OUT, '_headers'), headersFile(rulesOf(OUT), [...servedFiles(OUT).keys()]));
console.log(
  `out/: ${pages.length} pages with a Content-Security-Policy, ${Object.keys(kept).length} files kept for offline`,
);
