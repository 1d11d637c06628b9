// `npm run fuzz -- [--seed N] [--count N] [--from N]`: mutated tokens, pastes, JSON and keys against the laws of the
// readers. `--from N --count 1` with the seed of a run gives one of its inputs again.
import { parseArgs } from 'node:util';
import { startVitest } from 'vitest/node';
import { ROOT } from './sources.mjs';

const { values } = parseArgs({
  options: { seed: { type: 'string' }, count: { type: 'string' }, from: { type: 'string' } },
});

/** A whole number from the command line; anything else ends the run. */
function read(name, otherwise) {
  const text = values[name] ?? String(otherwise);
  if (/^\d{1,10}$/.test(text)) return text;
  console.error(`fuzz: --${name} takes a whole number, not "${text}"`);
  process.exit(2);
}

const seed = read('seed', Math.floor(Math.random() * 1_000_000_000));
const count = read('count', 100_000);
console.log(`fuzz: seed ${seed}, ${count} inputs`);
Object.assign(process.env, { FUZZ_SEED: seed, FUZZ_COUNT: count, FUZZ_FROM: read('from', 0) });

const reporter = {
  onUserConsoleLog: ({ content }) => process.stdout.write(content),
  onTestRunEnd(modules, unhandledErrors) {
    const errors = [...modules.flatMap((module) => module.errors()), ...unhandledErrors];
    for (const error of errors) console.log(error.stack ?? error.message);
  },
};

const vitest = await startVitest('test', [], {
  root: ROOT,
  config: false,
  watch: false,
  include: ['scripts/fuzz/run.ts'],
  reporters: [reporter],
});
await vitest.close();
