// Draws the icons of the installed page, and of iOS, from app/icon.svg. They are committed: only a change of the drawing
// needs this again.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumLaunch } from './browser.mjs';
import { ROOT } from './sources.mjs';

/** `share` is the drawing's part of the width. A system cuts a maskable icon to a circle of 80 %; iOS rounds the corners. */
const ICONS = [
  { file: 'public/icons/192.png', size: 192, share: 1, ground: 'transparent' },
  { file: 'public/icons/512.png', size: 512, share: 1, ground: 'transparent' },
  { file: 'public/icons/maskable-512.png', size: 512, share: 0.62, ground: '#ffffff' },
  { file: 'app/apple-icon.png', size: 180, share: 0.8, ground: '#ffffff' },
];

const drawing = readFileSync(join(ROOT, 'app/icon.svg'), 'utf8');
const browser = await chromium.launch(chromiumLaunch());
for (const { file, size, share, ground } of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<body style="margin:0;display:grid;place-items:center;height:100vh;background:${ground}">${drawing}</body>`,
  );
  await page.addStyleTag({ content: `svg{width:${share * 100}vw}` });
  writeFileSync(join(ROOT, file), await page.screenshot({ omitBackground: true }));
  await page.close();
}
await browser.close();
