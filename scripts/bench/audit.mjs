// `npm run bench:audit`: the time of a whole audit, the search for secrets left out, in the page as it is built: from the
// paste to the findings on the screen, the longest task meanwhile, and the checks alone on the same tokens.
//
//   --runs N   repetitions of each measurement, 15 else; the median counts
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { chromiumLaunch } from '../browser.mjs';
import { staticServer } from '../serve.mjs';
import { ROOT } from '../sources.mjs';
import { openForPaste } from './paste.mjs';
import { tokenOfSize } from './token.mjs';

const SIZES = { '1 KB': 1_000, '100 KB': 100_000 };
/** How long a page may go on working after the findings are there; its tasks count still, ms. */
const AFTERMATH = 600;

const { values: options } = parseArgs({ options: { runs: { type: 'string', default: '15' } } });
const runs = Number(options.runs);

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** A token of this size whose "kid" is a finding, and like no other: when it is shown, the findings are this token's. */
function auditedToken(size) {
  const marker = randomUUID();
  const header = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'JWT', kid: `../../${marker}` })).toString(
    'base64url',
  );
  return { marker, text: tokenOfSize(size).text.replace(/^[^.]+/, header) };
}

/** Runs in the page before the paste; `window.benchAudit` will hold its times. */
function timeAudit({ marker }) {
  const region = document.querySelector('#findings');
  window.benchAudit = new Promise((resolve) => {
    const onPaste = () => {
      const begin = performance.now();
      const onFrame = () => {
        if (!region.textContent.includes(marker)) requestAnimationFrame(onFrame);
        else requestAnimationFrame(() => resolve({ begin, shown: performance.now() - begin }));
      };
      requestAnimationFrame(onFrame);
    };
    window.addEventListener('paste', onPaste, { capture: true, once: true });
  });
}

/** Pastes a token over the one before; ms to the second frame with its findings, and of the longest task, 0 below 50. */
async function audit(page, { text, marker }) {
  const field = page.getByRole('textbox', { name: 'Token', exact: true });
  await page.evaluate((value) => navigator.clipboard.writeText(value), text);
  await field.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.waitForTimeout(AFTERMATH);
  await page.evaluate(timeAudit, { marker });
  await page.keyboard.press('ControlOrMeta+v');
  const { begin, shown } = await page.evaluate(() => window.benchAudit);
  await page.waitForTimeout(AFTERMATH);
  const longest = await page.evaluate(
    (from) =>
      Math.max(
        0,
        ...window.benchTasks.filter((task) => task.startTime + task.duration > from).map((task) => task.duration),
      ),
    begin,
  );
  return { shown, longest };
}

/** The library as one script that gives `library`. */
async function bundleLibrary() {
  const [{ output }] = await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: 'lib/index.ts', formats: ['iife'], name: 'library', fileName: 'library' },
    },
  });
  return output[0].code;
}

/** Ms that the checks take, once for each text. */
async function checksAlone(page, texts) {
  return page.evaluate((all) => {
    const { parseToken, runChecks } = window.library;
    return all.map((text) => {
      const token = parseToken(text);
      const verdict = { kind: 'unverified', reason: 'There is no key.' };
      const context = { token, key: { kind: 'empty' }, verdict, now: Math.floor(Date.now() / 1000), leeway: 0 };
      const begin = performance.now();
      runChecks(context);
      return performance.now() - begin;
    });
  }, texts);
}

const server = staticServer();
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `http://127.0.0.1:${server.address().port}/`;
const browser = await chromium.launch(chromiumLaunch());
try {
  console.log(`Chromium ${browser.version()}, medians of ${runs}`);
  const library = await browser.newPage();
  await library.addScriptTag({ content: await bundleLibrary() });
  const table = {};
  for (const [label, size] of Object.entries(SIZES)) {
    const page = await openForPaste(browser, url, 1);
    const samples = [];
    // The first of each warms the page up.
    for (let run = 0; run <= runs; run += 1) samples.push(await audit(page, auditedToken(size)));
    const kept = samples.slice(1);
    const texts = Array.from({ length: runs + 1 }, () => auditedToken(size).text);
    const longest = median(kept.map((sample) => sample.longest));
    table[label] = {
      'paste to findings ms': Number(median(kept.map(({ shown }) => shown)).toFixed(1)),
      'longest task ms': longest === 0 ? '< 50' : Math.round(longest),
      'checks alone ms': Number(median((await checksAlone(library, texts)).slice(1)).toFixed(1)),
    };
    await page.context().close();
  }
  console.table(table);
} finally {
  await browser.close();
  server.close();
}
