// `npm run bench:hostile`: the corpus of hostile texts pasted into the page as it is built, one after the other, and the
// longest task that each makes, beside the same paste into a bare textarea.
//
//   --only WORDS    only the texts whose family or name holds this
//   --worst N       so many of the worst entries are told, 25 else
//   --minutes N     end after so many, and say how many texts were measured; all else
//   --profile N     where the time of the N worst goes, by the profiler; none else
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { runnerImport } from 'vite';
import { chromiumLaunch } from '../browser.mjs';
import { staticServer } from '../serve.mjs';
import { ROOT } from '../sources.mjs';
import { watch } from './load.mjs';

/** Work is done when no task has been long for so many ms; what waits for the page to be idle has begun by then. */
const QUIET = 500;
/** A page that works longer than this at one text is given up, ms. */
const PATIENCE = 60_000;
/** A task longer than this is told, ms: the promise of the page. */
const LIMIT = 200;
/** Below so many characters a bare textarea has no long task: it is not asked. */
const SMALL = 20_000;
/** What takes a pattern quadratic time takes it seconds at this length, in characters. */
const PATTERN_LENGTH = 100_000;
const BARE =
  '<!doctype html><meta charset="utf-8"><title>Bare</title><link rel="icon" href="data:,"><textarea aria-label="Token" rows="20" cols="100"></textarea>';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    worst: { type: 'string', default: '25' },
    minutes: { type: 'string', default: 'Infinity' },
    profile: { type: 'string', default: '0' },
  },
});

const load = async (name) => (await runnerImport(join(ROOT, 'e2e/hostile', name))).module;
const { corpusOf } = await load('corpus.ts');
const corpus = corpusOf(PATTERN_LENGTH);

async function listen(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${server.address().port}/`;
}

/** Opens a page with its long tasks watched, and the reviewer's panes of the debugger open. */
async function open(browser, url, isBare) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(url).origin });
  const page = await context.newPage();
  await page.addInitScript(watch);
  await page.goto(url, { waitUntil: 'networkidle' });
  if (isBare) return page;
  for (const name of ['Show code', 'Write…']) await page.getByRole('button', { name, exact: true }).click();
  return page;
}

/** Pastes as a person does, and gives the longest task until the page is at rest, ms; 0 when none was as long as 50. */
async function paste(page, field, text) {
  await page.evaluate((value) => navigator.clipboard.writeText(value), text);
  const box = page.getByRole('textbox', { name: field, exact: true });
  await box.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.evaluate(() => {
    window.benchTasks.length = 0;
  });
  await page.keyboard.press('ControlOrMeta+v');
  return page.evaluate(async (quiet) => {
    let rest = performance.now();
    while (performance.now() - rest < quiet) {
      await new Promise((resolve) => setTimeout(resolve, 25));
      const last = window.benchTasks.at(-1);
      if (last) rest = Math.max(rest, last.startTime + last.duration);
      // The search for the secret goes on in its workers for as long as it takes.
      const busy = [...document.querySelectorAll('[aria-busy="true"]')];
      if (busy.some((each) => each.querySelector('h2')?.textContent !== 'Secret search')) rest = performance.now();
    }
    return Math.max(0, ...window.benchTasks.map(({ duration }) => duration));
  }, QUIET);
}

/** The same with a limit: what takes longer is given up, and its page with it. */
function inTime(work) {
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(() => resolve(Number.POSITIVE_INFINITY), PATIENCE);
  });
  return Promise.race([work.catch(() => Number.POSITIVE_INFINITY), late]).finally(() => clearTimeout(timer));
}

/** Pages by name, opened anew when one was given up. */
function pageKeeper(browser, urls) {
  const pages = {};
  return {
    async get(name) {
      pages[name] ??= await open(browser, urls[name], name === 'bare');
      return pages[name];
    },
    async drop(name) {
      const page = pages[name];
      pages[name] = undefined;
      // A renderer that is busy does not close its page in time.
      if (page) await Promise.race([page.context().close(), new Promise((resolve) => setTimeout(resolve, 5_000))]);
    },
  };
}

/** Where the time of a paste goes: the functions with most time of their own, with their places in the built files. */
async function profile(page, entry) {
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 500 });
  await session.send('Profiler.start');
  await inTime(paste(page, entry.into === 'key' ? 'Key' : 'Token', entry.text()));
  const { profile: taken } = await session.send('Profiler.stop');
  const frames = new Map(taken.nodes.map((node) => [node.id, node.callFrame]));
  const spent = new Map();
  taken.samples.forEach((id, at) => {
    const { functionName, url, lineNumber, columnNumber } = frames.get(id);
    const place = url ? ` ${url.split('/').at(-1)}:${lineNumber + 1}:${columnNumber + 1}` : '';
    const name = `${functionName || '(anonymous)'}${place}`;
    spent.set(name, (spent.get(name) ?? 0) + taken.timeDeltas[at] / 1000);
  });
  await session.detach();
  return [...spent]
    .filter(([name]) => name !== '(idle)')
    .sort(([, one], [, other]) => other - one)
    .slice(0, 8)
    .map(([name, ms]) => `${Math.round(ms)} ms ${name}`);
}

const server = staticServer();
const bareServer = createServer((_, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end(BARE));
const browser = await chromium.launch(chromiumLaunch());
const pages = pageKeeper(browser, { page: await listen(server), bare: await listen(bareServer) });
const shown = (ms) => (ms === Number.POSITIVE_INFINITY ? `> ${PATIENCE}` : ms < 50 ? '< 50' : Math.round(ms));

async function measure(entry) {
  const text = entry.text();
  const field = entry.into === 'key' ? 'Key' : 'Token';
  const longest = {};
  for (const name of text.length < SMALL ? ['page'] : ['page', 'bare']) {
    const page = await pages.get(name);
    longest[name] = await inTime(paste(page, name === 'bare' ? 'Token' : field, text));
    if (longest[name] === Number.POSITIVE_INFINITY) await pages.drop(name);
  }
  return { entry, characters: text.length, ...longest, beyond: longest.page - (longest.bare ?? 0) };
}

try {
  const chosen = corpus.filter(
    ({ family, name, into }) => ['token', 'key'].includes(into) && `${family}: ${name}`.includes(options.only),
  );
  console.log(`Chromium ${browser.version()}, ${chosen.length} texts of the corpus that go to the token or the key`);
  // What is loaded once is loaded before anything is measured.
  await measure(corpus[0]);
  const rows = [];
  const end = Date.now() + Number(options.minutes) * 60_000;
  for (const entry of chosen) {
    if (Date.now() > end) break;
    rows.push(await measure(entry));
  }
  console.log(`${rows.length} of them measured`);
  const worst = rows.toSorted((one, other) => other.page - one.page);

  const families = {};
  for (const name of new Set(rows.map(({ entry }) => entry.family))) {
    const own = worst.filter(({ entry }) => entry.family === name);
    families[name] = {
      texts: own.length,
      [`over ${LIMIT} ms`]: own.filter(({ page }) => page > LIMIT).length,
      [`over ${LIMIT} ms beyond the textarea’s`]: own.filter(({ beyond }) => beyond > LIMIT).length,
      'longest task ms': shown(own[0].page),
    };
  }
  console.table(families);
  console.log('\nThe worst, longest tasks in ms:');
  for (const { entry, characters, page, bare } of worst.slice(0, Number(options.worst))) {
    const beside = bare === undefined ? '' : `, bare textarea ${shown(bare)}`;
    console.log(`${shown(page)}${beside}, ${characters} characters: ${entry.family}: ${entry.name}`);
  }
  for (const { entry, page } of worst.slice(0, Number(options.profile))) {
    if (page === Number.POSITIVE_INFINITY) continue;
    console.log(`\n${entry.family}: ${entry.name}`);
    for (const line of await profile(await pages.get('page'), entry)) console.log(`  ${line}`);
  }
} finally {
  await browser.close();
  server.close();
  bareServer.close();
}
