import { describe, expect, test } from 'vitest';
import { headerRules, headersFor } from '../../scripts/headers.mjs';
import { hostHeaders, type Sent } from './host-headers';

const rules = headerRules({ page: ["'sha256-AAAA'"], frame: ["'sha256-BBBB'"] });

const sentFor =
  (path: string): Sent =>
  (name) =>
    (headersFor(path, rules) as Record<string, string>)[name] ?? null;

describe('what a host sends', () => {
  test('is complete with the project’s own headers', () => {
    const found = hostHeaders({ page: sentFor('/index.html'), script: sentFor('/_next/static/chunks/a.js') });
    expect(found.filter(({ isSent }) => !isSent)).toEqual([]);
  });

  test('is missing where there are none, with what is open then', () => {
    const found = hostHeaders({ page: () => null, script: () => null });
    expect(found.map(({ isSent }) => isSent)).toEqual(found.map(() => false));
    for (const { without } of found) expect(without).toMatch(/^[a-z].*[^.]$/);
  });

  test('is no fence where a policy lets workers connect elsewhere', () => {
    const lax = (name: string) => (name === 'Content-Security-Policy' ? "connect-src 'self' https:" : null);
    expect(hostHeaders({ page: lax, script: lax }).some(({ isSent }) => isSent)).toBe(false);
  });
});
