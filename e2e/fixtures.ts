import { test as base } from '@playwright/test';

export { expect } from '@playwright/test';

/** What Playwright says itself where a test keeps the service worker out. */
const BLOCKED = 'Service Worker registration blocked by Playwright';

type Fixtures = {
  /** Complaints a test provokes on purpose. */
  allowedComplaints: RegExp[];
  /** Origins that a test lets the page ask, because a person in it agrees to that. */
  allowedOrigins: RegExp[];
  /** What the browser has complained of so far. */
  complaints: string[];
};

/**
 * A test that also fails when the console has an error or a warning (a violated Content-Security-Policy is one), when an
 * error is not caught, or when anything is asked of another host.
 */
export const test = base.extend<Fixtures>({
  allowedComplaints: [[], { option: true }],
  allowedOrigins: [[], { option: true }],
  complaints: [
    async ({ context, baseURL, allowedComplaints, allowedOrigins }, use) => {
      const complaints: string[] = [];
      const origin = new URL(baseURL ?? '').origin;
      context.on('console', (message) => {
        if (message.text() === BLOCKED) return;
        if (message.type() === 'error' || message.type() === 'warning') {
          complaints.push(`${message.type()}: ${message.text()} (${message.location().url})`);
        }
      });
      context.on('weberror', (webError) => complaints.push(`uncaught: ${webError.error().message}`));
      context.on('request', (request) => {
        const url = new URL(request.url());
        const local = url.origin === origin || url.protocol === 'data:' || url.protocol === 'blob:';
        const allowed = allowedOrigins.some((pattern) => pattern.test(url.origin));
        if (!local && !allowed) complaints.push(`request to another host: ${url.origin}`);
      });
      await use(complaints);
      const unexpected = complaints.filter((text) => !allowedComplaints.some((allowed) => allowed.test(text)));
      base.expect(unexpected, 'the console is silent and nothing leaves the origin').toEqual([]);
    },
    { auto: true },
  ],
});
