// `npm run screenshots`: the README's two pictures, docs/light.png and docs/dark.png, of the build in out/.
//
//   --all DIR    instead, every width and theme, into this folder
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { chromiumLaunch } from './browser.mjs';
import { staticServer } from './serve.mjs';
import { ROOT } from './sources.mjs';

const THEMES = ['light', 'dark'];
const DESK = { width: 1440, height: 900 };
const SCREENS = [DESK, { width: 1024, height: 768 }, { width: 390, height: 844, hasTouch: true, isMobile: true }];

const { values: options } = parseArgs({ options: { all: { type: 'string' } } });
const folder = options.all ?? join(ROOT, 'docs');

/** The page with its sample, at rest. */
async function picture(browser, url, { width, height, ...device }, theme, path) {
  const context = await browser.newContext({
    ...device,
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'networkidle' });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path, fullPage: Boolean(options.all), animations: 'disabled', caret: 'hide' });
  await context.close();
  console.log(path);
}

mkdirSync(folder, { recursive: true });
const server = staticServer().listen(0, '127.0.0.1');
await once(server, 'listening');
const browser = await chromium.launch(chromiumLaunch());
try {
  const url = `http://127.0.0.1:${server.address().port}/`;
  for (const screen of options.all ? SCREENS : [DESK]) {
    for (const theme of THEMES) {
      const name = options.all ? `${screen.width}-${theme}.png` : `${theme}.png`;
      await picture(browser, url, screen, theme, join(folder, name));
    }
  }
} finally {
  await browser.close();
  server.close();
}
