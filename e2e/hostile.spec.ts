import { DebuggerPage } from './debugger-page';
import { expect, test } from './fixtures';
import { decode, encode, hs256, makeToken } from './tokens';

const SECRET = 'a secret of at least thirty-two octets';
const header = encode('{"alg":"HS256","typ":"JWT"}');
const payload = encode('{"sub":"ada"}');

test('of a broken token what can be read is read, and the place of the fault is said', async ({ page }) => {
  const jwt = new DebuggerPage(page);
  await jwt.open();
  const foot = jwt.pane('Token');
  const shown = async (text: string) => {
    await jwt.pasteToken(text);
    await expect(jwt.token).toHaveValue(text);
    await expect(jwt.verdict).not.toContainText('Valid signature');
  };

  await shown(header);
  await expect(jwt.headerJson).toHaveValue(/"HS256"/);
  await expect(foot).toContainText(/1 segment|one segment/i);

  await shown(`${header}.${payload}`);
  await expect(jwt.payloadJson).toHaveValue(/"ada"/);
  await expect(foot).toContainText(/2 segments|two segments/i);

  await shown(`${header}.${payload}.AAAA.AAAA`);
  await expect(jwt.payloadJson).toHaveValue(/"ada"/);
  await expect(foot).toContainText(/4 segments|four segments/i);

  // The fault is counted as people count, and its character is painted as an error.
  const place = header.length + 1 + 5;
  const bad = `${header}.${payload.slice(0, 5)}*${payload.slice(6)}.${'A'.repeat(43)}`;
  await shown(bad);
  await expect(jwt.headerJson).toHaveValue(/"HS256"/);
  await expect(foot).toContainText(`Character ${place + 1} `);
  await expect(jwt.pane('Findings').locator('[data-check="illegal-character"]')).toContainText('*');

  await jwt.button('Clear token').click();
  await expect(jwt.verdict).toHaveText(/^Not verified\s+There is no token yet/);
  await shown('no token at all, only words');
});

test('an algorithm that nobody knows is named, and no key makes it valid', async ({ page }) => {
  const jwt = new DebuggerPage(page);
  await jwt.open();
  for (const alg of ['XS256', 'constructor', '__proto__', 'toString', 'hs256', 'ES256K', 'Ed448']) {
    await test.step(alg, async () => {
      await jwt.pasteToken(makeToken(`{"alg":"${alg}"}`, '{"sub":"ada"}', SECRET, 'HS256'));
      await jwt.key.fill(SECRET);
      await expect(jwt.verdict).toContainText('Cannot verify');
      await expect(jwt.verdict).toContainText(alg);
      await expect(jwt.payloadJson).toHaveValue(/"ada"/);
      await expect(jwt.algorithm).toHaveValue(alg);
    });
  }
});

const MARKUP = '<img src=x onerror="globalThis.owned=1"><script>globalThis.owned=1</script>';
const DEEP = 10_000;

/** Claims sets that would break a page that trusted them. The second is what must be read on the page. */
const HOSTILE: [name: string, claims: string, read: string][] = [
  ['markup', JSON.stringify({ sub: MARKUP, [MARKUP]: 1, iss: 'javascript:globalThis.owned=1' }), 'onerror='],
  ['Markdown', '{"sub":"[a](javascript:alert(1)) ![b](https://evil.example/x.png) **c**"}', '](javascript:alert(1))'],
  ['text that turns direction', '{"sub":"ada\u202e}nimda\u2066","admin\u202e":true}', 'nimda'],
  ['names of the prototype', '{"__proto__":{"exp":1},"constructor":{"prototype":1},"toString":1,"exp":1}', 'toString'],
  ['null bytes and lone surrogates', '{"sub":"a\\u0000b\\ud800c","n":"\u0007"}', '\\ud800'],
  ['dates out of range', '{"exp":1e400,"iat":-1e400,"nbf":99999999999999999999}', '99999999999999999999'],
  ['deep nesting', `{"sub":"deep","a":${'['.repeat(DEEP)}${']'.repeat(DEEP)}}`, 'deep'],
  ['deep objects', `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`, '"a"'],
  ['ten thousand members', `{"sub":"many"${',"a":1'.repeat(10_000)}}`, 'many'],
  ['no object', '[[],"list"]', 'list'],
  ['no JSON', 'plain words', 'plain words'],
];

test('hostile input is text, and leaves the page whole', async ({ page }) => {
  const jwt = new DebuggerPage(page);
  await jwt.open();
  await jwt.key.fill(SECRET);
  for (const [name, claims, read] of HOSTILE) {
    await test.step(name, async () => {
      const token = hs256(claims, SECRET, { kid: name === 'markup' ? MARKUP : 'a' });
      await jwt.pasteToken(token);
      await expect(jwt.token).toHaveValue(token);
      await expect(jwt.verdict).toContainText('Valid signature');
      await expect(jwt.pane('Payload').getByText(read).first()).toBeAttached();
      expect(await page.evaluate(() => 'owned' in globalThis)).toBe(false);
      await expect(page.getByRole('main').locator('img, iframe, script')).toHaveCount(0);
      const links = await page.getByRole('link').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
      expect(links.filter((link) => !/^(?:https:\/\/(?!evil)|#|\/)/.test(link ?? ''))).toEqual([]);
    });
  }
  // The editor too, and a hover in it.
  for (const [name, claims] of HOSTILE) {
    await test.step(`${name}, in the editor`, async () => {
      await jwt.pasteToken(hs256(claims, SECRET));
      await jwt.openEditor('Payload');
      await page.keyboard.press('Control+Home');
      await page.keyboard.type('x');
      await expect.poll(async () => decode(await jwt.token.inputValue(), 'payload')).toBe(`x${claims}`);
      await page.keyboard.press('Control+z');
      await expect(jwt.token).toHaveValue(hs256(claims, SECRET));
    });
  }
  await jwt.pasteToken(hs256({ sub: 'after' }, SECRET));
  await expect(jwt.payloadJson).toHaveValue(/"after"/);
  await expect(jwt.verdict).toContainText('Valid signature');
});

test('a token of a megabyte is read, verified, edited and left', async ({ page }) => {
  const jwt = new DebuggerPage(page);
  await jwt.open();
  const items = Array.from({ length: 9000 }, (_, index) => ({ id: index, name: `item ${index}`, price: index / 4 }));
  const text = JSON.stringify({ sub: 'ada', items, last: 'x'.repeat(400_000) });
  const token = hs256(text, SECRET);
  expect(token.length).toBeGreaterThan(1_000_000);
  await jwt.pasteToken(token);
  await jwt.key.fill(SECRET);
  await expect(jwt.verdict).toContainText('Valid signature');
  expect(await jwt.token.inputValue()).toBe(token);
  await expect(jwt.payloadJson).toHaveValue(/"item 0"/);
  await expect(jwt.pane('Payload')).toContainText('Only the beginning is shown');

  const tools = jwt.pane('Header');
  await tools.getByRole('combobox', { name: 'Algorithm' }).selectOption('HS512');
  await expect(jwt.verdict).toContainText('Valid signature HS512');
  await jwt.token.click();
  await page.keyboard.press('Control+z');
  await expect(jwt.verdict).toContainText('Valid signature HS256');
  expect(await jwt.token.inputValue()).toBe(token);
  await jwt.button('Clear token').click();
  await expect(jwt.token).toHaveValue('');
});

test.describe('before it was live', () => {
  // React says that it found another page than it had written.
  test.use({ allowedComplaints: [/Minified React error #418/] });

  test('the page stays whole where something else has changed the page', async ({ page }) => {
    // As browser extensions and translators do.
    await page.route('**/_next/static/**/*.js', async (route) => {
      await page.waitForSelector('td', { state: 'attached' });
      await page.evaluate(() => {
        document.body.dataset.extension = 'here';
        for (const cell of document.querySelectorAll('td')) cell.textContent = 'translated';
      });
      await route.continue();
    });
    const jwt = new DebuggerPage(page);
    await jwt.open();
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await jwt.pasteToken(hs256({ sub: 'ada' }, SECRET));
    await expect(jwt.payloadJson).toHaveValue(/"ada"/);
    await expect(jwt.pane('Claims')).toContainText('"ada"');
  });
});
