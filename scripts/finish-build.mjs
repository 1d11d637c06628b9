// Gives every exported page its Content-Security-Policy. Runs after `next build`, since Next moves scripts in the head about.
//
// In this order, at the top of <head>: the charset, the policy, the Trusted Types script, then all that Next wrote.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { FRAME_FOLDER, framePolicy, headersFile, pagePolicy } from './headers.mjs';
import { filesIn, OUT, sourceId } from './sources.mjs';

const CHARSET = /<meta charset="utf-8"\s*\/?>/i;
/** Beside each of these stands a `.br`, for servers that send it. */
const COMPRESSIBLE = /\.(?:css|html|js|json|map|svg|ttf|txt)$/;
const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/**
 * Turbopack sets `script.src` and makes workers from strings: the page's own files are let through. React makes a script
 * element from this one string, which runs nothing. All other markup and all code from strings is refused.
 */
function allowOwnScripts() {
  window.trustedTypes?.createPolicy('default', {
    createScriptURL(text) {
      const url = new URL(text, document.baseURI);
      if (url.origin === location.origin && url.pathname.startsWith('/_next/static/')) return text;
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
  return withPolicy(
    page.replace(CHARSET, (charset) => `${charset}<script>${TRUSTED_TYPES}</script>`),
    pagePolicy,
  );
}

function withPolicy(page, policy) {
  const hashes = new Set();
  for (const [, code] of page.matchAll(INLINE_SCRIPT)) {
    hashes.add(`'sha256-${createHash('sha256').update(code).digest('base64')}'`);
  }
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy([...hashes])}"/>`;
  return page.replace(CHARSET, (charset) => charset + meta);
}

const pages = filesIn(OUT).filter((file) => file.endsWith('.html'));
for (const file of pages) {
  const name = file.slice(OUT.length).replaceAll('\\', '/');
  writeFileSync(file, secure(readFileSync(file, 'utf8'), name));
}
writeFileSync(join(OUT, '_headers'), headersFile());
const texts = filesIn(OUT).filter((file) => COMPRESSIBLE.test(file));
for (const file of texts) writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)));
writeFileSync(join(OUT, 'build-id.txt'), `${sourceId()}\n`);
console.log(`out/: ${pages.length} pages with a Content-Security-Policy`);
