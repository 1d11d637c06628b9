// `npm run bench`: the page beside a bare textarea, in one browser and one run, since machines differ and ratios less so.
// `npm run bench:guess` measures the search of secrets.
//
//   --url ADDRESS   measure the page at this address instead of the build in out/
//   --runs N        repetitions of each measurement, 9 else; the median counts
import { once } from 'node:events';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { measureLoad } from './bench/load.mjs';
import { openForPaste, paste } from './bench/paste.mjs';
import { tokenOfSize } from './bench/token.mjs';
import { chromiumLaunch } from './browser.mjs';
import { staticServer } from './serve.mjs';
import { filesIn, OUT } from './sources.mjs';

const SIZES = { '1 KB': 1_000, '100 KB': 100_000, '1 MB': 1_000_000 };
const SLOWDOWNS = [1, 4];
const BARE =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>Bare</title><link rel="icon" href="data:,">' +
  '<h1>Bare</h1><textarea aria-label="Token" rows="20" cols="100"></textarea>';

const { values: options } = parseArgs({ options: { url: { type: 'string' }, runs: { type: 'string', default: '9' } } });
const runs = Number(options.runs);

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const medianOf = (samples, name) => median(samples.map((sample) => sample[name]));
const round = (number, digits = 0) => Number(number.toFixed(digits));

async function listen(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${server.address().port}`;
}

/** Serves the build, each file compressed before anything is measured. */
async function serveBuild() {
  const server = staticServer();
  const origin = await listen(server);
  for (const file of filesIn(OUT))
    await (await fetch(origin + file.slice(OUT.length).replaceAll('\\', '/'))).arrayBuffer();
  return { server, url: `${origin}/` };
}

/** Loads both pages by turns; a first load of each, which warms the browser up, is left out. */
async function benchLoads(browser, pages) {
  const rows = {};
  for (const slowdown of SLOWDOWNS) {
    const samples = { page: [], bare: [] };
    for (let i = 0; i <= runs; i++) {
      for (const [name, url] of Object.entries(pages)) samples[name].push(await measureLoad(browser, url, slowdown));
    }
    for (const name of Object.keys(pages)) {
      const kept = samples[name].slice(1);
      rows[`${name}, ${slowdown}× CPU`] = {
        'usable: KB': round(medianOf(kept, 'usableBytes') / 1000, 1),
        requests: medianOf(kept, 'usableRequests'),
        'in all: KB': round(medianOf(kept, 'allBytes') / 1000, 1),
        'requests ': medianOf(kept, 'allRequests'),
        'FCP ms': round(medianOf(kept, 'fcp')),
        'LCP ms': round(medianOf(kept, 'lcp')),
        'blocked ms': round(medianOf(kept, 'blocked')),
        'editor ms': name === 'page' ? round(medianOf(kept, 'editor')) : '–',
      };
    }
  }
  return rows;
}

/** Pastes into both pages by turns, a new token each time. */
async function benchPastes(browser, pages) {
  const rows = {};
  for (const slowdown of SLOWDOWNS) {
    for (const [label, size] of Object.entries(SIZES)) {
      const samples = { page: [], bare: [] };
      const opened = {};
      for (const [name, url] of Object.entries(pages)) opened[name] = await openForPaste(browser, url, slowdown);
      for (let i = 0; i <= runs; i++) {
        for (const name of Object.keys(pages)) samples[name].push(await paste(opened[name], tokenOfSize(size)));
      }
      for (const page of Object.values(opened)) await page.context().close();
      const [page, bare] = [samples.page.slice(1), samples.bare.slice(1)];
      rows[`${label}, ${slowdown}× CPU`] = {
        'page ms': round(medianOf(page, 'painted'), 1),
        'bare ms': round(medianOf(bare, 'painted'), 1),
        ratio: round(medianOf(page, 'painted') / medianOf(bare, 'painted'), 2),
        'page, longest task ms': longest(page),
        'bare, longest task ms': longest(bare),
      };
    }
  }
  return rows;
}

/** Browsers report tasks of 50 ms and more. */
const longest = (samples) =>
  medianOf(samples, 'longestTask') === 0 ? '< 50' : round(medianOf(samples, 'longestTask'));

const bareServer = createServer((_, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end(BARE));
const build = options.url ? undefined : await serveBuild();
const pages = { page: options.url ?? build.url, bare: `${await listen(bareServer)}/` };
const browser = await chromium.launch(chromiumLaunch());
try {
  console.log(
    `Chromium ${browser.version()}, medians of ${runs}, ${options.url ?? 'the build in out/ as served, brotli'}`,
  );
  console.log('\nLoading, with a cold cache. "In all" is after the payload editor was asked for.');
  console.table(await benchLoads(browser, pages));
  console.log('\nFrom the paste event to painted panes, a structured HS256 token.');
  console.table(await benchPastes(browser, pages));
} finally {
  await browser.close();
  bareServer.close();
  build?.server.close();
}
