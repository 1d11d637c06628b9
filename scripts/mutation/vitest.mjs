// What the tests of lib/ use of vitest, for a process that stays: vitest starts a worker for every run, which costs a
// second a mutant where most tests take a millisecond. The matchers are vitest's own.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { format } from 'node:util';
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  chai,
  GLOBAL_EXPECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from '@vitest/expect';

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

/** Asserts about a value, as vitest's `expect` does. */
export const expect = Object.assign((value, message) => chai.expect(value, message), chai.expect);
Object.assign(expect, globalThis[ASYMMETRIC_MATCHERS_OBJECT], {
  extend: (matchers) => chai.expect.extend(expect, matchers),
});
Object.defineProperty(globalThis, GLOBAL_EXPECT, { value: expect, writable: true, configurable: true });
setState({ assertionCalls: 0 }, expect);

/** Every test that has been declared, by its id: the file, its groups and its title. */
export const tests = new Map();

/** The file of the test that runs. */
let running = '';

/** What is to run before the first test. */
const preparations = [];

/** The names of the file and of the groups that are being declared. */
let path = [];

/** Declares the tests of a file. */
export async function within(file, declare) {
  path = [file];
  await declare();
}

/** Does what the tests want done before the first of them: once, as long as no mutant is active. */
export async function prepare() {
  for (const preparation of preparations) await preparation();
}

expect.extend({
  async toMatchFileSnapshot(text, name) {
    const pass = text === (await readFile(resolve(running, '..', name), 'utf8'));
    return { pass, message: () => `is not what ${name} holds` };
  },
});

const bodyOf = (parts) => parts.find((part) => typeof part === 'function');

function declareTest(title, ...rest) {
  const id = [...path, title].join(' > ');
  let unique = id;
  for (let n = 2; tests.has(unique); n++) unique = `${id} (${n})`;
  const [file] = path;
  const body = bodyOf(rest);
  tests.set(unique, () => {
    running = file;
    return body();
  });
}

function declareGroup(title, ...rest) {
  path.push(title);
  bodyOf(rest)();
  path.pop();
}

/** The title of a row: `$name` is a member of the row, `%s` and its like its parts. */
function titleOf(title, row, parts, index) {
  const named = title.replace(/\$([\w.]+)/g, (whole, path) => {
    const value = path.split('.').reduce((at, key) => at?.[key], row);
    return value === undefined ? whole : String(value);
  });
  const takes = named.match(/%[sdifjoO]/g)?.length ?? 0;
  return format(named.replaceAll('%#', String(index)), ...parts.slice(0, takes));
}

const each =
  (declare) =>
  (rows) =>
  (title, ...rest) => {
    const run = bodyOf(rest);
    const areLists = rows.every(Array.isArray);
    rows.forEach((row, index) => {
      const parts = areLists ? row : [row];
      declare(titleOf(title, row, parts, index), () => run(...parts));
    });
  };

const skip = Object.assign(() => undefined, { each: () => () => undefined });
const withRows = (declare) => {
  const rows = Object.assign((...args) => declare(...args), { each: each(declare), skip });
  return Object.assign(rows, { skipIf: (condition) => (condition ? skip : rows) });
};

/** Declares a test. */
export const it = withRows(declareTest);
/** Declares a test. */
export const test = it;
/** Declares a group of tests. */
export const describe = withRows(declareGroup);
/** Declares what runs before the tests. */
export const beforeAll = (preparation) => preparations.push(preparation);
