import { defineConfig, devices } from '@playwright/test';
import { chromiumLaunch } from './scripts/browser.mjs';

const port = Number(process.env.PORT || 3100);
/** The page has to be the same behind a real server: `SERVER=nginx` tests it there. */
const server = process.env.SERVER === 'nginx' ? 'scripts/hosts/nginx-server.mjs' : 'scripts/serve.mjs';

/** The page as it is deployed: the production build, behind the production headers. */
export default defineConfig({
  testDir: 'e2e',
  // Playwright empties this folder; the reports stand beside it.
  outputDir: 'test-results/pages',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  // A shared machine may take its time: nothing here is about speed.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    // A trace takes time in every test; `--trace retain-on-failure` asks for one.
    screenshot: 'only-on-failure',
    // Most tests meet the page as on a first visit; those about the service worker let it in.
    serviceWorkers: 'block',
    permissions: ['clipboard-read', 'clipboard-write'],
    launchOptions: chromiumLaunch(),
  },
  projects: [{ name: 'chromium', use: { ...devices['Desktop Chrome'], viewport: { width: 1440, height: 900 } } }],
  webServer: {
    command: `node ${server}`,
    env: { PORT: String(port) },
    url: `http://127.0.0.1:${port}/`,
    reuseExistingServer: false,
    // nginx has a folder to remove.
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5000 },
  },
});
