import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { filesToKeep, writeServiceWorker } from '../scripts/service-worker/build.mjs';
import { filesIn, OUT } from '../scripts/sources.mjs';
import { DebuggerPage } from './debugger-page';
import { expect, test } from './fixtures';
import { Issuer, signingKey } from './issuer';
import { Site } from './site';
import { hs256 } from './tokens';

/** The sites and issuers of these tests listen on ports of this computer. */
test.use({ serviceWorkers: 'allow', allowedOrigins: [/^http:\/\/127\.0\.0\.1:\d+$/] });

let site: Site;
test.beforeEach(async () => {
  site = await Site.start();
});
test.afterEach(() => site.end());

/** Opens the page as it is at the site, and waits until all of it is kept. */
async function visit(page: Page): Promise<DebuggerPage> {
  const at = new DebuggerPage(page);
  await page.goto(site.url);
  await expect(page.getByText('Ready offline')).toBeVisible({ timeout: 60_000 });
  return at;
}

test('after one visit all of the page works with the host gone', async ({ page, context }) => {
  const at = await visit(page);
  const pane = (name: string) => page.getByRole('region', { name, exact: true });

  await test.step('what is kept is the files of the build and nothing else', async () => {
    const kept = await page.evaluate(async () => {
      const names = await caches.keys();
      const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return { names, paths: requests.flat().map(({ url }) => new URL(url).pathname) };
    });
    expect(kept.names).toHaveLength(1);
    expect(kept.paths.sort()).toEqual(Object.keys(filesToKeep(OUT)).sort());
  });

  await site.stop();
  await context.setOffline(true);

  await test.step('the very tab of the visit loads what it had not loaded', async () => {
    await at.openEditor('Payload');
  });

  await page.reload();
  await page.waitForFunction(() => !('earlyInput' in window));

  await test.step('algorithms that the browser lacks are loaded', async () => {
    for (const algorithm of ['Ed448', 'ML-DSA-65', 'ES256K', 'RS256']) {
      await at.sample.selectOption(algorithm);
      await expect(at.verdict).toContainText(`Valid signature ${algorithm}`);
    }
  });

  await test.step('a worker guesses a secret', async () => {
    await at.pasteToken(hs256({ iss: 'https://issuer.example', exp: 1 }, 'trustno1'));
    await expect(pane('Secret search')).toContainText('The secret was guessed');
    await page.getByRole('button', { name: 'Use it as key' }).click();
    await expect(at.verdict).toContainText('Valid signature');
    await expect(at.pane('Findings').locator('[data-check="expired"]')).toBeVisible();
  });

  await test.step('code and report are written', async () => {
    await pane('As code').getByRole('button', { name: 'Show code' }).click();
    await expect(pane('Code in JavaScript')).toContainText('HS256');
    await pane('Report').getByRole('button', { name: 'Write…' }).click();
    await expect(pane('Report text')).toContainText('expired');
  });

  await test.step('an editor opens and the token is signed anew', async () => {
    const before = await at.token.inputValue();
    await at.openEditor('Header');
    await at.openEditor('Payload');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('{}');
    await expect(at.token).not.toHaveValue(before);
    await expect(at.verdict).toContainText('Valid signature');
  });

  await test.step('the checks have their pages, and an example is loaded', async () => {
    const [catalogue] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('link', { name: 'Checks', exact: true }).click(),
    ]);
    await catalogue.getByRole('link', { name: 'Expired' }).click();
    await catalogue.getByRole('link', { name: 'Load this example' }).click();
    const example = new DebuggerPage(catalogue);
    await expect(example.pane('Findings').locator('[data-check="expired"]')).toBeVisible();
  });
});

test('the service worker has no part in fetching a key set, and answers for nothing but files', async ({ page }) => {
  const at = await visit(page);
  const issuer = await Issuer.start({ keys: [signingKey('one')] });
  try {
    const asked = site.asked.length;
    await page.getByRole('button', { name: 'Fetch…', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Fetch a key set' });
    await dialog.getByRole('textbox', { name: /^Address of a key set/ }).fill(`${issuer.url}/jwks`);
    await dialog.getByRole('button', { name: 'Fetch', exact: true }).click();
    await expect(at.key).toHaveValue(/"kid": ?"one"/);
    // The frame's page comes from the host, with the host's policy for it.
    expect(site.asked.slice(asked)).toEqual(['GET /isolated-fetch/index.html']);
    expect(issuer.seen.map(({ headers }) => headers.origin)).toEqual(['null']);
  } finally {
    await issuer.stop();
  }

  const [frame, query, other] = await page.evaluate(async () => {
    const answers = await Promise.all(['/isolated-fetch/', '/?token=eyJ', '/build-id.txt'].map((path) => fetch(path)));
    return answers.map(({ headers }) => headers.get('content-security-policy'));
  });
  expect(frame).toContain('sandbox allow-scripts');
  expect(query).toContain("frame-ancestors 'none'");
  expect(other).toContain("frame-ancestors 'none'");
  // What stands behind a question mark does not reach the host any more.
  expect(site.asked.filter((address) => address.includes('eyJ'))).toEqual([]);
  expect(site.asked.at(-1)).toBe('GET /build-id.txt');
});

/** Changes a copy of the build as a newer version would: other pages, and without a file that the older one has. */
async function newerVersion(): Promise<{ folder: string; gone: string }> {
  const folder = site.copy();
  for (const file of filesIn(folder).filter((name) => name.endsWith('.html'))) {
    const page = readFileSync(file, 'utf8');
    writeFileSync(file, page.replace(/<meta name="build" content="\w+"/, '<meta name="build" content="newer"'));
  }
  const gone = filesIn(join(folder, '_next/static')).find(
    (file) => file.endsWith('.js') && readFileSync(file, 'utf8').includes('Notes on the code'),
  );
  if (!gone) throw new Error('no file of its own holds the code of "As code"');
  rmSync(gone);
  await writeServiceWorker(folder, 'newer');
  return { folder, gone: gone.slice(folder.length) };
}

test('a newer version is offered and waits, tab by tab', async ({ page, context }) => {
  // All files are kept twice over.
  test.slow();
  const offer = (tab: Page) => tab.getByRole('region', { name: 'New version' });
  const isNewer = (tab: Page) => tab.locator('meta[name="build"][content="newer"]');
  const token = hs256({ sub: 'typed by a person' }, 'a secret of at least thirty-two octets');
  const at = await visit(page);
  await at.token.fill(token);
  const other = await context.newPage();
  const beside = await visit(other);
  await beside.token.fill(token);

  const { folder, gone } = await newerVersion();
  await site.serve(folder);
  site.asked.length = 0;
  // The browser looks for a newer one with every visit.
  const third = await context.newPage();
  await third.goto(site.url);
  await expect(offer(page)).toBeVisible({ timeout: 60_000 });
  await expect(offer(other)).toBeVisible();
  await expect(isNewer(third)).toHaveCount(0);
  await third.close();

  await test.step('it can wait', async () => {
    await offer(page).getByRole('button', { name: 'Later' }).click();
    await expect(offer(page)).toBeHidden();
    await expect(at.token).toHaveValue(token);
    await page.getByRole('button', { name: 'New version…' }).click();
  });

  await test.step('it comes with a click, to this tab', async () => {
    await offer(page).getByRole('button', { name: 'Reload now' }).click();
    await expect(isNewer(page)).toHaveCount(1);
    await expect(page.getByText('Ready offline')).toBeVisible();
    await expect(at.token).not.toHaveValue(token);
  });

  await test.step('the other tab goes on as it was, with code that the host no longer has', async () => {
    await expect(isNewer(other)).toHaveCount(0);
    await expect(beside.token).toHaveValue(token);
    await expect(offer(other)).toBeVisible();
    await other.getByRole('button', { name: 'Show code' }).click();
    await expect(other.getByRole('region', { name: 'Code in JavaScript' })).toBeVisible();
    expect(site.asked.filter((asked) => asked.includes(gone))).toEqual([]);
  });

  await test.step('what the older one alone needed goes with its last tab', async () => {
    const isKept = () => other.evaluate(async (path) => Boolean(await caches.match(path)), gone);
    expect(await isKept()).toBe(true);
    await page.close();
    await offer(other).getByRole('button', { name: 'Reload now' }).click();
    await expect(isNewer(other)).toHaveCount(1);
    await expect.poll(isKept).toBe(false);
  });
});
