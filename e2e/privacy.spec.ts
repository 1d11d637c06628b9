import { generateKeyPairSync } from 'node:crypto';
import type { Page } from '@playwright/test';
import { DebuggerPage } from './debugger-page';
import { expect, test } from './fixtures';
import { hs256, makeToken, pkcs8 } from './tokens';

/** All that the browser keeps for this page, and its address, as one text. */
async function kept(page: Page): Promise<string> {
  const inPage = await page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const caches_ = await caches.keys();
    const workers = await navigator.serviceWorker.getRegistrations();
    const { state } = history;
    return JSON.stringify([
      { ...localStorage },
      { ...sessionStorage },
      databases,
      caches_,
      workers.length,
      state,
      name,
    ]);
  });
  return inPage + JSON.stringify(await page.context().cookies()) + page.url();
}

test('nothing of token, key or claims leaves the tab or is kept, on a tour through the whole page', async ({
  page,
}) => {
  const secret = 'the-secret-of-this-test-and-of-no-other';
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = pkcs8(privateKey);
  const first = hs256({ sub: 'marker-of-a-claim', jku: 'https://evil.example/keys' }, secret, {
    jku: 'https://evil.example/keys',
    x5u: 'https://evil.example/cert',
    kid: 'marker-of-a-kid',
  });
  const second = makeToken(
    { alg: 'ES256' },
    { sub: 'marker-of-a-claim', picture: 'https://evil.example/x.png' },
    privateKey,
  );

  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  const asked: { url: string; method: string; body: string | null; referer: string | undefined }[] = [];
  page.context().on('request', (request) => {
    asked.push({
      url: request.url(),
      method: request.method(),
      body: request.postData(),
      referer: request.headers().referer,
    });
  });
  page.on('websocket', (socket) => said.push(`a socket to ${socket.url()}`));

  const jwt = new DebuggerPage(page);
  await jwt.open(`#token=${first}`);
  await expect(jwt.payloadJson).toHaveValue(/marker-of-a-claim/);
  await jwt.key.fill(secret);
  await expect(jwt.verdict).toContainText('Valid signature');
  await jwt.openEditor('Header');
  await jwt.openEditor('Payload');
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type('-edited');
  await expect(jwt.pane('Claims')).toContainText('marker-of-a-claim-edited');
  await jwt.sample.selectOption('ES256');
  await expect(jwt.token).not.toHaveValue(first);
  await jwt.pasteToken(second);
  await jwt.key.fill(pem);
  await expect(jwt.verdict).toContainText('Valid signature');
  await jwt.button('Copy key in this form').click();
  const download = page.waitForEvent('download');
  await jwt.button('Download key in this form').click();
  expect((await download).url()).toMatch(/^blob:/);
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark');

  const origin = new URL(page.url()).origin;
  // A fragment is never sent: the browser shows it to itself only.
  expect(asked[0]?.url.split('#')[0]).toBe(`${origin}/`);
  expect(asked[0]?.body).toBeNull();
  for (const { url, method, body, referer } of asked.slice(1)) {
    if (url.startsWith('blob:') || url.startsWith('data:')) continue;
    const { pathname, search } = new URL(url);
    expect.soft(url).toMatch(new RegExp(`^${origin}/`));
    expect.soft(pathname).toMatch(/^\/(?:_next\/static\/|icon\.svg$)/);
    expect.soft(search, url).not.toMatch(/marker|secret|eyJ/);
    expect.soft([method, body]).toEqual(['GET', null]);
    expect.soft(referer ?? '').not.toMatch(/eyJ|token/);
  }

  const marks = ['marker-of', 'the-secret-of', ...first.split('.'), ...second.split('.'), pem.split('\n')[1] ?? ''];
  const holds = `${await kept(page)} ${said.join(' ')}`;
  for (const mark of marks)
    expect(holds.includes(mark), 'a part of the token, key or claims is kept or told').toBe(false);
  // Not even the theme is kept unasked.
  expect(await page.evaluate(() => ({ ...localStorage }))).toEqual({});
  expect(await page.evaluate(() => ({ ...sessionStorage }))).toEqual({});

  // A new visit begins anew.
  await page.reload();
  await expect(jwt.payloadJson).not.toHaveValue(/marker/);
  await expect(jwt.key).not.toHaveValue(/PRIVATE KEY/);
  await expect(jwt.token).not.toHaveValue(second);
});

test('once loaded the page needs nobody: offline it decodes, verifies and signs', async ({ page, context }) => {
  const jwt = new DebuggerPage(page);
  await jwt.open();
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  const secret = 'a secret of at least thirty-two octets';
  await jwt.pasteToken(hs256({ sub: 'ada' }, secret));
  await jwt.key.fill(secret);
  await expect(jwt.verdict).toContainText('Valid signature');
  await jwt.algorithm.selectOption('HS384');
  await expect(jwt.verdict).toContainText('Valid signature HS384');
});
