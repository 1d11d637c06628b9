import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesIn, ROOT } from '../sources.mjs';
import { compareShipped, packageOf, takeSourceMaps } from './built.mjs';
import { ALLOWED, readLicences, shipped } from './licences.mjs';

type Row = ReturnType<typeof shipped>[number];
const rows = readLicences();
const names = shipped().map(({ name }: Row) => name);

describe('the licences of the page', () => {
  test.each(rows.map((row) => [row.name, row] as const))(
    'tell of %s who has the rights, and the whole text',
    (_, row) => {
      expect(ALLOWED).toContain(row.licence);
      expect(row.version).toMatch(/\d+\.\d+/);
      expect(row.copyright).not.toEqual([]);
      expect(row.texts.every((text) => text.length > 500)).toBe(true);
    },
  );

  test('name each package once', () => {
    expect([...new Set(names)]).toEqual(names);
  });

  test('name what the service worker is made of', () => {
    const sources = filesIn(join(ROOT, 'scripts/service-worker')).filter((file) => /(?<!\.test)\.ts$/.test(file));
    const imported = sources.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\bfrom '((?:@[^/']+\/)?[^./'][^/']*)/g)].map(([, name]) => name ?? ''),
    );
    expect(imported).not.toEqual([]);
    const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
    const needed = imported.flatMap((name) => [
      name,
      ...Object.keys(lock.packages[`node_modules/${name}`]?.dependencies ?? {}),
    ]);
    expect(needed.filter((name) => !names.includes(name))).toEqual([]);
  });
});

describe('whose code is in the build', () => {
  test.each([
    ['turbopack:///[project]/node_modules/@noble/curves/utils.js', '@noble/curves'],
    ['turbopack:///[project]/node_modules/next/src/client/app-index.tsx', 'next'],
    ['turbopack:///[project]/node_modules/next/dist/compiled/react/cjs/react.js', 'next/dist/compiled/react'],
    ['turbopack:///[project]/node_modules/a/node_modules/b/index.js', 'b'],
    ['turbopack:///[turbopack]/browser/runtime.ts', 'next'],
    ['turbopack:///[project]/lib/jose/jws.ts', undefined],
  ])('is told by %s', (source, name) => {
    expect(packageOf(source)).toBe(name);
  });

  test('differs from what is named when a package comes or goes, and not by what no map shows', () => {
    const named = [
      { name: 'kept', at: 'kept' },
      { name: 'gone', at: 'next/dist/compiled/gone' },
      { name: 'font', at: 'font', unseen: 'a font' },
    ];
    expect(compareShipped(new Set(['kept', 'came']), named)).toEqual([
      'came is in the page, and shipped.json does not name it',
      'gone is named in shipped.json, and is not in the page',
    ]);
  });

  test('is read from the maps, which are then gone; a chunk without one is refused', () => {
    const folder = mkdtempSync(join(tmpdir(), 'build-'));
    const place = (name: string) => join(folder, 'chunks', name);
    mkdirSync(join(folder, 'chunks'));
    const inPackage = { sections: [{ map: { sources: ['turbopack:///[project]/node_modules/a/a.js'] } }] };
    writeFileSync(place('a.js'), 'code();\n//# sourceMappingURL=a.js.map');
    writeFileSync(place('a.js.map'), JSON.stringify(inPackage));
    expect([...takeSourceMaps(folder)]).toEqual(['a']);
    expect(readFileSync(place('a.js'), 'utf8')).toBe('code();');
    expect(existsSync(place('a.js.map'))).toBe(false);
    expect(() => takeSourceMaps(folder)).toThrow('no source maps');
    writeFileSync(place('b.js.map'), JSON.stringify(inPackage));
    expect(() => takeSourceMaps(folder)).toThrow(/a\.js has no source map/);
  });
});
