// `npm test`: everything that must hold, from a fresh clone, stopping at the first step that fails.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { build, install, run } from './setup.mjs';
import { ROOT } from './sources.mjs';

const RESULTS = join(ROOT, 'test-results');

/** A port that nobody listens on, so that a page being served meanwhile is not in the way. */
const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

async function hasChromium() {
  const { findChromium, NO_CHROMIUM } = await import('./browser.mjs');
  if (!findChromium()) console.error(NO_CHROMIUM);
  return Boolean(findChromium());
}

/** The page behind nginx where there is one, as most hosts serve it; the tests in Firefox have it behind our own server. */
async function pageTests() {
  const { findNginx } = await import('./hosts/nginx-server.mjs');
  const server = findNginx() ? 'nginx' : '';
  return run('npm run test:e2e --silent', { PORT: String(await freePort()), SERVER: server });
}

const STEPS = [
  ['install', install],
  ['dependencies', () => run('npm run dependencies --silent')],
  ['browser', hasChromium],
  ['format and lint', () => run('npm run lint --silent')],
  ['types', () => run('npm run types --silent')],
  [
    'unit tests',
    () =>
      run('npm run test:unit --silent -- --reporter=default --reporter=json --outputFile.json=test-results/unit.json'),
  ],
  ['vectors', () => run('npm run test:vectors --silent')],
  ['build', build],
  ['size', () => run('npm run size --silent')],
  ['hosts', () => run('npm run test:hosts --silent')],
  ['page tests', pageTests],
  ['the page in Firefox', () => run('npm run test:firefox --silent')],
];

/** Numbers of tests passed and failed, from the reports of the runners that have run. */
function count() {
  const read = (name) =>
    existsSync(join(RESULTS, name)) ? JSON.parse(readFileSync(join(RESULTS, name), 'utf8')) : undefined;
  const unit = read('unit.json');
  const page = read('e2e.json')?.stats;
  const firefox = read('firefox.json');
  return {
    passed: (unit?.numPassedTests ?? 0) + (page?.expected ?? 0) + (firefox?.passed ?? 0),
    failed: (unit?.numFailedTests ?? 0) + (page ? page.unexpected + page.flaky : 0) + (firefox?.failed ?? 0),
  };
}

const begin = Date.now();
const seconds = (since) => Math.round((Date.now() - since) / 1000);
rmSync(RESULTS, { recursive: true, force: true });
for (const [name, step] of STEPS) {
  console.log(`\n── ${name}`);
  const since = Date.now();
  const done = await step();
  console.log(`── ${name}: ${done ? 'passed' : 'failed'} (${seconds(since)} s)`);
  if (!done) {
    const { passed, failed } = count();
    console.log(`\nnpm test stopped at: ${name}. ${passed} passed, ${Math.max(failed, 1)} failed`);
    process.exit(1);
  }
}
const { passed, failed } = count();
console.log(`\nnpm test: ${passed} passed, ${failed} failed (${seconds(begin)} s)`);
