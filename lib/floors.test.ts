import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

/** From the top of the house down: a file imports from its own floor and those below. */
const FLOORS = [
  'e2e',
  'app',
  'components',
  'lib/state',
  'lib/worker',
  'lib/review',
  'lib/checks',
  'lib/jose',
  'lib/registry',
  'lib/encoding',
];

/** The library's face for other programs: built from every floor under `lib/state`, and nothing in the page leans on it. */
const FACE = 'lib/index.ts';

/** Static, dynamic and side-effect imports, re-exports, and the addresses of workers. */
const IMPORT = /(?:\bfrom\s*|\bimport\s*\(\s*|^\s*import\s*|\bnew URL\(\s*)(['"])(?<name>[^'"\n]+)\1/gm;
const COMMENT = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;

type Import = { from: string; name: string; file?: string };

const files = new Set(
  ['app', 'components', 'lib', 'e2e'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.d\.ts$/.test(entry.name))
      .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/')),
  ),
);

/** The project's file that an import names, or undefined for a package. */
function resolve(from: string, name: string): string | undefined {
  const path = name.startsWith('@/') ? name.slice(2) : posix.join(posix.dirname(from), name);
  if (!name.startsWith('.') && !name.startsWith('@/')) return undefined;
  return [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find((file) => files.has(file));
}

function importsOf(from: string): Import[] {
  const text = readFileSync(join(ROOT, from), 'utf8').replace(COMMENT, '');
  return [...text.matchAll(IMPORT)].map((match) => {
    const name = match.groups?.name ?? '';
    const file = resolve(from, name);
    return { from, name, ...(file && { file }) };
  });
}

const imports = [...files].flatMap(importsOf);
const show = ({ from, name }: Import) => `${from} imports ${name}`;
const isTest = (file: string) => /\.(test|bench)\.ts$/.test(file);
const floorOf = (file: string) => FLOORS.findIndex((floor) => file.startsWith(`${floor}/`));

describe('the floors', () => {
  test('hold every file', () => {
    const homeless = [...files].filter((file) => floorOf(file) < 0 && file !== FACE && !isTest(file));
    expect(homeless).toEqual([]);
  });

  test('are imported from above only', () => {
    const upwards = imports.filter(({ from, file }) => {
      if (!file || floorOf(from) < 0) return false;
      return file === FACE ? floorOf(from) >= floorOf('app/') : floorOf(file) < floorOf(from);
    });
    expect(upwards.map(show)).toEqual([]);
  });

  test('keep React, Next and Node out of lib', () => {
    const foreign = /^(react|next|node:|@monaco-editor|monaco-editor|@playwright)/;
    const used = imports.filter(({ from, name }) => from.startsWith('lib/') && !isTest(from) && foreign.test(name));
    expect(used.map(show)).toEqual([]);
  });

  test('have no import in circles', () => {
    const below = new Map<string, string[]>();
    for (const { from, file } of imports) if (file) below.set(from, [...(below.get(from) ?? []), file]);
    const done = new Set<string>();
    const circles: string[] = [];
    const walk = (file: string, path: string[]) => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      if (done.has(file)) return;
      done.add(file);
      for (const next of below.get(file) ?? []) walk(next, [...path, file]);
    };
    for (const file of files) walk(file, []);
    expect(circles).toEqual([]);
  });
});

describe('reading imports', () => {
  test.each([
    ["import { a } from './a';", './a'],
    ["import type { A } from '../b/a';", '../b/a'],
    ["import './globals.css';", './globals.css'],
    ["export { a } from './a';", './a'],
    ["const { a } = await import('./a');", './a'],
    ["new Worker(new URL('./a.worker.ts', import.meta.url))", './a.worker.ts'],
    ["import {\n  a,\n  b,\n} from './a';", './a'],
  ])('finds what %j names', (text, name) => {
    expect([...text.matchAll(IMPORT)].map((match) => match.groups?.name)).toEqual([name]);
  });

  test('finds the project’s own imports', () => {
    expect(imports.filter(({ file }) => file).length).toBeGreaterThan(10);
  });
});
