import type { Page } from '@playwright/test';
import { DebuggerPage } from './debugger-page';
import { expect, test } from './fixtures';
import { hs256 } from './tokens';

const TOKEN = hs256({ sub: 'ada', exp: 1 }, 'a secret of at least thirty-two octets');

/** What has the focus: its name, whether a ring is drawn around it, and whether it is hidden from screen readers. */
function focused(page: Page) {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null;
    if (!element || element === document.body || element.id === 'start') return undefined;
    const label = element.closest('label') ?? element;
    const places = [element, label];
    for (let at = element.closest<HTMLElement>('.monaco-editor'); at && at.tagName !== 'MAIN'; at = at.parentElement) {
      places.push(at);
    }
    const drawn = places.some((place) => {
      // The editor covers its pane, whose ring is drawn over it.
      return [undefined, '::after'].some((part) => {
        const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(place, part);
        const isOutlined =
          outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0 && !outlineColor.endsWith(', 0)');
        return isOutlined || boxShadow !== 'none';
      });
    });
    const name = element.getAttribute('aria-label') || label.textContent?.trim() || '';
    return { name, drawn, hidden: element.closest('[aria-hidden="true"]') !== null };
  });
}

test('everything is reached with Tab alone, every stop has a name and shows that it has the focus', async ({
  page,
}) => {
  const jwt = new DebuggerPage(page);
  await jwt.open();
  // From a place before everything.
  await page.evaluate(() => {
    const start = document.createElement('a');
    start.href = '#start';
    start.id = 'start';
    document.body.prepend(start);
    start.focus();
  });
  const stops: string[] = [];
  const unseen: string[] = [];
  for (let count = 0; count < 120; count += 1) {
    await page.keyboard.press('Tab');
    const name = (await focused(page))?.name;
    if (name === undefined) break;
    // An editor takes a moment to come in the place of its field; Tab must not be swallowed by the change.
    if (name === 'Header JSON' || name === 'Payload JSON') {
      const pane = jwt.pane(name === 'Header JSON' ? 'Header' : 'Payload');
      await expect(pane.locator('.monaco-editor .view-line').first()).toBeVisible();
      await expect(page.getByRole('textbox', { name })).toBeFocused();
    }
    stops.push(name);
    const stop = await focused(page);
    if (!stop?.drawn || stop.hidden || stop.name === '') unseen.push(name);
  }
  for (const name of [
    'Sample',
    'Theme',
    'Keyboard shortcuts',
    'Token',
    'Copy token',
    'Clear token',
    'Key',
    'Secret encoding',
    'Generate',
    'Open…',
    'Algorithm',
    'Header JSON',
    'Payload JSON',
    'Copy payload JSON',
    'Copy signature',
    'Why, and what to do',
    'Show in the payload /exp',
    'Set exp to 1 hour from now',
    'pick…',
  ]) {
    expect.soft(stops, `Tab comes to ${name}`).toContain(name);
  }
  expect(unseen, 'stops without a name or a mark of focus').toEqual([]);
  expect(stops.length).toBeLessThan(120);
});

test('shortcuts go to the fields, and "?" opens a sheet that says so and closes with Escape', async ({ page }) => {
  const jwt = new DebuggerPage(page);
  await jwt.open();
  const places: [key: string, field: typeof jwt.token][] = [
    ['4', jwt.key],
    ['1', jwt.token],
    ['2', jwt.headerJson],
    ['3', jwt.payloadJson],
  ];
  for (const [key, field] of places) {
    await page.keyboard.press(`Alt+Shift+Digit${key}`);
    await expect(field).toBeFocused();
  }
  await page.keyboard.press('Alt+Shift+Digit5');
  await expect(jwt.pane('Findings').locator(':focus')).toHaveCount(1);

  await page.keyboard.press('Shift+?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet).toBeVisible();
  for (const words of ['Ctrl+V', 'Ctrl+Z', 'Alt+Shift+1', 'Tab']) await expect(sheet).toContainText(words);
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  // In a field it is a character like any other.
  await jwt.key.fill('');
  await page.keyboard.press('Shift+?');
  await expect(jwt.key).toHaveValue('?');
  await expect(sheet).toBeHidden();
  await jwt.button('Keyboard shortcuts').click();
  await expect(sheet).toBeVisible();
  await sheet.getByRole('button', { name: 'Close' }).click();
  await expect(sheet).toBeHidden();
});

test('a token is pasted, a date set, a claim changed and all taken back without a mouse', async ({ page }) => {
  const jwt = new DebuggerPage(page);
  await jwt.open();
  await jwt.paste(TOKEN);
  await expect(jwt.token).toHaveValue(TOKEN);
  await page.keyboard.press('Alt+Shift+Digit4');
  await page.keyboard.type('a secret of at least thirty-two octets');
  await expect(jwt.verdict).toContainText('Valid signature');
  await page.keyboard.press('Alt+Shift+Digit3');
  await expect(jwt.pane('Payload').locator('.monaco-editor .view-line').first()).toBeVisible();
  for (const key of ['Control+Home', 'ArrowDown', 'End', 'ArrowLeft', 'ArrowLeft']) await page.keyboard.press(key);
  await page.keyboard.type('!');
  await expect(jwt.token).toHaveValue(hs256({ sub: 'ada!', exp: 1 }, 'a secret of at least thirty-two octets'));
  await jwt.pane('Claims').getByRole('button', { name: 'Set exp to now' }).focus();
  await page.keyboard.press('Enter');
  await expect(jwt.payloadJson).not.toHaveValue(/"exp": 1\b[^0-9]/);
  // Outside every field the history is the same one.
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(jwt.token).toHaveValue(TOKEN);
});
