// `npm run bench`: the page beside a bare textarea, in one browser and one run, since machines differ and ratios less so; at
// the end the goals, and whether they are met. `npm run size` counts bytes without a browser, `npm run bench:guess` measures
// the search of secrets.
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { judge } from './bench/goals.mjs';
import { measureLoads, measurePastes, measureVerifies } from './bench/series.mjs';
import { BARE, BARE_PAGE, DEBUGGER, otherSite } from './bench/site.mjs';
import { chromiumLaunch } from './browser.mjs';
import { staticServer } from './serve.mjs';
import { filesIn, OUT } from './sources.mjs';

const HELP = `npm run bench -- [options]

  --runs N                 repetitions of each measurement, 9 else; the median counts
  --parts NAMES            of load, paste, verify; all three else
  --json FILE              write all figures there
  --url ADDRESS            measure the page at this address instead of the build in out/
  --peer ADDRESS           measure this page, too, by turns with ours
  of the page at --peer or --url, as CSS selectors; the first visible field and the whole page else:
  --token-field SELECTOR   what a token is pasted into
  --shown SELECTOR         what shows the decoded payload
  --key-field SELECTOR     what a key is pasted into; without it and --verdict no verification is measured
  --verdict SELECTOR       what says whether the signature is valid
  --verified WORDS         how that begins when it is
`;

const selectors = ['token-field', 'shown', 'key-field', 'verdict', 'verified'];
const { values: options } = parseArgs({
  options: {
    help: { type: 'boolean' },
    runs: { type: 'string', default: '9' },
    parts: { type: 'string', default: 'load,paste,verify' },
    json: { type: 'string' },
    url: { type: 'string' },
    peer: { type: 'string' },
    ...Object.fromEntries(selectors.map((name) => [name, { type: 'string' }])),
  },
});
if (options.help) {
  console.log(HELP);
  process.exit(0);
}

async function listen(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${server.address().port}`;
}

/** Serves the build, each file read before anything is measured. */
async function serveBuild() {
  const server = staticServer();
  const origin = await listen(server);
  for (const file of filesIn(OUT))
    await (await fetch(origin + file.slice(OUT.length).replaceAll('\\', '/'))).arrayBuffer();
  return { server, url: `${origin}/` };
}

const bareServer = createServer((_, response) =>
  response.writeHead(200, { 'Content-Type': 'text/html' }).end(BARE_PAGE),
);
const build = options.url ? undefined : await serveBuild();
const other = otherSite({
  tokenField: options['token-field'],
  shown: options.shown,
  keyField: options['key-field'],
  verdict: options.verdict,
  verified: options.verified,
});
const browser = await chromium.launch(chromiumLaunch());

/** What is at the address to measure: a debugger like ours, unless selectors say otherwise or it has no such field. */
async function siteOf(url) {
  if (!options.url) return DEBUGGER;
  if (selectors.some((name) => options[name])) return other;
  const page = await browser.newPage();
  await page.goto(url);
  const isOurs = (await DEBUGGER.tokenField(page).count()) > 0 && (await DEBUGGER.shown(page).count()) > 0;
  await page.close();
  return isOurs ? DEBUGGER : other;
}

const address = options.url ?? build.url;
const sites = {
  page: { url: address, site: await siteOf(address) },
  ...(options.peer && { peer: { url: options.peer, site: other } }),
  bare: { url: `${await listen(bareServer)}/`, site: BARE },
};
const runs = Number(options.runs);
const parts = options.parts.split(',');
const results = { loads: {}, fetched: [], pastes: {}, verifies: {} };
try {
  const named = options.url ?? 'the build in out/ as served, brotli';
  console.log(
    `Chromium ${browser.version()}, medians of ${runs}, ${named}${options.peer ? ` beside ${options.peer}` : ''}`,
  );
  if (parts.includes('load')) {
    const { rows, fetched } = await measureLoads(browser, sites, runs);
    Object.assign(results, { loads: rows, fetched });
    console.log(
      '\nLoading, with a cold cache. "Usable": a token pasted as early as possible shows its payload and verdict.',
    );
    console.log('"Loaded": left alone until nothing is fetched. "In all": after the payload editor was asked for.');
    console.table(results.loads);
  }
  if (parts.includes('paste')) {
    results.pastes = await measurePastes(browser, sites, runs);
    console.log('\nFrom the paste event to painted panes, a structured HS256 token.');
    console.table(results.pastes);
  }
  if (parts.includes('verify') && sites.page.site.keyField && sites.page.site.verdict) {
    results.verifies = await measureVerifies(browser, sites, runs);
    console.log(
      '\nFrom pasting the key of a 1 KB token to its painted verdict; pasting it into a bare textarea; the crypto alone.',
    );
    console.table(results.verifies);
  }
  console.log('\nGoals');
  console.table(judge(results));
} finally {
  await browser.close();
  bareServer.close();
  build?.server.close();
}
if (options.json) {
  const record = { chromium: browser.version(), runs, url: options.url ?? 'out/', ...results, goals: judge(results) };
  writeFileSync(options.json, `${JSON.stringify(record, undefined, 2)}\n`);
}
