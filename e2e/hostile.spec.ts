import { DebuggerPage } from './debugger-page';
import { expect, test } from './fixtures';
import { kinds } from './hostile/bait';
import { corpusOf } from './hostile/corpus';
import type { Entry } from './hostile/entry';
import { keepsakeProblems } from './hostile/keepsakes';
import { keyPlaces } from './hostile/key-places';
import { tokenPlaces } from './hostile/token-places';
import { HostilePage } from './hostile/visitor';
import { encode, hs256, makeToken } from './tokens';

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

// A trace of every text would take longer than the test.
test.use({ trace: 'off' });
/** A hundred texts after one another, on a machine that may be busy. */
test.setTimeout(480_000);

const all = corpusOf(20_000);
const LARGE = ['shapes', 'patterns'];
/** Longer texts take a page seconds each: a few of them are enough here, and the bench measures all. */
const HEAVY = 150_000;
const FEW = [
  'arrays in arrays, 100,000 deep',
  'objects in objects, 100,000 deep',
  'a string of ten megabytes',
  'ten thousand claims',
];

test('the corpus holds hundreds of texts, and no two alike', () => {
  expect(all.length).toBeGreaterThanOrEqual(300);
  expect(new Set(all.map(({ name, family }) => `${family}: ${name}`)).size).toBe(all.length);
  expect(new Set(all.map(({ into, text }) => `${into}: ${text()}`)).size).toBe(all.length);
  // Every bait has its place, and every place its bait.
  const names = all.map(({ name }) => name);
  for (const { name } of Object.values(kinds).flat()) expect(names.some((one) => one.startsWith(name))).toBe(true);
  for (const { name } of [...tokenPlaces, ...keyPlaces]) expect(names.some((one) => one.endsWith(name))).toBe(true);
});

/** Gives texts of the corpus to a page, and holds that neither the page nor what it gave away took harm. */
async function give(jwt: HostilePage, entries: readonly Entry[], isThorough = true): Promise<void> {
  const { breaches, copied } = await jwt.give(entries, isThorough);
  expect(breaches).toEqual([]);
  expect(await keepsakeProblems(jwt.page, copied)).toEqual([]);
  await jwt.rest();
}

const LIVELY = ['markup', 'markdown', 'addresses'];
for (const families of [LIVELY, Object.keys(kinds).filter((family) => !LIVELY.includes(family))]) {
  test(`a token is text in every view and every report: ${families.join(', ')}`, async ({ page }) => {
    const jwt = new HostilePage(page);
    await jwt.visit();
    for (const family of families) {
      await test.step(family, () => {
        const own = all.filter((entry) => entry.family === family);
        return give(jwt, own, LIVELY.includes(family));
      });
    }
  });
}

test('a key, and what a person copies into the other fields, is text too', async ({ page }) => {
  const jwt = new HostilePage(page);
  await jwt.visit();
  for (const family of new Set(all.filter(({ into }) => into !== 'token').map((entry) => entry.family))) {
    if (LARGE.includes(family)) continue;
    await test.step(family, () =>
      give(
        jwt,
        all.filter((entry) => entry.family === family),
      ),
    );
  }
  await test.step('word lists', async () => {
    const search = page.getByRole('region', { name: 'Secret search', exact: true });
    const words = Object.values(kinds).flat();
    const buffer = Buffer.from(words.map(({ text }) => text).join('\n'));
    await jwt.pasteToken(hs256({ sub: 'ada' }, words[0]?.text ?? ''));
    await expect(jwt.verdict).toContainText('Invalid signature');
    await search
      .getByLabel('Word list…')
      .setInputFiles({ name: '<img src=x onerror=owned=1>.txt', mimeType: 'text/plain', buffer });
    await expect(search.getByRole('status', { name: 'Search result' })).toContainText('The secret was guessed');
    expect(await page.evaluate(() => window.hostile.look())).toEqual([]);
  });
});

test('what is too deep, too wide or too long for a view, or made for its patterns, leaves the page whole', async ({
  page,
}) => {
  const jwt = new HostilePage(page);
  await jwt.visit();
  const isFit = ({ name, text }: Entry) => FEW.includes(name) || text().length <= HEAVY;
  for (const family of LARGE) {
    await test.step(family, () =>
      give(
        jwt,
        all.filter((entry) => entry.family === family && isFit(entry)),
        false,
      ),
    );
  }
});

/** Claims that a hover explains. */
const EXPLAINED = [
  'iss',
  'sub',
  'aud',
  'jti',
  'name',
  'email',
  'picture',
  'website',
  'profile',
  'nonce',
  'azp',
  'locale',
];

test('in the editors a token is text, and so it is under the pointer', async ({ page }) => {
  const jwt = new HostilePage(page);
  await jwt.visit();
  await jwt.openEditor('Header');
  await jwt.openEditor('Payload');
  const inEditors = ({ family, name }: Entry) =>
    /of the header|the claim|claim$|parameter$|payload/.test(name) && family in kinds;
  await test.step('pasted', async () => {
    expect(await jwt.look(all.filter(inEditors))).toEqual([]);
  });
  await test.step('hovered', async () => {
    const baits = [...(kinds.markdown ?? []), ...(kinds.markup ?? [])].map(({ text }) => text);
    await jwt.pasteToken(hs256(Object.fromEntries(EXPLAINED.map((name, at) => [name, baits[at]])), SECRET));
    await jwt.pane('Payload').locator('.monaco-editor .view-line').first().click();
    await page.keyboard.press('ControlOrMeta+Home');
    const hover = page.locator('.monaco-hover:visible').first();
    const explained = new Set<string>();
    // A long value is wrapped: it takes several steps down.
    for (let step = 0; step < 60 && explained.size < EXPLAINED.length; step += 1) {
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ControlOrMeta+k');
      await page.keyboard.press('ControlOrMeta+i');
      await expect(hover).toContainText(/^\w+:/);
      await expect(hover.locator('a[href], img, [data-href], .codicon-sync')).toHaveCount(0);
      explained.add(/^\w+/.exec((await hover.textContent()) ?? '')?.[0] ?? '');
      await page.keyboard.press('Escape');
      await expect(hover).toBeHidden();
    }
    expect([...explained].sort()).toEqual(EXPLAINED.toSorted());
    expect(await page.evaluate(() => window.hostile.look())).toEqual([]);
  });
  await jwt.rest();
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
