import { expect, test } from './fixtures';

test('the page opens and has a name', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveTitle(/JWT/);
  await expect(page.getByRole('main')).toBeVisible();
});

test('a page carries its policy and is served with the security headers', async ({ request }) => {
  const response = await request.get('/');
  const headers = response.headers();
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self' 'sha256-");
  expect(headers['content-security-policy']).not.toContain('unsafe-eval');
  expect(headers['referrer-policy']).toBe('no-referrer');
  expect(headers['x-content-type-options']).toBe('nosniff');
  const page = await response.text();
  const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'self'");
  expect(policy).not.toContain('unsafe-eval');
  expect(policy.match(/https?:/)).toBeNull();
  // A policy holds only for what comes after it.
  expect(page.indexOf('http-equiv')).toBeLessThan(page.indexOf('<script'));
});

for (const path of [
  '/nope/',
  '/../package.json',
  '/%2e%2e/package.json',
  '/%2e%2e%2fpackage.json',
  '/%zz',
  '/_headers',
  '/index.html.br',
]) {
  test(`nothing is served for ${path}`, async ({ request }) => {
    const response = await request.get(path);
    // A path that cannot be read is a bad request to some servers, and an absent file to others.
    expect([400, 404]).toContain(response.status());
    expect(await response.text()).not.toContain('"dependencies"');
  });
}

test('what is not reading is refused', async ({ request }) => {
  expect((await request.post('/', { data: 'x' })).status()).toBe(405);
});
