import { DebuggerPage } from './debugger-page';
import { expect, test } from './fixtures';
import { decode, hs256 } from './tokens';

const SECRET = 'a secret of more than 32 octets, for HS256';
const CLAIMS = {
  iss: 'https://issuer.example',
  sub: 'someone',
  name: 'Jörg 😀',
  roles: ['reader', 'writer'],
  exp: 4102444800,
};
const token = hs256(CLAIMS, SECRET);
// A cold server compresses Monaco's code first.
test.describe.configure({ timeout: 60_000 });

/** The characters of the token that carry a stretch of a part: whole groups of 4 characters for 3 octets (RFC 4648 §4). */
function groupsFor(part: 'header' | 'payload', stretch: string): string {
  const text = decode(token, part);
  const at = text.indexOf(stretch);
  expect(at, `${stretch} stands in the ${part}`).toBeGreaterThanOrEqual(0);
  const start = Buffer.byteLength(text.slice(0, at));
  const end = start + Buffer.byteLength(stretch);
  const encoded = token.split('.')[part === 'header' ? 0 : 1] ?? '';
  return encoded.slice(Math.floor(start / 3) * 4, Math.ceil(end / 3) * 4);
}

/** Selects characters of the token with the keyboard. */
async function select(at: DebuggerPage, start: number, end: number): Promise<void> {
  await at.token.focus();
  // A long way for the arrow keys; the last steps are a person's.
  await at.token.evaluate((field, to) => (field as HTMLTextAreaElement).setSelectionRange(to, to), start);
  for (let step = start; step < end; step += 1) await at.page.keyboard.press('Shift+ArrowRight');
}

test('the pointer on a claim marks its very characters in the token, and says how', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  await at.pasteToken(token);
  const rows = [
    { part: 'Payload', line: '"sub"', stretch: '"sub":"someone"' },
    { part: 'Payload', line: '"name"', stretch: '"name":"Jörg 😀"' },
    { part: 'Payload', line: '"exp"', stretch: '"exp":4102444800' },
    { part: 'Header', line: '"typ"', stretch: '"typ":"JWT"' },
  ] as const;
  for (const { part, line, stretch } of rows) {
    await test.step(stretch, async () => {
      const text = await at.pane(part).getByText(line, { exact: true }).boundingBox();
      await page.mouse.move((text?.x ?? 0) + 5, (text?.y ?? 0) + 8);
      await expect(at.markedInToken()).toHaveText(groupsFor(part === 'Header' ? 'header' : 'payload', stretch));
      await expect(at.pane(part).locator('.marked')).toContainText(line);
    });
  }
  const marked = groupsFor('header', '"typ":"JWT"').length;
  await expect(at.pane('Token')).toContainText(`Marked: ${marked} characters, whole groups of 4`);
  await test.step('away from it nothing is marked', async () => {
    await page.mouse.move(700, 5);
    await expect(at.markedInToken()).toHaveCount(0);
    await expect(at.pane('Header').locator('.marked')).toHaveCount(0);
    await expect(at.pane('Token')).not.toContainText('Marked:');
  });
});

test('the cursor in an editor, and the pointer over it, mark the token too', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  await at.pasteToken(token);
  await at.openEditor('Payload');
  await page.keyboard.press('ControlOrMeta+Home');
  for (const stretch of ['"iss":"https://issuer.example"', '"sub":"someone"', '"name":"Jörg 😀"']) {
    await test.step(stretch, async () => {
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowRight');
      await expect(at.markedInToken()).toHaveText(groupsFor('payload', stretch));
      await expect(at.pane('Payload').locator('.view-line .marked').first()).toContainText(stretch.slice(0, 5));
    });
  }
  await test.step('an item of an array', async () => {
    await at.pane('Payload').locator('.view-line').getByText('"reader"').click();
    await expect(at.markedInToken()).toHaveText(groupsFor('payload', '"reader"'));
  });
  await test.step('the pointer', async () => {
    await at.pane('Payload').locator('.view-line').getByText('4102444800').hover();
    await expect(at.markedInToken()).toHaveText(groupsFor('payload', '"exp":4102444800'));
  });
});

test('characters that are selected in the token mark their claim', async ({ page }) => {
  const at = new DebuggerPage(page);
  await at.open();
  await at.pasteToken(token);
  const marked = (part: 'Header' | 'Payload') => at.pane(part).locator('.marked');
  const claims = token.indexOf('.') + 1;
  const placeOf = (stretch: string) => {
    const before = Buffer.byteLength(decode(token, 'payload').split(stretch)[0] ?? '');
    return claims + Math.ceil((before * 4) / 3);
  };

  await test.step('a claim, while its pane is painted text', async () => {
    const place = placeOf('someone');
    await select(at, place, place + 4);
    await expect(marked('Payload')).toHaveCount(1);
    await expect(marked('Payload')).toContainText('"sub"');
    await expect(at.markedInToken()).toHaveText(groupsFor('payload', '"sub":"someone"'));
    await expect(marked('Header')).toHaveCount(0);
  });
  await test.step('a header parameter', async () => {
    await select(at, 2, 6);
    await expect(marked('Header')).toContainText('"alg"');
    await expect(marked('Payload')).toHaveCount(0);
  });
  await test.step('characters on both sides of a boundary: what covers both', async () => {
    const place = placeOf('"name"');
    await select(at, place - 8, place + 8);
    await expect(marked('Payload').first()).toBeVisible();
    await expect(at.markedInToken()).toHaveCount(1);
    expect(token).toContain(await at.markedInToken().textContent());
  });
  await test.step('a claim, when its editor is open', async () => {
    await at.openEditor('Payload');
    const place = placeOf('https');
    await select(at, place, place + 4);
    await expect(at.pane('Payload').locator('.view-line .marked').first()).toContainText('"iss"');
  });
  await test.step('the pointer in the token, without a selection', async () => {
    await page.getByRole('heading', { name: 'JWT Debugger' }).click();
    const header = await at.pane('Token').locator('.segment-header').first().boundingBox();
    await page.mouse.move((header?.x ?? 0) + 30, (header?.y ?? 0) + 8);
    await expect(marked('Header')).toContainText('"alg"');
  });
});
