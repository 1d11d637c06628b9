import { expect, test } from 'vitest';
import { laterParts } from './chunks.mjs';
import { askedFor } from './measure.mjs';

const chunk = (modules: string) =>
  `(globalThis.TURBOPACK||(globalThis.TURBOPACK=[])).push(["object"==typeof document?document.currentScript:void 0,${modules}]);`;
const later = (files: string[], module: number) =>
  `e=>{e.v(t=>Promise.all(${JSON.stringify(files)}.map(t=>e.l(t))).then(()=>t(${module})))}`;

test('a part is known by what its module exports, its own or of others, and by the files it comes with', () => {
  const files = ['static/chunks/b.js', 'static/chunks/c.css'];
  const chunks = new Map([
    ['static/chunks/a.js', chunk(`1,${later(files, 7)},2,${later(['static/chunks/d.js'], 8)}`)],
    [
      'static/chunks/b.js',
      chunk('6,e=>{e.s(["other",0,1])},5,7,e=>{e.s(["inner",0,2],5),e.s(["Pane",0,()=>"no",1],7)}'),
    ],
    ['static/chunks/d.js', chunk('8,e=>{e.S([9,"checks,a,runChecks,b",0,10,"count,c"])}')],
  ]);
  expect(laterParts(chunks)).toEqual([
    { names: ['Pane'], ways: [files] },
    { names: ['checks', 'count', 'runChecks'], ways: [['static/chunks/d.js']] },
  ]);
});

test('the same part may be asked for with other files from another place', () => {
  const chunks = new Map([
    ['static/chunks/a.js', chunk(`1,${later(['static/chunks/b.js'], 7)}`)],
    ['static/chunks/b.js', chunk('7,e=>{e.s(["Pane",0,1])}')],
    ['static/chunks/c.js', chunk(`2,${later(['static/chunks/b.js', 'static/chunks/d.js'], 7)}`)],
    ['static/chunks/d.js', chunk('3,e=>{}')],
  ]);
  const [part] = laterParts(chunks);
  expect(part?.ways).toEqual([['static/chunks/b.js'], ['static/chunks/b.js', 'static/chunks/d.js']]);
});

test('a worker is known by its source, and has the files that its first script names', () => {
  const worker =
    '1,e=>{e.q("/_next/static/media/guess.worker.3i5i-1.ts")},2,e=>{e.v(e.r(3).f("static/chunks/w.js",["static/chunks/x.js","static/chunks/y.js"]))}';
  const chunks = new Map([
    ['static/chunks/a.js', chunk(worker)],
    ['static/chunks/x.js', chunk('{otherChunks:["static/chunks/z.js"],runtimeModuleIds:[4]}')],
  ]);
  expect(laterParts(chunks)).toEqual([
    {
      names: ['guess.worker'],
      ways: [['static/chunks/w.js', 'static/chunks/x.js', 'static/chunks/z.js', 'static/chunks/y.js']],
    },
  ]);
});

test('a page asks for what its tags name, once, and not for a script of browsers without modules', () => {
  const html = `<link rel="stylesheet" href="/a.css"/><link rel="preconnect" href="/"/><link rel="icon" href="/icon.svg?1"/>
    <link rel="preload" as="script" href="/b.js"/><script src="/b.js" async=""></script><script src="/old.js" noModule=""></script>
    <script>inline()</script>`;
  expect(askedFor(html)).toEqual(['/a.css', '/icon.svg', '/b.js']);
});
