import { DebuggerPage } from './debugger-page';
import { expect, test } from './fixtures';
import { decode, encode, hs256 } from './tokens';

const SECRET = 'a secret of more than 32 octets, for HS256';
const named = (sub: string) => hs256({ sub }, SECRET);

/** What people have on their clipboard when they mean a token, and what of it must be said to be left away. */
const PASTES: readonly { form: string; around: (token: string) => string; said?: string }[] = [
  { form: 'bare', around: (token) => token },
  { form: 'with "Bearer"', around: (token) => `Bearer ${token}`, said: 'Bearer …' },
  {
    form: 'an Authorization header',
    around: (token) => `Authorization: Bearer ${token}\r\n`,
    said: 'Authorization: Bearer …',
  },
  {
    form: 'a cookie',
    around: (token) => `Cookie: theme=dark; session=${token}; lang=en`,
    said: 'cookie session',
  },
  {
    form: 'a redirect with a fragment',
    around: (token) => `https://app.example/callback#access_token=${token}&token_type=bearer&expires_in=900`,
    said: 'URL parameter access_token',
  },
  {
    form: 'a URL with a query',
    around: (token) => `https://app.example/login?id_token=${token}`,
    said: 'URL parameter id_token',
  },
  { form: 'in quotes', around: (token) => `"${token}"`, said: 'quotes around the token' },
  {
    form: 'broken into lines',
    around: (token) => token.match(/.{1,40}/g)?.join('\n') ?? '',
    said: 'line breaks inside the token',
  },
  {
    form: 'a cURL line',
    around: (token) =>
      `curl -s 'https://api.example/orders' \\\n  -H 'Authorization: Bearer ${token}' \\\n  -H 'Accept: */*'`,
    said: 'cURL command, Authorization: Bearer …',
  },
  {
    form: 'a JSON answer',
    around: (token) => JSON.stringify({ token_type: 'Bearer', access_token: token, expires_in: 900 }, undefined, 2),
    said: 'JSON member access_token',
  },
  { form: 'with blanks around it', around: (token) => `  ${token} \n`, said: 'blanks around the token' },
];

test('a token is found in whatever was pasted, and what was left away is said', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  await at.key.fill(SECRET);
  for (const { form, around, said } of PASTES) {
    await test.step(form, async () => {
      const token = named(`pasted ${form}`);
      await at.pasteToken(around(token));
      await expect(at.token).toHaveValue(token);
      await expect(at.verdict).toHaveText(/^Valid signature/);
      await expect(at.payloadJson).toHaveValue(new RegExp(`"sub": "pasted ${form.replaceAll('"', '\\\\"')}"`));
      if (said) await expect(at.pane('Token')).toContainText(`Found in: ${said}`);
      else await expect(at.pane('Token')).not.toContainText('Found in:');
    });
  }
  await test.step('the paste can be seen again as it was', async () => {
    const text = `Authorization: Bearer ${named('again')}`;
    await at.pasteToken(text);
    await at.button('show what was pasted').click();
    await expect(at.token).toHaveValue(text);
    await expect(at.verdict).toHaveText(/^Valid signature/);
    await expect(at.pane('Token')).toContainText('Found in: Authorization: Bearer …');
  });
});

test('of several tokens in one paste a person chooses', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  const [access, identity] = [named('access'), named('identity')];
  await at.pasteToken(JSON.stringify({ access_token: access, refresh_token: 'opaque', id_token: identity }));
  const choices = page.getByRole('group', { name: '2 tokens found' });
  await expect(choices.getByRole('radio')).toHaveCount(2);
  await expect(choices.getByRole('radio', { name: 'access_token' })).toBeChecked();
  await expect(at.token).toHaveValue(access);

  await choices.getByRole('radio', { name: 'id_token' }).check();
  await expect(at.token).toHaveValue(identity);
  await expect(at.payloadJson).toHaveValue(/"identity"/);
  await expect(at.pane('Token')).toContainText('Found in: JSON member id_token');

  await page.keyboard.press('ArrowUp');
  await expect(at.token).toHaveValue(access);
  await expect(choices.getByRole('radio', { name: 'access_token' })).toBeFocused();
});

test('pasting works from anywhere on the page and goes where it belongs', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  const token = named('from anywhere');
  await test.step('with the focus on a heading, that is nowhere', async () => {
    await page.getByRole('heading', { name: 'JWT Debugger' }).click();
    await at.paste(token);
    await expect(at.token).toHaveValue(token);
  });
  await test.step('with the focus on a button', async () => {
    const other = named('from a button');
    await at.button('Copy signature').focus();
    await at.paste(`Bearer ${other}`);
    await expect(at.token).toHaveValue(other);
  });
  await test.step('a key goes to the key field', async () => {
    await at.button('Copy signature').focus();
    const jwk = JSON.stringify({ kty: 'oct', k: encode(SECRET) });
    await at.paste(jwk);
    await expect(at.key).toHaveValue(jwk);
    await expect(at.verdict).toHaveText(/^Valid signature/);
  });
  await test.step('in the key field it is the key', async () => {
    const before = await at.token.inputValue();
    await at.key.focus();
    await page.keyboard.press('ControlOrMeta+A');
    await at.paste(SECRET);
    await expect(at.key).toHaveValue(SECRET);
    await expect(at.token).toHaveValue(before);
    await expect(at.verdict).toHaveText(/^Valid signature/);
  });
});

test('a paste replaces the sample, and undo brings it back', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  const sample = await at.token.inputValue();
  expect(decode(sample, 'payload')).toContain('"iss"');
  await expect(at.token).toBeFocused();
  await expect(at.pane('Token')).toContainText('A sample.');
  for (let step = 0; step < 5; step += 1) await page.keyboard.press('ArrowRight');

  const token = named('mine');
  await at.paste(token);
  await expect(at.token).toHaveValue(token);
  await expect(at.pane('Token')).not.toContainText('A sample.');
  // Its key was the sample's own.
  await expect(at.key).toHaveValue('');
  await expect(at.verdict).toHaveText(/^Not verified/);

  const next = named('the next one');
  await at.paste(next);
  await expect(at.token).toHaveValue(next);

  await page.keyboard.press('ControlOrMeta+Z');
  await expect(at.token).toHaveValue(token);
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(at.token).toHaveValue(sample);
  await expect(at.verdict).toHaveText(/^Valid signature/);
});

test('a paste before the page is live replaces the sample too', async ({ page, context }) => {
  const at = new DebuggerPage(page);
  await at.open();
  const token = named('early');
  await page.evaluate((content) => navigator.clipboard.writeText(content), `Bearer ${token}`);
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await context.route('**/*.js', async (route) => {
    await released;
    await route.continue();
  });
  await page.goto('/', { waitUntil: 'commit' });
  await at.token.focus();
  await page.keyboard.press('ControlOrMeta+V');
  expect(await page.evaluate(() => 'earlyInput' in window), 'the page is not live yet').toBe(true);
  release();
  await expect(at.token).toHaveValue(token);
  await context.unrouteAll({ behavior: 'ignoreErrors' });
  await expect(at.payloadJson).toHaveValue(/"early"/);
});

test('the three segments differ in colour and in underline, and their panes have the same colours', async ({
  page,
}) => {
  const at = new DebuggerPage(page);
  await at.open();
  const segments = (await at.token.inputValue()).split('.');
  const looks = [];
  for (const segment of segments) {
    const painted = at.pane('Token').getByText(segment, { exact: true });
    await expect(painted).toHaveCount(1);
    looks.push(
      await painted.evaluate((element) => {
        const { color, textDecorationLine, textDecorationStyle } = getComputedStyle(element);
        return { color, textDecorationLine, textDecorationStyle };
      }),
    );
  }
  expect(looks.map(({ textDecorationLine }) => textDecorationLine)).toEqual(['underline', 'underline', 'underline']);
  expect(new Set(looks.map(({ color }) => color)).size, 'colours').toBe(3);
  expect(new Set(looks.map(({ textDecorationStyle }) => textDecorationStyle)).size, 'underlines').toBe(3);

  const colorOf = (pane: 'Header' | 'Payload' | 'Signature', text: RegExp) =>
    at
      .pane(pane)
      .getByText(text)
      .first()
      .evaluate((element) => getComputedStyle(element).color);
  expect(await colorOf('Header', /^"alg"$/)).toBe(looks[0]?.color);
  expect(await colorOf('Payload', /^"iss"$/)).toBe(looks[1]?.color);
  expect(await colorOf('Signature', /^= [0-9a-f]{4}/)).toBe(looks[2]?.color);
});

test('typing in the token is read as it is typed, and changes the verdict', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  await at.key.fill(SECRET);
  const token = named('typed');
  await at.pasteToken(token);
  await expect(at.verdict).toHaveText(/^Valid signature/);
  const kept = token.slice(0, -6);

  await at.token.press('ControlOrMeta+End');
  for (let removed = 0; removed < 6; removed += 1) await page.keyboard.press('Backspace');
  await expect(at.token).toHaveValue(kept);
  await expect(at.verdict).toHaveText(/^(?:Invalid signature|Cannot verify)/);
  await page.keyboard.type('AAAAAA');
  await expect(at.token).toHaveValue(`${kept}AAAAAA`);
  await expect(at.verdict).toHaveText(/^Invalid signature/);
  await expect(at.payloadJson).toHaveValue(/"typed"/);
});
