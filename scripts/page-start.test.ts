import { expect, test } from 'vitest';
import { filesNeeded, moduleId, startedWith } from './page-start.mjs';
import { askedFor } from './size/measure.mjs';

const chunk = (modules: string) =>
  `(globalThis.TURBOPACK||(globalThis.TURBOPACK=[])).push(["object"==typeof document?document.currentScript:void 0,${modules}]);`;

/** A page's own modules, a library that they need, what is loaded later, and a router that nobody needs. */
const CHUNKS = new Map([
  ['static/chunks/page.js', chunk('10,11,e=>{var t=e.i(20);e.v(()=>e.A(30))},12,e=>{e.i(99)}')],
  ['static/chunks/library.js', chunk('20,(e,t,r)=>{e.r(21)},21,e=>{e.S([22,"a,b",0,23,"c,d"])},22,e=>{},23,e=>{}')],
  ['static/chunks/later.js', chunk('30,e=>{e.v(t=>Promise.all([].map(t=>e.l(t))).then(()=>t(31)))}')],
  ['static/chunks/shared.js', chunk('31,e=>{}')],
  ['static/chunks/router.js', chunk('40,e=>{e.i(20);e.i(10)}')],
]);

test('the files needed are those that the module reaches, at once, handed on or later, and no others', () => {
  expect([...filesNeeded(10, CHUNKS)].sort()).toEqual([
    'static/chunks/later.js',
    'static/chunks/library.js',
    'static/chunks/page.js',
    'static/chunks/shared.js',
  ]);
  expect([...filesNeeded(40, CHUNKS)]).toContain('static/chunks/router.js');
  expect(() => filesNeeded(41, CHUNKS)).toThrow('41');
});

test('a module has the number that the manifest gives it', () => {
  const manifest = `globalThis.__RSC_MANIFEST = globalThis.__RSC_MANIFEST || {};
globalThis.__RSC_MANIFEST["/page"] = {"clientModules":{"[project]/components/x.tsx":{"id":10,"name":"*"}}};`;
  expect(moduleId(manifest, 'components/x.tsx')).toBe(10);
  expect(() => moduleId(manifest, 'components/y.tsx')).toThrow('components/y.tsx');
});

const tag = (name: string) => `<script src="/_next/static/chunks/${name}.js" async=""></script>`;
const ENTRY =
  '<script id="_R_">(globalThis["TURBOPACK"] || (globalThis["TURBOPACK"] = [])).push({"otherChunks":["static/chunks/router.js"],"runtimeModuleIds":[40]});</script>';
const PAGE = `<head><link rel="preload" as="script" href="/_next/static/chunks/router.js"/>${['page', 'library', 'router', 'turbopack-1'].map(tag).join('')}</head><body>whole${ENTRY}</body>`;

test('the page begins with that module, and has its files fetched and no others', () => {
  const page = startedWith(PAGE, 10, CHUNKS);
  const scripts = ['page', 'library', 'turbopack-1'].map((name) => `/_next/static/chunks/${name}.js`);
  const entry = { otherChunks: ['static/chunks/page.js', 'static/chunks/library.js'], runtimeModuleIds: [10] };
  const begin = `whenPresent(${JSON.stringify(scripts)},()=>(globalThis.TURBOPACK||=[]).push(${JSON.stringify(entry)}))`;
  expect(page).toBe(`<head></head><body>whole<script>${begin}</script></body>`);
  expect(askedFor(page)).toEqual(scripts);
});

test('a page that begins in a way that is not known is refused', () => {
  expect(() => startedWith(PAGE.replace('runtimeModuleIds', 'modules'), 10, CHUNKS)).toThrow('not known');
  expect(() => startedWith(PAGE.replace(tag('turbopack-1'), ''), 10, CHUNKS)).toThrow('not known');
  expect(() => startedWith(PAGE.replace('whole', '<p id="_R_5ejd_">whole</p>'), 10, CHUNKS)).toThrow('useId');
});
