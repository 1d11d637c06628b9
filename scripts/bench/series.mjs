// What is measured, over and over and by turns, so that what slows the machine down for a while slows every page alike.
import { measureLoad, measureUsable } from './load.mjs';
import { differenceOf, medianOf, ratioOf, round } from './numbers.mjs';
import { openForPaste, paste } from './paste.mjs';
import { tokenOfSize } from './token.mjs';
import { measureVerify, signedToken, VERIFIED_ALGORITHMS } from './verify.mjs';

const SIZES = { '1 KB': 1_000, '100 KB': 100_000, '1 MB': 1_000_000 };
const SLOWDOWNS = [1, 4];

/** The first of each warms the browser up, and is left out. */
async function byTurns(sites, runs, measure) {
  const samples = Object.fromEntries(Object.keys(sites).map((name) => [name, []]));
  for (let i = 0; i <= runs; i += 1) {
    for (const [name, site] of Object.entries(sites)) samples[name].push(await measure(site, name));
  }
  return Object.fromEntries(Object.entries(samples).map(([name, list]) => [name, list.slice(1)]));
}

/**
 * Loads all pages. Those with a payload to show are opened once more, for a paste at the earliest moment; `fetched` names
 * what the page fetched for it in one of the runs.
 */
export async function measureLoads(browser, sites, runs) {
  const rows = {};
  let fetched = [];
  const clipboard = await openForPaste(browser, sites.bare.url, 1);
  for (const slowdown of SLOWDOWNS) {
    const samples = await byTurns(sites, runs, async ({ url, site }) => {
      const loaded = await measureLoad(browser, url, slowdown);
      if (!site.shown) return { ...loaded, usable: 0, usableBytes: 0, usableRequests: 0 };
      const token = tokenOfSize(SIZES['1 KB']);
      await clipboard.bringToFront();
      await clipboard.evaluate((text) => navigator.clipboard.writeText(text), token.text);
      return { ...loaded, ...(await measureUsable(browser, url, slowdown, site, token)) };
    });
    if (slowdown === 1) fetched = samples.page[0].fetched.map(({ path, bytes }) => ({ path, bytes }));
    for (const [name, kept] of Object.entries(samples)) {
      const isPage = Boolean(sites[name].site.shown);
      rows[`${name}, ${slowdown}× CPU`] = {
        'usable: KB': isPage ? round(medianOf(kept, 'usableBytes') / 1000, 1) : '–',
        requests: isPage ? medianOf(kept, 'usableRequests') : '–',
        'after ms': isPage ? round(medianOf(kept, 'usable')) : '–',
        'loaded: KB': round(medianOf(kept, 'loadedBytes') / 1000, 1),
        'requests ': medianOf(kept, 'loadedRequests'),
        'in all: KB': round(medianOf(kept, 'allBytes') / 1000, 1),
        'requests  ': medianOf(kept, 'allRequests'),
        'to others': medianOf(kept, 'others'),
        'FCP ms': round(medianOf(kept, 'fcp')),
        'LCP ms': round(medianOf(kept, 'lcp')),
        'blocked ms': round(medianOf(kept, 'blocked')),
        'editor ms': name === 'page' ? round(medianOf(kept, 'editor')) : '–',
      };
    }
  }
  await clipboard.context().close();
  return { rows, fetched };
}

/** Pastes into all pages, a new token each time. */
export async function measurePastes(browser, sites, runs) {
  const rows = {};
  for (const slowdown of SLOWDOWNS) {
    for (const [label, size] of Object.entries(SIZES)) {
      const opened = {};
      for (const [name, { url }] of Object.entries(sites)) opened[name] = await openForPaste(browser, url, slowdown);
      const samples = await byTurns(sites, runs, ({ site }, name) => paste(opened[name], tokenOfSize(size), site));
      for (const page of Object.values(opened)) await page.context().close();
      for (const [name, kept] of Object.entries(samples).filter(([name]) => name !== 'bare')) {
        rows[`${name}, ${label}, ${slowdown}× CPU`] = {
          'page ms': round(medianOf(kept, 'painted'), 1),
          'bare ms': round(medianOf(samples.bare, 'painted'), 1),
          ratio: round(ratioOf(kept, samples.bare, 'painted'), 2),
          'page, longest task ms': longest(kept),
          'bare, longest task ms': longest(samples.bare),
          'task beyond ms': Math.max(0, round(differenceOf(kept, samples.bare, 'longestTask'))),
        };
      }
    }
  }
  return rows;
}

/** Browsers report tasks of 50 ms and more. */
const longest = (samples) =>
  medianOf(samples, 'longestTask') === 0 ? '< 50' : round(medianOf(samples, 'longestTask'));

/** Pastes a key, of another token each time, into the page and a bare one. */
export async function measureVerifies(browser, { page, bare }, runs) {
  const opened = {
    page: await openForPaste(browser, page.url, 1),
    bare: await openForPaste(browser, bare.url, 1),
  };
  const rows = {};
  for (const alg of VERIFIED_ALGORITHMS) {
    const measure = () => measureVerify(opened, page.site, signedToken(alg));
    const { page: kept } = await byTurns({ page }, runs, measure);
    rows[alg] = {
      'page ms': round(medianOf(kept, 'page'), 1),
      'bare ms': round(medianOf(kept, 'bare'), 1),
      'crypto ms': round(medianOf(kept, 'crypto'), 2),
      'beyond ms': Math.max(
        0,
        round(
          medianOf(
            kept.map(({ page, bare, crypto }) => ({ ms: page - bare - crypto })),
            'ms',
          ),
          1,
        ),
      ),
    };
  }
  for (const each of Object.values(opened)) await each.context().close();
  return rows;
}
