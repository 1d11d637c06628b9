import { describe, expect, it } from 'vitest';
import { claimScopeChecks } from './claims-scope';
import { claims, describeExamples, type Example, findingsOf } from './examples';

const examples = {
  'broad-audience': { fires: claims({ aud: ['a', 'b', 'c', 'd', 'e', 'f'] }), quiet: claims({ aud: ['a', 'b'] }) },
  'privileged-claim': { fires: claims({ role: 'service_role' }), quiet: claims({ role: 'authenticated' }) },
  'injectable-claim': {
    fires: claims({ name: '<script>alert(1)</script>' }),
    quiet: claims({ name: 'Ada', picture: 'https://images.example/a.png' }),
  },
} satisfies Record<(typeof claimScopeChecks)[number]['id'], Example>;

describeExamples(claimScopeChecks, examples);

it.each(['*', 'https://*', 'api:*', ['a', '*']])('the audience %j is for all', (aud) => {
  expect(findingsOf('broad-audience', claims({ aud }))[0]?.message).toMatch(/which is meant for all\.$/);
});

describe('far-reaching rights', () => {
  it.each([
    [{ admin: true }, '"admin"'],
    [{ scope: 'read:all *' }, '"*"'],
    [{ 'cognito:groups': ['Admins'] }, '"Admins"'],
    [{ realm_access: { roles: ['offline_access', 'realm-admin'] } }, '"realm-admin"'],
    [{ 'https://example.com/roles': ['super-admin'] }, '"super-admin"'],
    [{ permissions: ['users:*', 'read'] }, '"users:*"'],
    [{ video: { roomAdmin: true } }, '"roomAdmin"'],
  ])('are in %j', (payload, right) => {
    expect(findingsOf('privileged-claim', claims(payload))[0]?.message).toBe(`The token grants ${right}.`);
  });

  it.each([
    { admin: false },
    { roles: ['user', 'administration-assistant'] },
    { scope: 'openid profile email read:users' },
    { department: 'admin' },
    { realm_access: { roles: ['default-roles-shop', 'offline_access', 'uma_authorization'] } },
  ])('are not in %j', (payload) => {
    expect(findingsOf('privileged-claim', claims(payload))).toEqual([]);
  });
});

it.each([
  [{ name: '{{7*7}}' }, '"name" holds a template.'],
  [{ picture: 'file:///etc/passwd' }, '"picture" holds an address that no browser fetches.'],
  [{ a: [{ url: 'http://169.254.169.254/latest' }] }, '"url" holds an address of a machine’s own metadata.'],
  [{ bio: '<img src=x onerror=alert(1)>' }, '"bio" holds a script.'],
])('in %j', (payload, message) => {
  expect(findingsOf('injectable-claim', claims(payload))[0]?.message).toBe(message);
});
