import { DebuggerPage } from './debugger-page';
import { expect, test } from './fixtures';
import { hs256 } from './tokens';

const LONG = hs256({ sub: 'a'.repeat(3000), ['long'.repeat(100)]: 'b'.repeat(300), list: Array(200).fill(12345) }, 'x');

test.describe('at 1440 × 900', () => {
  test.use({ viewport: { width: 1440, height: 900 } });

  test('token, verdict, findings, payload and key are in sight without scrolling', async ({ page }) => {
    const jwt = new DebuggerPage(page);
    await jwt.open();
    for (const token of [undefined, LONG]) {
      if (token) await jwt.pasteToken(token);
      const places = [jwt.verdict, jwt.token, jwt.payloadJson, jwt.key];
      for (const place of places) await expect(place).toBeInViewport({ ratio: 0.01 });
      for (const name of ['Token', 'Findings', 'Payload', 'Key', 'Header', 'Signature'] as const) {
        await expect(jwt.pane(name)).toBeInViewport({ ratio: 1 });
      }
      expect(await page.evaluate(() => scrollY)).toBe(0);
    }
  });
});

for (const [width, height] of [
  [1024, 768],
  [390, 844],
  [320, 640],
] as const) {
  test.describe(`at ${width} × ${height}`, () => {
    test.use({ viewport: { width, height } });

    test('nothing scrolls sideways, and no pane is wider than the page', async ({ page }) => {
      const jwt = new DebuggerPage(page);
      await jwt.open();
      for (const token of [undefined, LONG]) {
        if (token) await jwt.pasteToken(token);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(wide).toBeLessThanOrEqual(0);
        for (const region of await page.getByRole('region').all()) {
          const box = await region.boundingBox();
          expect(box?.x).toBeGreaterThanOrEqual(0);
          expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
        }
      }
    });
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('nothing that is shown moves while the page arrives', async ({ page }) => {
    await page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await new DebuggerPage(page).open();
    await page.waitForLoadState('networkidle');
    const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
    expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.05);
  });

  test('the order is token, verdict, findings, payload, header, signature, key', async ({ page }) => {
    const jwt = new DebuggerPage(page);
    await jwt.open();
    const names = ['Token', 'Verdict', 'Findings', 'Payload', 'Header', 'Signature', 'Key'] as const;
    const tops = await Promise.all(
      names.map(async (name) => {
        const box = await (name === 'Verdict' ? jwt.verdict : jwt.pane(name)).boundingBox();
        return { name, top: box?.y ?? Number.NaN };
      }),
    );
    expect(tops.sort((one, other) => one.top - other.top).map(({ name }) => name)).toEqual(names);
  });

  test('the verdict stays in sight, over the panes that pass below it', async ({ page }) => {
    const jwt = new DebuggerPage(page);
    await jwt.open();
    for (const [name, field] of [
      ['the payload', jwt.payloadJson],
      ['the header', jwt.headerJson],
      ['the key', jwt.key],
    ] as const) {
      await field.evaluate((text) => text.scrollIntoView({ block: 'start' }));
      const isOnTop = await jwt.verdict.evaluate((verdict) => {
        const { left, width, top, height } = verdict.getBoundingClientRect();
        return verdict.contains(document.elementFromPoint(left + width / 2, top + height / 2));
      });
      expect(isOnTop, `over ${name}`).toBe(true);
    }
  });
});
