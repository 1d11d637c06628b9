// Holds what the hosts are told against the rules, for every file of the finished build: the texts for Netlify, Cloudflare and
// Vercel as these read them, and nginx by asking it. Without nginx, says so. `npm test` drives the page behind nginx, too.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { headersFor } from '../headers.mjs';
import { OUT } from '../sources.mjs';
import { cloudflareHeaders, netlifyHeaders, vercelHeaders } from './agreement.mjs';
import { ask } from './ask.mjs';
import { findNginx, hasBrotli, startNginx } from './nginx-server.mjs';
import { OTHER_TYPE, rulesOf, servedFiles, TYPES } from './site.mjs';
import { vercelConfig } from './vercel.mjs';

/** What a server may add of its own: how the answer is carried, and what it is known by. */
const OF_THE_SERVER = [
  'accept-ranges',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'date',
  'etag',
  'keep-alive',
  'last-modified',
  'location',
  'server',
  'transfer-encoding',
  'vary',
];
const NOT_THERE = ['/nope', '/nope/', '/_next/', '/_next/static/nope.js', '/isolated-fetch/nope', '/_headers'];
const HIDDEN_FILES = ['/.nojekyll', '/index.html.br', '/sw.js.br', '/checks/../_headers', '/%5fheaders'];
const UNREADABLE = ['/%zz', '/..%2fpackage.json', '/../package.json', '/%2e%2e/package.json'];
const METHODS = ['POST', 'PUT', 'DELETE', 'PATCH'];

const rules = rulesOf(OUT);
const files = servedFiles(OUT);
const complaints = [];
const expectSame = (what, got, wanted) => {
  if (!isDeepStrictEqual(got, wanted)) complaints.push(`${what}:\n  ${show(got)}\n  instead of\n  ${show(wanted)}`);
};
const show = (value) => JSON.stringify(value)?.slice(0, 2000);
const lowerCase = (headers) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
const besidesServers = (headers) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_THE_SERVER.includes(name)));

/** The hosts that read a text. */
function compareTexts() {
  const file = readFileSync(join(OUT, '_headers'), 'utf8');
  const vercel = vercelConfig(rules, 'site');
  for (const path of files.keys()) {
    for (const asked of [path, path.replace(/\/index\.html$/, '/')]) {
      const wanted = headersFor(asked, rules);
      expectSame(`Netlify, ${asked}`, netlifyHeaders(file, asked), wanted);
      expectSame(`Cloudflare, ${asked}`, cloudflareHeaders(file, asked), wanted);
      expectSame(`Vercel, ${asked}`, vercelHeaders(vercel, asked), wanted);
    }
  }
}

/** One answer for a file: status, type, every header, every byte, as it is and compressed. */
async function compareFile(port, asked, path, status = 200) {
  const bytes = readFileSync(files.get(path));
  const unpack = { br: brotliDecompressSync, gzip: gunzipSync };
  for (const encoding of ['identity', 'gzip', ...(hasBrotli() ? ['br'] : [])]) {
    const what = `nginx, ${asked}, ${encoding}`;
    const answer = await ask(port, { path: asked, headers: { 'Accept-Encoding': encoding } });
    const sent = answer.headers['content-encoding'];
    expectSame(`${what}, status`, answer.status, status);
    expectSame(`${what}, headers`, besidesServers(answer.headers), lowerCase(headersFor(path, rules)));
    expectSame(`${what}, type`, answer.headers['content-type'], TYPES[path.split('.').at(-1)] ?? OTHER_TYPE);
    if (sent !== undefined) expectSame(`${what}, encoding`, sent, encoding);
    if (!(unpack[sent] ?? Buffer.from)(answer.body).equals(bytes)) complaints.push(`${what}: other bytes`);
  }
}

/** nginx, by asking it. */
async function compareNginx(port) {
  for (const path of files.keys()) {
    await compareFile(port, encodeURI(path), path);
    if (!path.endsWith('/index.html')) continue;
    const folder = path.slice(0, -'index.html'.length);
    await compareFile(port, folder, path);
    if (folder === '/') continue;
    const { status, headers } = await ask(port, { path: folder.slice(0, -1) });
    expectSame(`nginx, ${folder} without its slash`, [status, headers.location], [301, folder]);
    expectSame('its headers', besidesServers(headers), lowerCase(headersFor(folder.slice(0, -1), rules)));
  }
  for (const path of [...NOT_THERE, ...HIDDEN_FILES]) await compareFile(port, path, '/404.html', 404);
  for (const path of UNREADABLE) {
    const { status, body } = await ask(port, { path });
    expectSame(`nginx, ${path}`, [[400, 404].includes(status), body.includes('dependencies')], [true, false]);
  }
  for (const method of METHODS) {
    const { status, headers } = await ask(port, { path: '/', method });
    expectSame(`nginx, ${method}`, status, 405);
    expectSame(`nginx, ${method}, headers`, besidesServers(headers), lowerCase(headersFor('/', rules)));
  }
}

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** Says what differs, and ends when anything does. */
function report(what) {
  if (complaints.length === 0) return console.log(`${what}: ${files.size} files, every header as the rules say`);
  for (const complaint of complaints.slice(0, 20)) console.error(complaint);
  console.error(`${what}: ${complaints.length} differences`);
  process.exit(1);
}

compareTexts();
report('Netlify, Cloudflare Pages, Vercel');

const nginx = findNginx();
if (!nginx) {
  console.log('nginx: SKIPPED, there is none here (Debian: `apt-get install nginx`)');
  process.exit(0);
}
const port = await freePort();
const { stop } = startNginx(nginx, port);
try {
  await compareNginx(port);
} finally {
  await stop();
}
report(`nginx${hasBrotli() ? '' : ' (without its Brotli module)'}`);
