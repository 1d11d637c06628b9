// Serves `out/` on loopback with the production headers: what a host has to do, and nothing else.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { headersFor } from './headers.mjs';
import { OTHER_TYPE, rulesOf, servedFiles, TYPES } from './hosts/site.mjs';
import { OUT } from './sources.mjs';

/** What each encoding makes of a file: Brotli takes seconds for the largest, so the build has done it (finish-build.mjs). */
const ENCODERS = { br: (file) => readFileSync(`${file}.br`), gzip: (file) => promisify(gzip)(readFileSync(file)) };

/**
 * A server of the files in `folder`; `listen` is the caller's. Only files that are there when it starts are ever served,
 * by exact path: no path of a request reaches the file system.
 */
export function staticServer(folder = OUT) {
  const files = servedFiles(folder);
  const rules = rulesOf(folder);
  const bodies = new Map();
  /** A file's bytes in one encoding, made once, when first asked for. */
  const bodyOf = (file, encoding) => {
    const key = `${encoding} ${file}`;
    if (!bodies.has(key)) bodies.set(key, (ENCODERS[encoding] ?? readFileSync)(file));
    return bodies.get(key);
  };
  const server = createServer(async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    const path = pathOf(request.url);
    if (files.has(`${path}/index.html`)) {
      response.writeHead(308, { ...headersFor(path, rules), Location: `${path}/` }).end();
      return;
    }
    const wanted = path?.endsWith('/') ? `${path}index.html` : path;
    const found = files.has(wanted);
    const served = found ? wanted : '/404.html';
    const type = TYPES[extname(served).slice(1)] ?? OTHER_TYPE;
    const encoding = existsSync(`${files.get(served)}.br`)
      ? encodingFor(request.headers['accept-encoding'])
      : undefined;
    const body = files.has(served) ? await bodyOf(files.get(served), encoding) : Buffer.from('Not found\n');
    response.writeHead(found ? 200 : 404, {
      ...headersFor(served, rules),
      'Content-Type': type,
      'Content-Length': body.length,
      Vary: 'Accept-Encoding',
      ...(encoding && files.has(served) && { 'Content-Encoding': encoding }),
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  });
  return server;
}

/** The path a request names, decoded; undefined when it cannot be. */
function pathOf(url) {
  try {
    return decodeURIComponent(new URL(url, 'http://localhost').pathname);
  } catch {
    return undefined;
  }
}

const encodingFor = (accepted = '') =>
  Object.keys(ENCODERS).find((name) => new RegExp(`\\b${name}\\b(?!;q=0(\\.0*)?(,|$))`).test(accepted));

/** Serves `out/` on 127.0.0.1 and says where; `PORT` chooses the port, 3000 else. */
export function serve() {
  const port = Number(process.env.PORT || 3000);
  const server = staticServer();
  server.on('error', (error) => {
    const taken = error.code === 'EADDRINUSE';
    console.error(taken ? `Port ${port} is taken. Choose another one: PORT=${port + 1} npm start` : error.message);
    process.exit(1);
  });
  server.listen(port, '127.0.0.1', () => console.log(`JWT debugger: http://127.0.0.1:${port}/`));
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (!existsSync(join(OUT, 'build-id.txt'))) {
    console.error('There is no finished build in out/: run `npm run build` first.');
    process.exit(1);
  }
  serve();
}
