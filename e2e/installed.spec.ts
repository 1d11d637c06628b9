import { generateKeyPairSync } from 'node:crypto';
import type { Page } from '@playwright/test';
import { DebuggerPage } from './debugger-page';
import { expect, test } from './fixtures';
import { Site } from './site';
import { hs256, spki } from './tokens';

/** The site of a test listens on a port of this computer. */
test.use({ serviceWorkers: 'allow', allowedOrigins: [/^http:\/\/127\.0\.0\.1:\d+$/] });

const TOKEN = hs256({ sub: 'given by the system' }, 'a secret of at least thirty-two octets');
const PEM = spki(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey);

let site: Site;
test.beforeEach(async () => {
  site = await Site.start();
});
test.afterEach(() => site.end());

/** Shares as a system's share sheet does: it opens a new page with what a form holds. */
async function share(page: Page, fields: Record<string, string>, files: { name: string; text: string }[] = []) {
  await page.goto('about:blank');
  await page.setContent(
    `<form method="post" enctype="multipart/form-data" action="${site.url}/share/">
      ${Object.keys(fields).map((name) => `<textarea name="${name}"></textarea>`)}
      <input type="file" name="file" multiple><button>Share</button>
    </form>`,
  );
  for (const [name, value] of Object.entries(fields)) await page.locator(`[name="${name}"]`).fill(value);
  await page
    .locator('input')
    .setInputFiles(files.map(({ name, text }) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })));
  await page.getByRole('button', { name: 'Share' }).click();
}

test('the page can be installed once its files are kept, and what is shared with it stays in it', async ({
  page,
  context,
}) => {
  const at = new DebuggerPage(page);
  await page.goto(site.url);
  await expect(page.locator('link[rel="manifest"]')).toHaveCount(0);
  await expect(page.getByText('Ready offline')).toBeVisible({ timeout: 60_000 });

  await test.step('Chromium finds nothing wrong with its manifest', async () => {
    const session = await context.newCDPSession(page);
    const { url, errors } = await session.send('Page.getAppManifest');
    expect(url).toBe(`${site.url}/manifest.webmanifest`);
    expect(errors).toEqual([]);
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
    // A context of its own, as every test has, counts as a private window.
    expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
    await session.detach();
  });

  await test.step('its icons are there, of the size it says', async () => {
    const icons = await page.evaluate(async () => {
      const manifest = await (await fetch('/manifest.webmanifest')).json();
      const read = async ({ src, sizes }: { src: string; sizes: string }) => {
        const { width, height } = await createImageBitmap(await (await fetch(src)).blob());
        return { said: sizes, found: `${width}x${height}` };
      };
      return Promise.all(manifest.icons.map(read)) as Promise<{ said: string; found: string }[]>;
    });
    expect(icons.map(({ found }) => found)).toEqual(['192x192', '512x512', '512x512']);
    expect(icons.map(({ said }) => said)).toEqual(icons.map(({ found }) => found));
  });

  await test.step('a text that is shared is the token', async () => {
    await share(page, { title: 'A chat', text: `look at this: ${TOKEN}` });
    await expect(at.payloadJson).toHaveValue(/given by the system/);
    expect(page.url()).toBe(`${site.url}/`);
  });

  await test.step('files that are shared go each where they belong', async () => {
    const har = JSON.stringify({ log: { entries: [{ request: { headers: [{ value: `Bearer ${TOKEN}` }] } }] } });
    await share(page, { title: '' }, [
      { name: 'session.har', text: har },
      { name: 'key.pem', text: PEM },
    ]);
    await expect(at.payloadJson).toHaveValue(/given by the system/);
    await expect(at.key).toHaveValue(PEM);
  });

  await test.step('it is given once, and what got lost is said', async () => {
    await page.goto(`${site.url}/#shared=nothing`);
    await page.reload();
    await expect(page.getByRole('alert').filter({ hasText: 'did not arrive' })).toBeVisible();
    expect(page.url()).toBe(`${site.url}/`);
  });

  await test.step('nothing of it reached the host or is kept', async () => {
    expect(site.asked.filter((asked) => !asked.startsWith('GET '))).toEqual([]);
    expect(site.asked.filter((asked) => /\/share\/|eyJ/.test(asked))).toEqual([]);
    const kept = await page.evaluate(async () => {
      const names = await caches.keys();
      const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return requests.flat().map(({ method, url }) => `${method} ${url}`);
    });
    expect(kept.filter((request) => !request.startsWith('GET ') || /\/share\/|eyJ/.test(request))).toEqual([]);
  });
});

test('files that are opened with the installed page are read', async ({ page }) => {
  // Only a system with a file manager opens files with an installed page; here its part is played.
  await page.addInitScript(
    ([token = '', pem = '']) => {
      const { matchMedia } = window;
      window.matchMedia = (query) =>
        query === '(display-mode: browser)' ? ({ matches: false } as MediaQueryList) : matchMedia.call(window, query);
      const handles = [new File([token], 'a.jwt'), new File([pem], 'b.pem')].map((file) => ({
        getFile: async () => file,
      }));
      Object.defineProperty(window, 'launchQueue', {
        value: { setConsumer: (consumer: (params: object) => void) => consumer({ files: handles }) },
      });
    },
    [TOKEN, PEM],
  );
  const at = new DebuggerPage(page);
  await page.goto(site.url);
  await expect(at.payloadJson).toHaveValue(/given by the system/);
  await expect(at.key).toHaveValue(PEM);
});
