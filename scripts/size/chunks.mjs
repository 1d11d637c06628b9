// Reads from Turbopack's chunks what the page loads later, and in which files. The names of chunks are hashes, and the build
// writes no list of them; but a module that is imported later keeps the names of its exports, and who imports it names the
// files. Nothing is run: the same files give the same answer.
import { parseAst } from 'vite';

/** `import('./x')` as Turbopack writes it: the files to have, then the module of this number. */
const LATER = /Promise\.all\((\["static\/chunks\/[^\]]+\])\.map\(\w+=>\w+\.l\(\w+\)\)\)\.then\(\(\)=>\w+\((\d+)\)\)/g;
/** `new Worker(new URL('./x.worker.ts', import.meta.url))`: its source's name, then the files of its threads. */
const WORKER = /\/media\/([\w.-]+\.worker)\.[\w-]+\.ts"\)\},.*?\.f\("(static\/chunks\/[^"]+)",(\["[^\]]+\])/gs;

/**
 * What is loaded later, by the names it exports, a worker by its source's.
 * @param {Map<string, string>} chunks the text of each script, by its path such as `static/chunks/a.js`
 * @returns {{ names: string[], ways: string[][] }[]} `ways`: the files it is loaded with, from each place that asks for it
 */
export function laterParts(chunks) {
  const parts = new Map();
  const add = (key, names, files) => {
    const part = parts.get(key) ?? { names: names(), ways: [] };
    parts.set(key, part);
    part.ways.push(files);
  };
  for (const text of chunks.values()) {
    for (const [, list, module] of text.matchAll(LATER)) {
      const files = JSON.parse(list);
      add(module, () => exportsOf(Number(module), files, chunks), files);
    }
    for (const [, name, start, list] of text.matchAll(WORKER)) {
      add(name, () => [name], [start, ...JSON.parse(list).flatMap((file) => [file, ...othersOf(chunks.get(file))])]);
    }
  }
  return [...parts.values()].sort((a, b) => (a.names.join() < b.names.join() ? -1 : 1));
}

/** The files that a worker's first script names for itself. */
const othersOf = (text = '') => JSON.parse(/otherChunks:(\[[^\]]*\])/.exec(text)?.[1] ?? '[]');

/** The names that a module exports, as the page's code asks for them. */
function exportsOf(module, files, chunks) {
  const mention = new RegExp(`\\b${module}\\b`);
  const names = files
    .filter((file) => file.endsWith('.js') && mention.test(chunks.get(file)))
    .flatMap((file) => [...exportCalls(chunks.get(file))])
    .filter((call) => call.module === module)
    .flatMap(({ names }) => names);
  return [...new Set(names)].sort();
}

/**
 * The calls that give a module its exports: `e.s(["name", 0, value, …], module?)`, and for what it hands on from others
 * `e.S([module, "name,as,name,as", …])`.
 */
function* exportCalls(text) {
  for (const { numbers, factory } of modulesIn(text)) {
    for (const { callee, arguments: given } of callsIn(factory.body, factory.params[0]?.name)) {
      if (given[0]?.type !== 'ArrayExpression') continue;
      const literals = given[0].elements.flatMap((item) => (typeof item?.value === 'string' ? [item.value] : []));
      const names =
        callee.property.name === 's'
          ? literals
          : literals.flatMap((pairs) => pairs.split(',').filter((_, i) => i % 2 === 0));
      yield { module: given[1]?.value ?? numbers[0], names };
    }
  }
}

/**
 * The modules of a script: what makes them, as a piece of syntax, and the numbers of those that it makes. A chunk is one
 * `push([script, number, …, function, number, …, function])`.
 */
export function* modulesIn(text) {
  const elements = parseAst(text).body.at(-1)?.expression?.arguments?.[0]?.elements ?? [];
  let numbers = [];
  for (const element of elements) {
    if (element?.type === 'Literal' && typeof element.value === 'number') numbers.push(element.value);
    if (!/Function/.test(element?.type ?? '')) continue;
    yield { numbers, factory: element };
    numbers = [];
  }
}

/** The calls of `name.s(…)` and `name.S(…)` in a piece of syntax. */
function* callsIn(node, name) {
  if (node === null || typeof node !== 'object') return;
  const { callee } = node;
  if (node.type === 'CallExpression' && callee.object?.name === name && /^s$/i.test(callee.property?.name)) yield node;
  for (const child of Object.values(node)) yield* callsIn(child, name);
}
