// `npm run test:firefox`: the production build, behind the production headers, in the Firefox that FIREFOX_PATH names or the
// system has. Where there is none it says so and is skipped.
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { findFirefox, launchFirefox } from './firefox/bidi.mjs';
import { openTab } from './firefox/page.mjs';
import { keySetAndToken } from './firefox/tokens.mjs';
import { REFUSED_HOST, steps } from './firefox/tour.mjs';
import { staticServer } from './serve.mjs';
import { ROOT } from './sources.mjs';

const path = findFirefox();
if (!path) {
  console.log('firefox: skipped, there is none (`apt-get install firefox-esr`, or name it in FIREFOX_PATH)');
  process.exit(0);
}

async function listen(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${server.address().port}`;
}

const { set, token } = keySetAndToken();
const host = staticServer();
const otherHost = createServer((_, response) =>
  response.writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'application/json' }).end(set),
);
const origin = await listen(host);
const issuer = { url: await listen(otherHost), token };
const stop = (server) => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
};
const firefox = await launchFirefox(path);
const counts = { passed: 0, failed: 0 };
try {
  const page = await openTab(firefox, origin, [issuer.url]);
  for (const [name, step] of Object.entries(steps(page, issuer, () => stop(host)))) {
    const begin = Date.now();
    const failure = await step().then(
      () => [],
      ({ message }) => [message],
    );
    const complaints = page.complaints.splice(0).filter((text) => !text.includes(REFUSED_HOST));
    const problem = [...failure, ...complaints].join(' ');
    counts[problem ? 'failed' : 'passed'] += 1;
    console.log(`${problem ? '✗' : '✓'} ${name} (${Date.now() - begin} ms)${problem ? `: ${problem}` : ''}`);
  }
} finally {
  await firefox.close();
  await Promise.all([host, otherHost].map(stop));
}
console.log(`firefox ${firefox.version}: ${counts.passed} passed, ${counts.failed} failed`);
mkdirSync(join(ROOT, 'test-results'), { recursive: true });
writeFileSync(join(ROOT, 'test-results/firefox.json'), `${JSON.stringify(counts)}\n`);
if (counts.failed > 0) process.exitCode = 1;
