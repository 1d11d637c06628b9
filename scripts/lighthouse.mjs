// `npm run lighthouse`: the scores of the build in out/, as it is served, on a phone and on a desktop. Exits 1 when a median
// is below 100, and says what costs the points. What it needs is installed in scripts/lighthouse/ when it is first run:
// Lighthouse brings a hundred packages, and nobody else should have to install them.
//
//   --runs N          runs of each form factor, 5 else; the median counts
//   --url ADDRESS     measure the page at this address instead of the build in out/
//   --path PATH       another page of the build, such as /checks/
//   --only NAMES      categories, such as accessibility,seo; all four else
//   --json FILE       write all that was measured there
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromiumLaunch, findChromium } from './browser.mjs';
import { failingAudits, longTasks, medianScores, metricsOf } from './lighthouse/scores.mjs';
import { staticServer } from './serve.mjs';
import { run } from './setup.mjs';
import { ROOT } from './sources.mjs';

const FOLDER = join(ROOT, 'scripts/lighthouse');
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    url: { type: 'string' },
    path: { type: 'string', default: '/' },
    only: { type: 'string', default: CATEGORIES.join(',') },
    json: { type: 'string' },
  },
});
const runs = Number(options.runs);
const categories = options.only.split(',');

const INSTALL = `npm ci --no-audit --no-fund --prefix ${FOLDER}`;
// Some of its packages ask for Node 22, and do here without; `npm run` hands the project's own strictness on.
if (!existsSync(join(FOLDER, 'node_modules/lighthouse')) && !run(INSTALL, { npm_config_engine_strict: 'false' })) {
  process.exit(1);
}
const { default: lighthouse, desktopConfig } = await import('./lighthouse/node_modules/lighthouse/core/index.js');
const { launch } = await import('./lighthouse/node_modules/chrome-launcher/dist/index.js');

async function serveBuild() {
  const server = staticServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${server.address().port}${options.path}` };
}

/** How often a run is tried of which Chromium wrote no usable trace, as happens on a busy machine. */
const TRIES = 3;

/** One run in a browser of its own, so that none finds what another left in a cache. */
async function measure(url, config, tries = TRIES) {
  const { args } = chromiumLaunch();
  const chrome = await launch({ chromePath: findChromium(), chromeFlags: ['--headless=new', ...args] });
  try {
    const flags = { port: chrome.port, onlyCategories: categories, logLevel: 'error' };
    const { lhr } = await lighthouse(url, flags, config);
    if (!lhr.runtimeError) return lhr;
    if (tries === 1) throw new Error(lhr.runtimeError.message);
  } finally {
    await chrome.kill();
  }
  return measure(url, config, tries - 1);
}

const build = options.url ? undefined : await serveBuild();
const url = options.url ?? build.url;
const measured = {};
let isPerfect = true;
try {
  for (const [name, config] of Object.entries({ mobile: undefined, desktop: desktopConfig })) {
    const reports = [];
    for (let i = 0; i < runs; i += 1) reports.push(await measure(url, config));
    const scores = medianScores(reports);
    measured[name] = {
      scores,
      runs: reports.map((report) => ({ scores: medianScores([report]), ...metricsOf(report) })),
    };
    console.log(`\n${name}: median of ${runs}, ${options.url ?? `the build in out/, ${options.path}`}`);
    console.table(scores);
    if (categories.includes('performance')) {
      console.table(
        measured[name].runs.map(({ scores: { performance }, ...metrics }) => ({ performance, ...metrics })),
      );
    }
    const costs = [...failingAudits(reports), ...(scores.performance < 100 ? longTasks(reports[0]) : [])];
    for (const line of costs) console.log(`  ${line}`);
    if (Object.values(scores).some((score) => score < 100)) isPerfect = false;
  }
} finally {
  build?.server.close();
}
if (options.json) writeFileSync(options.json, `${JSON.stringify(measured, undefined, 2)}\n`);
console.log(isPerfect ? '\nAll scores are 100.' : '\nA score is below 100.');
process.exit(isPerfect ? 0 : 1);
