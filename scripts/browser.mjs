import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Where Chromium is: what CHROMIUM_PATH names, or Playwright's own, or the system's; undefined when there is none. */
export function findChromium() {
  return [process.env.CHROMIUM_PATH, chromium.executablePath(), ...PLACES].find((path) => path && existsSync(path));
}

export const NO_CHROMIUM =
  'No Chromium found. Install one (`npx playwright install chromium`, or `apt-get install chromium`) or name it in CHROMIUM_PATH.';

/** How to launch Chromium for tests and measurements: it asks nobody for anything. @throws when there is no Chromium */
export function chromiumLaunch() {
  const path = findChromium();
  if (!path) throw new Error(NO_CHROMIUM);
  return {
    // Playwright knows which of its own builds is for headless use.
    ...(path !== chromium.executablePath() && { executablePath: path }),
    args: [
      // Chromium's sandbox refuses to run as root, as in a container.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-quic',
    ],
  };
}
