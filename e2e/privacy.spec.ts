import { chromiumLaunch } from '../scripts/browser.mjs';
import { DebuggerPage } from './debugger-page';
import { test as base, expect } from './fixtures';
import { LET_OUT, letOut, letOutOfWorker, SHORT } from './privacy/let-out';
import { Marks } from './privacy/marks';
import { throughFetching, throughKeys } from './privacy/through-keys';
import { throughForgetting, throughPage } from './privacy/through-page';
import { throughReview, throughSearches } from './privacy/through-review';
import { throughEdits, throughEncryption, throughForms, throughPastes, throughSamples } from './privacy/through-tokens';
import { Tour } from './privacy/tour';
import { Watch } from './privacy/watch';
import { AUTOFILL, Wire } from './privacy/wire';
import { hs256 } from './tokens';

/** Every request of these tests' browser goes over a wire that is watched, whoever makes it. */
const test = base.extend<{ wire: Wire; marks: Marks; watch: Watch; tour: Tour }>({
  wire: async ({ baseURL }, use) => {
    const wire = await Wire.start(new URL(baseURL ?? '').origin);
    await use(wire);
    await wire.end();
  },
  proxy: async ({ wire }, use) => use({ server: wire.url, bypass: '<-loopback>' }),
  marks: async ({ browserName: _ }, use) => use(new Marks()),
  watch: async ({ context, marks, wire, baseURL }, use) =>
    use(await Watch.begin(context, marks, wire, new URL(baseURL ?? '').origin)),
  tour: async ({ page, marks, watch }, use) => use(new Tour(page, marks, watch)),
});
const launch = chromiumLaunch();
test.use({
  launchOptions: { ...launch, args: [...launch.args, `--autofill-server-url=${AUTOFILL}`] },
});

/** What a tour leaves alone, and why. */
const LEFT_ALONE = [
  // A newer version, a part that failed: each has tests of its own, and neither is there in a tour.
  'New version…',
  // A text file of the host's, which says the build.
  '/build-id.txt',
];

/** Without these the tour would have passed by the very things that could tell. */
const LOOKED_AT = ['the wire', 'a request', 'a worker', 'a service worker', 'a download', 'the cache', 'the timings'];
const ASKED_FOR = ['Clipboard.writeText', 'Storage.setItem', 'message'];

test.describe('a tour through the whole page', () => {
  test.use({ serviceWorkers: 'allow', allowedOrigins: [/^http:\/\/127\.0\.0\.1:\d+$/] });

  test('lets nothing of a token, key, secret or claim leave the tab or be kept, whatever is done with it', async ({
    page,
    marks,
    watch,
    wire,
    tour,
  }) => {
    // About a minute where nothing else runs; a shared machine may take its time.
    test.setTimeout(480_000);
    const secret = marks.of('secret-of-at-least-sixty-four-octets-so-that-it-is-long-enough');
    await tour.step('the first visit, with a token in the address; all files are kept', async () => {
      await tour.visit(`#token=${hs256({ sub: marks.of('first-visit') }, secret)}`);
      await expect(tour.payloadJson).toHaveValue(new RegExp(marks.of('first-visit')));
      await expect(page.getByText('Ready offline')).toBeVisible({ timeout: 60_000 });
    });
    await throughPastes(tour, secret);
    await throughEdits(tour, secret);
    await throughForms(tour, secret);
    await throughEncryption(tour);
    await throughKeys(tour);
    await throughReview(tour, secret);
    await throughSearches(tour);
    const asked = await throughFetching(tour, (origin) => wire.allow(origin));
    await throughPage(tour);
    await tour.button('Clear key').click();
    await throughSamples(tour);
    await watch.lookClosely(page);
    await throughForgetting(tour);
    await watch.lookClosely(page);

    expect(watch.problems(asked)).toEqual([]);
    for (const kind of [...LOOKED_AT, ...ASKED_FOR]) expect(watch.counts[kind], kind).toBeGreaterThan(0);
    expect(tour.untouched().filter((name) => !LEFT_ALONE.includes(name))).toEqual([]);
  });
});

test.describe('the watch itself', () => {
  // What is let out here the policy refuses in part, and the browser says so.
  test.use({ serviceWorkers: 'allow', allowedComplaints: [/./] });

  test('finds what is let out, wherever and however it is written', async ({ page, context, marks, watch }) => {
    const token = hs256({ sub: 'ada' }, 'on no list: 4d8e1b');
    marks.keep(token, SHORT);
    const [service] = await Promise.all([context.waitForEvent('serviceworker'), page.goto('/')]);
    const [worker] = await Promise.all([page.waitForEvent('worker'), new DebuggerPage(page).token.fill(token)]);
    await watch.look(page);
    expect(watch.problems()).toEqual([]);
    await worker.evaluate(letOutOfWorker, marks.of('worker'));
    await service.evaluate(letOutOfWorker, marks.of('service'));
    await page.evaluate(letOut, { token, mark: marks.of('page'), short: SHORT });
    await watch.lookClosely(page);
    const found = watch.problems();
    expect(LET_OUT.filter((problem) => !found.includes(problem))).toEqual([]);
  });
});

base('once loaded the page needs nobody: offline it decodes, verifies and signs', async ({ page, context }) => {
  const jwt = new DebuggerPage(page);
  await jwt.open();
  // What is loaded when the page is at rest comes last, however long that takes.
  await expect(page.getByRole('region', { name: 'Secret search', exact: true })).toBeVisible();
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  const secret = 'a secret of at least thirty-two octets';
  await jwt.pasteToken(hs256({ sub: 'ada' }, secret));
  await jwt.key.fill(secret);
  await expect(jwt.verdict).toContainText('Valid signature');
  await jwt.algorithm.selectOption('HS384');
  await expect(jwt.verdict).toContainText('Valid signature HS384');
});
