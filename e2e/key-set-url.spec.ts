import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { DebuggerPage } from './debugger-page';
import { expect, test } from './fixtures';
import { Issuer, type SigningKey, signingKey } from './issuer';
import { encode, hs256 } from './tokens';

/** An issuer of the test listens on some port of this computer. */
test.use({ allowedOrigins: [/^http:\/\/127\.0\.0\.1:\d+$/] });

const REFUSED_BY_HOST = /blocked by CORS policy|Failed to load resource: net::ERR_FAILED/;

class FetchForm {
  readonly dialog: Locator;
  readonly address: Locator;
  readonly request: Locator;
  readonly alert: Locator;

  constructor(readonly page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Fetch a key set' });
    this.address = this.dialog.getByRole('textbox', { name: /^Address of a key set/ });
    this.request = this.dialog.getByRole('region', { name: 'What will be requested' });
    this.alert = this.dialog.getByRole('alert');
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'Fetch…', exact: true }).click();
    await expect(this.dialog).toBeVisible();
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }
}

/** Runs a test with an issuer that signs with the first of these keys. */
async function withIssuer(
  options: Parameters<typeof Issuer.start>[0],
  run: (issuer: Issuer) => Promise<void>,
): Promise<void> {
  const issuer = await Issuer.start(options);
  try {
    await run(issuer);
  } finally {
    await issuer.stop();
  }
}

/** Runs a test with a plain host; gives its origin, and what it has been asked for. */
async function withHost(
  listener: RequestListener,
  run: (origin: string, asked: IncomingMessage[]) => Promise<void>,
): Promise<void> {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    response.setHeader('Access-Control-Allow-Origin', '*');
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page }).include('dialog[open]').analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

const keySet = (...keys: SigningKey[]) =>
  JSON.stringify({ keys: keys.map(({ kty, crv, x, y, kid, alg, use }) => ({ kty, crv, x, y, kid, alg, use })) });

test('an issuer’s ID token and access token are verified with the keys that its configuration leads to', async ({
  page,
  context,
}) => {
  await withIssuer({ keys: [signingKey('one')] }, async (issuer) => {
    const { idToken, accessToken } = await issuer.tokens();
    // A cookie of the issuer's own host is there to be sent, and is not.
    await context.addCookies([{ name: 'session', value: 'of-the-issuer', url: issuer.url }]);
    const jwt = new DebuggerPage(page);
    const form = new FetchForm(page);
    await jwt.open();
    const before = issuer.seen.length;

    await jwt.pasteToken(idToken);
    await jwt.key.fill('');
    await form.open();
    const configuration = `${issuer.url}/.well-known/openid-configuration`;
    await expect(form.address).toHaveValue(configuration);
    await expect(form.request).toContainText(configuration);
    await expect(form.request).toContainText('no token, no cookie');
    // All is shown, and nothing was asked.
    await page.waitForTimeout(300);
    expect(issuer.seen.length).toBe(before);

    await form.address.press('Enter');
    await expect(form.dialog).toBeHidden();
    await expect(jwt.verdict).toHaveText(/^Valid signature ES256 · .*chosen by kid/);
    await expect(jwt.pane('Key')).toContainText(`Fetched from ${issuer.url}/jwks`);
    await expect(page.locator('iframe')).toHaveCount(0);

    const asked = issuer.seen.slice(before);
    expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET /.well-known/openid-configuration',
      'GET /jwks',
    ]);
    for (const { headers } of asked) {
      expect(headers.origin).toBe('null');
      expect([headers.cookie, headers.referer, headers.authorization]).toEqual([undefined, undefined, undefined]);
      for (const part of idToken.split('.')) expect(JSON.stringify(headers)).not.toContain(part);
    }

    await jwt.pasteToken(accessToken);
    await expect(jwt.verdict).toHaveText(/^Valid signature ES256/);
    expect(issuer.seen.length, 'the keys in hand are used').toBe(before + 2);

    await jwt.key.press('ControlOrMeta+z');
    await jwt.key.press('ControlOrMeta+z');
    await expect(jwt.key).toHaveValue('');
  });
});

test('when an issuer has changed its key, old and new tokens verify as long as both keys are in its set', async ({
  page,
}) => {
  const [old, fresh] = [signingKey('old'), signingKey('new')];
  const jwt = new DebuggerPage(page);
  const form = new FetchForm(page);
  await jwt.open();
  let token = '';
  let port = 0;
  await withIssuer({ keys: [old] }, async (issuer) => {
    token = (await issuer.tokens()).accessToken;
    port = issuer.port;
  });
  await jwt.pasteToken(token);
  await jwt.key.fill('');

  await withIssuer({ keys: [fresh, old], port }, async (issuer) => {
    await form.open();
    await form.button('Fetch').click();
    await expect(jwt.verdict).toHaveText(/^Valid signature ES256 · .*kid “old”/);
    await jwt.pasteToken((await issuer.tokens()).accessToken);
    await expect(jwt.verdict).toHaveText(/^Valid signature ES256 · .*kid “new”/);
    await jwt.pasteToken(token);
  });
  await withIssuer({ keys: [fresh], port }, async () => {
    await form.open();
    await form.button('Fetch').click();
    await expect(form.dialog).toBeHidden();
    await expect(jwt.verdict).toHaveText(/^Invalid signature ES256/);
    await expect(page.locator('[data-diagnosis="unknown-kid"]')).toContainText('The token names the key “old”');
  });
});

test.describe('a host that lets no other page read its answers', () => {
  test.use({ allowedComplaints: [REFUSED_BY_HOST] });

  test('is told from nothing, and the way round is offered', async ({ page }) => {
    await withIssuer({ keys: [signingKey('one')], allowsOrigins: false }, async (issuer) => {
      const { idToken } = await issuer.tokens();
      const jwt = new DebuggerPage(page);
      const form = new FetchForm(page);
      await jwt.open();
      await jwt.pasteToken(idToken);
      await jwt.key.fill('kept');
      await form.open();
      await form.button('Use OAuth 2.0, RFC 8414').click();
      await form.button('Fetch').click();
      await expect(form.alert).toContainText('a page cannot tell which');
      const address = `${issuer.url}/.well-known/oauth-authorization-server`;
      await expect(form.alert.getByRole('link', { name: 'open the address' })).toHaveAttribute('href', address);
      await form.alert.getByRole('button', { name: 'Copy command' }).click();
      expect(await jwt.clipboard()).toBe(`curl --silent --show-error '${address}'`);
      await page.keyboard.press('Escape');
      await expect(form.dialog).toBeHidden();
      await expect(page.getByRole('button', { name: 'Fetch…' })).toBeFocused();
      await expect(jwt.key).toHaveValue('kept');

      await jwt.key.fill(await (await fetch(`${issuer.url}/jwks`)).text());
      await expect(jwt.verdict).toHaveText(/^Valid signature ES256/);
    });
  });
});

test('a configuration that leads elsewhere, or is another’s, is followed only after a second click', async ({
  page,
}) => {
  const key = signingKey('k');
  await withHost(
    (_, response) => response.end(keySet(key)),
    async (keysOrigin, keysAsked) => {
      await withHost(
        (request, response) => {
          const origin = `http://${request.headers.host}`;
          response.end(JSON.stringify({ issuer: `${origin}/other`, jwks_uri: `${keysOrigin}/keys?of=${request.url}` }));
        },
        async (origin) => {
          const jwt = new DebuggerPage(page);
          const form = new FetchForm(page);
          await jwt.open();
          await jwt.pasteToken(`${encode({ alg: 'ES256' })}.${encode({ iss: `${origin}/tenant` })}.${'A'.repeat(86)}`);
          await jwt.key.fill('');
          await form.open();
          await form.button('Fetch').click();
          await expect(form.alert).toContainText(`issuer “${origin}/other”`);
          await expect(form.alert).toContainText('another origin');
          expect(await violations(page)).toEqual([]);
          const next = `${keysOrigin}/keys?of=/tenant/.well-known/openid-configuration`;
          await expect(form.alert).toContainText(`Next would be asked: ${next}`);
          expect(keysAsked).toEqual([]);
          await form.button('Fetch from there').click();
          await expect(jwt.key).toHaveValue(keySet(key));
          expect(keysAsked.map(({ url }) => url)).toEqual(['/keys?of=/tenant/.well-known/openid-configuration']);
        },
      );
    },
  );
});

test('a key address in the token is neither filled in nor suggested', async ({ page }) => {
  await withHost(
    (_, response) => response.end('{}'),
    async (origin, asked) => {
      const jwt = new DebuggerPage(page);
      const form = new FetchForm(page);
      await jwt.open();
      const urls = { jku: `${origin}/keys`, x5u: `${origin}/chain` };
      await jwt.pasteToken(hs256({ sub: 'ada', iss: 'someone' }, 'secret', urls));
      await form.open();
      await expect(form.address).toHaveValue('');
      await expect(form.dialog).toContainText('"jku" and "x5u" is not offered');
      await expect(form.dialog).toContainText('nothing is suggested');
      await expect(form.dialog).not.toContainText(origin);
      await expect(form.button('Fetch')).toBeDisabled();
      expect(await violations(page)).toEqual([]);
      await form.address.fill(`https://keys.example/?t=${hs256({ sub: 'ada' }, 'secret')}`);
      await expect(form.request).toContainText('The address holds a token');
      await form.address.fill('http://keys.example/');
      await expect(form.request).toContainText('must begin with https:');
      await expect(form.button('Fetch')).toBeDisabled();
      expect(asked).toEqual([]);
    },
  );
});

test.describe('an answer that is no key set', () => {
  test.use({ allowedComplaints: [/status of 404/] });

  test('is said in words, and leaves the key as it was', async ({ page }) => {
    let where = '';
    await withHost(
      (request, response) => {
        if (request.url === '/redirected') response.writeHead(302, { Location: `${where}/keys` }).end();
        else if (request.url === '/missing') response.writeHead(404).end();
        else if (request.url === '/long') response.end(`{"keys":["${'x'.repeat(1_100_000)}"]}`);
        else if (request.url === '/page') response.end('<!doctype html><title>Log in</title>');
        else if (request.url === '/none') response.end('{"keys":[]}');
        else if (request.url === '/silence') response.flushHeaders();
        else response.end(keySet(signingKey('k')));
      },
      async (origin, asked) => {
        where = origin;
        const jwt = new DebuggerPage(page);
        const form = new FetchForm(page);
        await jwt.open();
        await jwt.key.fill('kept');
        await form.open();
        const rows = [
          ['redirected', 'a redirection, which is not followed'],
          ['missing', 'the HTTP status 404'],
          ['long', 'longer than 1 MB'],
          ['page', 'not a JSON object'],
          ['none', 'has no keys'],
        ] as const;
        for (const [path, words] of rows) {
          await form.address.fill(`${origin}/${path}`);
          await form.button('Fetch').click();
          await expect(form.alert).toContainText(words);
          await expect(page.locator('iframe')).toHaveCount(0);
        }
        await form.address.fill(`${origin}/silence`);
        await form.button('Fetch').click();
        await expect(form.dialog.getByRole('status')).toHaveText('Waiting for the answer…');
        await form.button('Cancel').click();
        await expect(form.dialog).toBeHidden();
        await expect(page.locator('iframe')).toHaveCount(0);
        await expect(jwt.key).toHaveValue('kept');
        expect(asked.map(({ url }) => url)).not.toContain('/keys');
      },
    );
  });
});

test('an answer that does not come is waited for 15 seconds', async ({ page }) => {
  await page.clock.install();
  await withHost(
    (_, response) => response.flushHeaders(),
    async (origin, asked) => {
      const jwt = new DebuggerPage(page);
      const form = new FetchForm(page);
      await jwt.open();
      await form.open();
      await form.address.fill(`${origin}/keys`);
      await form.button('Fetch').click();
      await expect.poll(() => asked.length).toBe(1);
      await expect(form.alert).toBeHidden();
      await page.clock.fastForward(15_000);
      await expect(form.alert).toContainText('no answer within 15 seconds');
      await expect(page.locator('iframe')).toHaveCount(0);
    },
  );
});

test.describe('the page with the tokens', () => {
  test.use({
    allowedComplaints: [/violates the following Content Security Policy directive|Fetch API cannot load/],
  });

  test('still can connect to nobody, before and after a key set was fetched', async ({ page }) => {
    await withIssuer({ keys: [signingKey('one')] }, async (issuer) => {
      const { idToken } = await issuer.tokens();
      const jwt = new DebuggerPage(page);
      const form = new FetchForm(page);
      await jwt.open();
      const tryAll = () =>
        page.evaluate(async (url) => {
          const fetched = await fetch(url).then(
            () => 'connected',
            () => 'refused',
          );
          const framed = await new Promise<string>((resolve) => {
            const frame = document.createElement('iframe');
            addEventListener('securitypolicyviolation', () => resolve('refused'), { once: true });
            frame.onload = () => setTimeout(() => resolve('connected'), 500);
            frame.src = url;
            document.body.append(frame);
            setTimeout(() => frame.remove(), 1000);
          });
          return [fetched, framed, navigator.sendBeacon(url, 'x')];
        }, `${issuer.url}/leak`);
      expect((await tryAll()).slice(0, 2)).toEqual(['refused', 'refused']);
      await jwt.pasteToken(idToken);
      await form.open();
      await form.button('Fetch').click();
      await expect(form.dialog).toBeHidden();
      expect((await tryAll()).slice(0, 2)).toEqual(['refused', 'refused']);
      expect(issuer.seen.filter(({ url }) => url.includes('leak'))).toEqual([]);
    });
  });

  test('is not served the isolated page as its own origin, nor may others frame it', async ({ page, request }) => {
    const response = await request.get('/isolated-fetch/index.html');
    const policy = response.headers()['content-security-policy'];
    expect(policy).toContain('sandbox allow-scripts');
    expect(policy).toContain("frame-ancestors 'self'");
    expect(await response.text()).toMatch(
      /<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-[^']+'; connect-src https: http:\/\/localhost:\* http:\/\/127\.0\.0\.1:\*;/,
    );
    await page.goto('/isolated-fetch/index.html');
    expect(await page.evaluate(() => self.origin)).toBe('null');
  });
});
