// `npm run bench:guess`: candidates a second of the secret search, in the page as it is built, beside @noble/hashes in the same
// page and hashcat (with an OpenCL driver for this processor, where both are installed), in one run: machines differ, and
// ratios less so.
//
//   --runs N   repetitions of each measurement, 3 else; the best counts, since others only ever slow one down
import { spawnSync } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { chromiumLaunch } from '../browser.mjs';
import { staticServer } from '../serve.mjs';
import { ROOT } from '../sources.mjs';

const ALGORITHMS = ['HS256', 'HS512'];
const LIST = 4_000_000;
const SHORT_LIST = 100_000;

const { values: options } = parseArgs({ options: { runs: { type: 'string', default: '3' } } });
const runs = Number(options.runs);
const encode = (json) => Buffer.from(JSON.stringify(json)).toString('base64url');

/** A token of an ordinary size, 151 octets to sign, whose secret is on no list. */
function tokenOf(alg) {
  const claims = { sub: '1234567890', name: 'John Doe', iss: 'https://issuer.example', exp: 1795194000 };
  const input = `${encode({ alg, typ: 'JWT' })}.${encode(claims)}`;
  return `${input}.${createHmac(`sha${alg.slice(2)}`, randomBytes(40))
    .update(input)
    .digest('base64url')}`;
}

const wordList = (words) => Array.from({ length: words }, (_, index) => `word${index}\n`).join('');

/** A page with the token in it, on a processor of so many cores. */
async function openPage(browser, url, token, cores) {
  // The bundle of noble is no script of the page's own.
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  await page.addInitScript((count) => {
    Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => count });
  }, cores);
  await page.goto(url);
  await page.waitForFunction(() => !('earlyInput' in window));
  await page.getByRole('textbox', { name: 'Token', exact: true }).fill(token);
  // What begins by itself ends first.
  const region = page.getByRole('region', { name: 'Secret search' });
  await region.getByRole('button', { name: 'Stop' }).click();
  return { page, region };
}

/** Milliseconds from the choice of a file to the word that nothing was found. */
async function searchFile({ page, region }, file) {
  const took = page.evaluate(
    () =>
      new Promise((resolve) => {
        let begun;
        addEventListener('change', () => (begun = performance.now()), { capture: true, once: true });
        let seen = false;
        const observer = new MutationObserver(() => {
          const result = document.querySelector('[aria-label="Search result"]');
          if (!result) seen = true;
          if (begun === undefined || !seen || !result) return;
          observer.disconnect();
          resolve(performance.now() - begun);
        });
        observer.observe(document.body, { childList: true, subtree: true, characterData: true });
      }),
  );
  await region.getByLabel('Word list…').setInputFiles(file);
  return took;
}

/** The fallback engine as one script that gives `nobleEngine`. */
async function bundleNoble() {
  const [{ output }] = await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: 'lib/worker/noble-engine.ts', formats: ['iife'], name: 'nobleEngine', fileName: 'noble' },
    },
  });
  return output[0].code;
}

/** Candidates a second of @noble/hashes in that page. */
async function nobleRate({ page }, token, script) {
  await page.addScriptTag({ content: script });
  const [header, payload, signature] = token.split('.');
  const target = { input: `${header}.${payload}`, digest: [...Buffer.from(signature, 'base64url')] };
  return page.evaluate(
    async ([{ input, digest }, text]) => {
      const engine = await window.nobleEngine.openNobleEngine({
        hash: digest.length === 32 ? 'SHA-256' : 'SHA-512',
        message: new TextEncoder().encode(input),
        digest: new Uint8Array(digest),
      });
      const lines = new TextEncoder().encode(text);
      engine.search(lines.subarray(0, lines.length >> 2));
      const begun = performance.now();
      return (engine.search(lines).tried * 1000) / (performance.now() - begun);
    },
    [target, wordList(60_000)],
  );
}

/** Candidates a second of `hashcat -m 16500` on so many cores; undefined where it is not installed, or has no device. */
function hashcatRate(folder, token, list, cores) {
  const file = join(folder, 'token.txt');
  writeFileSync(file, token);
  const hashcat = ['hashcat', '-m', '16500', '-a', '0', '-D', '1', '--force', '--potfile-disable', '--quiet'];
  const status = ['--status', '--status-timer', '1', '--machine-readable', file, list];
  const pinned = cores === 1 ? ['taskset', '-c', '0'] : [];
  const [command, ...rest] = [...pinned, ...hashcat, ...status];
  const { stdout } = spawnSync(command, rest, { encoding: 'utf8', cwd: folder });
  const rates = [...(stdout ?? '').matchAll(/\tSPEED\t(\d+)\t1000\t/g)].map(([, rate]) => Number(rate));
  return rates.length > 0 ? Math.max(...rates) : undefined;
}

async function best(measure) {
  const results = [];
  for (let run = 0; run < runs; run += 1) results.push(await measure());
  return results.some((result) => result === undefined) ? undefined : Math.max(...results);
}

const folder = mkdtempSync(join(tmpdir(), 'bench-guess-'));
const list = join(folder, 'words.txt');
const shortList = join(folder, 'short.txt');
writeFileSync(list, wordList(LIST));
writeFileSync(shortList, wordList(SHORT_LIST));
const server = staticServer();
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `http://127.0.0.1:${server.address().port}/`;
const browser = await chromium.launch(chromiumLaunch());
try {
  console.log(`Chromium ${browser.version()}, the best of ${runs}, millions of candidates a second`);
  const noble = await bundleNoble();
  const table = {};
  for (const alg of ALGORITHMS) {
    const token = tokenOf(alg);
    const [one, two] = [await openPage(browser, url, token, 1), await openPage(browser, url, token, 2)];
    const rates = {
      'page, 1 worker': await best(async () => (LIST * 1000) / (await searchFile(one, list))),
      'page, 2 workers': await best(async () => (LIST * 1000) / (await searchFile(two, list))),
      '@noble/hashes': await best(() => nobleRate(one, token, noble)),
      'hashcat, 1 core': await best(() => hashcatRate(folder, token, list, 1)),
      'hashcat, all cores': await best(() => hashcatRate(folder, token, list, undefined)),
    };
    const ratio = (to) => (to ? Number((rates['page, 1 worker'] / to).toFixed(1)) : '–');
    const shown = Object.entries(rates).map(([name, rate]) => [name, rate ? Number((rate / 1e6).toFixed(3)) : '–']);
    const rows = [
      ...shown,
      ['1 worker : @noble/hashes', ratio(rates['@noble/hashes'])],
      ['1 worker : hashcat, 1 core', ratio(rates['hashcat, 1 core'])],
      ['100,000 lines with loading, ms', Math.round(-(await best(async () => -(await searchFile(two, shortList)))))],
    ];
    for (const [name, value] of rows) table[name] = { ...table[name], [alg]: value };
    for (const { page } of [one, two]) await page.context().close();
  }
  console.table(table);
} finally {
  await browser.close();
  server.close();
  rmSync(folder, { recursive: true });
}
