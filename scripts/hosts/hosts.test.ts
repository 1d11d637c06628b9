import { describe, expect, test } from 'vitest';
import { ALWAYS, headerRules, headersFor } from '../headers.mjs';
import { cloudflareHeaders, netlifyHeaders, vercelHeaders } from './agreement.mjs';
import { headersFile } from './headers-file.mjs';
import { nginxConfig } from './nginx.mjs';
import { HIDDEN, hashesOf, scriptsInside, withoutScripts } from './site.mjs';
import { vercelConfig } from './vercel.mjs';

const PAGES = ['/', '/index.html', '/404.html', '/checks/', '/checks/index.html', '/checks/expired/index.html'];
const FRAMES = ['/isolated-fetch/', '/isolated-fetch/index.html'];
const STATIC = ['/_next/static/chunks/a.js', '/_next/static/chunks/a.js.map', '/_next/static/media/a.b.ttf'];
const OTHERS = ['/icon.svg', '/build-id.txt', '/manifest.webmanifest', '/_next/other/a.txt', '/swxjs', '/sw.json'];
const PATHS = [...PAGES, ...FRAMES, ...STATIC, '/sw.js', ...OTHERS];
const ABSENT = ['/nope/', '/nope.js', '/checks', '/isolated-fetch', '/sw.js/'];

const rules = headerRules({ page: ["'sha256-page='"], frame: ["'sha256-frame='"] });
const policyOf = (path: string): string => headersFor(path, rules)['Content-Security-Policy'];

describe('the rules', () => {
  test.each([...PAGES, ...OTHERS, ...ABSENT])('give %s the whole policy of a page', (path) => {
    const policy = policyOf(path);
    expect(policy).toMatch(/^default-src 'none'; script-src 'self' 'sha256-page='; /);
    for (const directive of [
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ]) {
      expect(policy.split('; ')).toContain(directive);
    }
  });

  test.each(FRAMES)('give %s its own script, connections, a sandbox and no other framer', (path) => {
    expect(policyOf(path)).toMatch(
      /script-src 'sha256-frame='; connect-src https: .*; frame-ancestors 'self'; sandbox /,
    );
  });

  test.each([...STATIC, '/sw.js'])('let %s, as a worker, connect to its own origin alone', (path) => {
    expect(policyOf(path)).toMatch(/^default-src 'none'; script-src 'self'.*; connect-src 'self'/);
    expect(policyOf(path)).not.toContain('trusted-types');
  });

  test('let text become script nowhere, and WebAssembly only in workers', () => {
    for (const path of PATHS) {
      expect(policyOf(path), path).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/);
      expect(policyOf(path).includes("'wasm-unsafe-eval'"), path).toBe(STATIC.includes(path));
    }
  });

  test('let only files be kept whose names hold a hash', () => {
    for (const path of PATHS) {
      expect(headersFor(path, rules)['Cache-Control'].includes('immutable'), path).toBe(STATIC.includes(path));
    }
  });

  test('refuse every feature but the clipboard', () => {
    for (const path of [...PAGES, ...FRAMES, ...OTHERS, ...ABSENT]) {
      const features = headersFor(path, rules)['Permissions-Policy'].split(', ');
      const allowed = features.filter((feature: string) => !feature.endsWith('=()'));
      expect(allowed).toEqual(['clipboard-read=(self)', 'clipboard-write=(self)']);
    }
  });
});

describe('each host sends what the rules say', () => {
  const file = headersFile(rules, PATHS);
  const vercel = vercelConfig(rules, 'site');

  test.each(PATHS)('for %s', (path) => {
    const expected = headersFor(path, rules);
    expect(netlifyHeaders(file, path)).toEqual(expected);
    expect(cloudflareHeaders(file, path)).toEqual(expected);
    expect(vercelHeaders(vercel, path)).toEqual(expected);
  });

  test.each(ABSENT)('for %s, which is no file: Vercel all of it, the others what is always sent at least', (path) => {
    expect(vercelHeaders(vercel, path)).toEqual(headersFor(path, rules));
    expect(netlifyHeaders(file, path)).toMatchObject(ALWAYS);
    expect(cloudflareHeaders(file, path)).toMatchObject(ALWAYS);
  });

  test('Vercel finds one source for a path, and no other', () => {
    const { headers } = JSON.parse(vercel) as { headers: { source: string }[] };
    for (const path of [...PATHS, ...ABSENT]) {
      const matching = headers.filter(({ source }) => new RegExp(`^${source}$`).test(path));
      expect(matching, path).toHaveLength(1);
    }
  });

  test('a `_headers` file that Cloudflare would cut is refused', () => {
    const folders = Array.from({ length: 101 }, (_, index) => `/folder-${index}/index.html`);
    expect(() => headersFile(rules, folders)).toThrow('more than 100 rules');
    const scripts = Array.from({ length: 40 }, (_, index) => `'sha256-${String(index).repeat(43)}='`);
    expect(() => headersFile(headerRules({ page: scripts, frame: [] }), PATHS)).toThrow('more than 2000 characters');
  });

  test('nginx says every header in every location, with errors and redirections too', () => {
    const config = nginxConfig(rules);
    for (const { pattern } of rules) {
      const begin = pattern.endsWith('*') ? `location ${pattern.slice(0, -1)} {` : `location = ${pattern} {`;
      const block = config.slice(config.indexOf(begin), config.indexOf('}', config.indexOf(begin)));
      const said = [...block.matchAll(/add_header (\S+) "([^"]*)" always;/g)].map(([, name, value]) => [name, value]);
      expect(Object.fromEntries(said)).toEqual(headersFor(pattern.replace('*', ''), rules));
    }
  });

  test('nginx is given no header that it would read as something else', () => {
    const withVariable = headerRules({ page: ["'sha256-$host'"], frame: [] });
    expect(() => nginxConfig(withVariable)).toThrow('has a meaning in nginx');
  });
});

describe('the site', () => {
  const page = '<script>a</script><script src="b.js"></script><p><script id="c">c</script><script>a</script>';

  test('has its inline scripts hashed, each once, and the others left alone', () => {
    expect(scriptsInside(page)).toEqual(['a', 'c', 'a']);
    // The digests that `printf a | openssl sha256 -binary | base64` prints, and of `c`.
    expect(hashesOf(scriptsInside(page))).toEqual([
      "'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='",
      "'sha256-Ln0sA6lQeuJl7PW1NWiFpTOTogKdJBOUmXJloaJa78Y='",
    ]);
  });

  test('loses the scripts that are picked, and nothing else', () => {
    expect(withoutScripts(page, (code: string) => code === 'a')).toBe(
      '<script src="b.js"></script><p><script id="c">c</script>',
    );
  });

  test.each([
    ['/_headers', true],
    ['/.nojekyll', true],
    ['/checks/index.html.br', true],
    ['/checks/_headers', false],
    ['/index.html', false],
    ['/br', false],
  ])('%s is hidden: %s', (path, hidden) => {
    expect(HIDDEN.test(path)).toBe(hidden);
  });
});
