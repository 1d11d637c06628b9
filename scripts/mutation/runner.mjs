import { readFile, writeFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  determineHitLimitReached,
  MutantRunStatus,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { createServer, createServerModuleRunner } from 'vite';
import { filesIn } from '../sources.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const STAND_INS = { vitest: here('vitest.mjs'), 'fast-check': here('fast-check.mjs') };

/** Gives the tests what stands in for vitest and fast-check, and the stand-ins what they stand for. */
const standIns = {
  name: 'stand-ins',
  enforce: 'pre',
  resolveId: (id, importer) =>
    STAND_INS[id] && importer === STAND_INS[id] ? { id: import.meta.resolve(id), external: true } : STAND_INS[id],
};

/**
 * How often a mutant may be passed before it counts as a loop without end: Stryker gives a hundred times what the tests
 * need without it, which takes minutes where a test reads a megabyte.
 */
const patience = (hits) => hits && Math.max(hits / 20, Math.min(hits, 10_000));

/**
 * After so long no further test is asked about a mutant, which then counts as missed: a score may be too low for it, and
 * never too high. In lib/jose all tests of a line take a minute, since many make keys.
 */
const LONGEST_MS = 10_000;

/** Where the times of the first run are kept. */
const TIMES = '.mutation-times.json';

/** The tests of the folder or of the files named in MUTATION_TESTS. */
function testFiles() {
  const wanted = process.env.MUTATION_TESTS.split(',');
  return filesIn(resolve('lib'))
    .map((file) => relative('.', file))
    .filter((file) => file.endsWith('.test.ts') && wanted.some((start) => file.startsWith(start)));
}

/** Runs the tests in the process of Stryker's worker, which keeps what it has loaded from one mutant to the next. */
class InProcessRunner {
  /** Milliseconds that each test took in the first run: the fast are asked first. */
  #times = new Map();
  /** Where the mutants look which of them is active, and note that they were reached. */
  #stryker = {};
  #server;
  #modules;
  /** What has been loaded, unless the last mutant may have spoilt it. */
  #suite;

  constructor() {
    globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] = this.#stryker;
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    // A promise that a mutant left to itself says nothing about the test that runs meanwhile.
    process.on('unhandledRejection', () => {});
    this.#server = await createServer({
      configFile: false,
      logLevel: 'error',
      appType: 'custom',
      server: { middlewareMode: true, ws: false, hmr: false, watch: null },
      ssr: { noExternal: Object.keys(STAND_INS) },
      optimizeDeps: { noDiscovery: true },
      plugins: [standIns],
    });
    this.#modules = createServerModuleRunner(this.#server.environments.ssr, { hmr: false });
  }

  async dispose() {
    await this.#modules?.close();
    await this.#server?.close();
  }

  /** Every test, none of it run yet, of files that are read anew. */
  async #load() {
    this.#modules.clearCache();
    const suite = await this.#modules.import(STAND_INS.vitest);
    for (const file of testFiles()) await suite.within(file, () => this.#modules.import(resolve(file)));
    await suite.prepare();
    this.#suite = suite;
  }

  async #run(id) {
    const begin = performance.now();
    let failure;
    try {
      await this.#suite.tests.get(id)();
    } catch (error) {
      failure = String(error?.message ?? error);
    }
    const timeSpentMs = performance.now() - begin;
    // With the file Stryker knows, the next time, whose tests have changed.
    const test = { id, name: id, fileName: resolve(id.split(' > ', 1)[0]), timeSpentMs };
    return failure === undefined
      ? { ...test, status: TestStatus.Success }
      : { ...test, status: TestStatus.Failed, failureMessage: failure };
  }

  async dryRun() {
    await this.#load();
    const tests = [];
    for (const id of this.#suite.tests.keys()) {
      this.#stryker.currentTestId = id;
      tests.push(await this.#run(id));
    }
    this.#stryker.currentTestId = undefined;
    // In the sandbox: the mutants are tried in other processes too, which come and go.
    await writeFile(TIMES, JSON.stringify(tests.map(({ id, timeSpentMs }) => [id, timeSpentMs])));
    return { status: DryRunStatus.Complete, tests, mutantCoverage: this.#stryker.mutantCoverage };
  }

  /** Runs tests under the mutant until one fails. */
  async #try({ activeMutant, hitLimit, mutantActivation, testFilter }) {
    if (mutantActivation === 'static') {
      this.#stryker.activeMutant = activeMutant.id;
      await this.#load();
    } else if (!this.#suite) {
      await this.#load();
    }
    if (this.#times.size === 0) this.#times = new Map(JSON.parse(await readFile(TIMES, 'utf8')));
    Object.assign(this.#stryker, { activeMutant: activeMutant.id, hitCount: 0, hitLimit: patience(hitLimit) });
    const ids = testFilter ?? [...this.#suite.tests.keys()];
    const time = (id) => this.#times.get(id) ?? 0;
    const tests = [];
    const end = performance.now() + LONGEST_MS;
    for (const id of ids.toSorted((a, b) => time(a) - time(b))) {
      tests.push(await this.#run(id));
      if (tests.at(-1).status === TestStatus.Failed || performance.now() > end) break;
    }
    const timeout = determineHitLimitReached(this.#stryker.hitCount, this.#stryker.hitLimit);
    Object.assign(this.#stryker, { activeMutant: undefined, hitCount: undefined, hitLimit: undefined });
    if (mutantActivation === 'static') this.#suite = undefined;
    return toMutantRunResult(timeout ?? { status: DryRunStatus.Complete, tests });
  }

  /** Whether the test passes as long as no mutant is about. */
  async #isSound(id) {
    if (!this.#suite) return true;
    return (await this.#run(id)).status === TestStatus.Success;
  }

  async mutantRun(options) {
    try {
      const result = await this.#try(options);
      // What a mutant leaves behind, in a cache say, must not be held against the next one.
      if (result.status !== MutantRunStatus.Killed || (await this.#isSound(result.killedBy[0]))) return result;
      this.#suite = undefined;
      return await this.#try(options);
    } catch (error) {
      // Only a mutant of what runs while files load comes here: they could not be loaded.
      this.#stryker.activeMutant = undefined;
      this.#suite = undefined;
      return { status: MutantRunStatus.Killed, killedBy: ['loading'], failureMessage: String(error), nrOfTests: 0 };
    }
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner)];
