import { createHash } from 'node:crypto';
import { CheckStatus } from '@stryker-mutator/api/check';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** Whether a mutant is one of the `1 / share` that are tried: by what it is, so that a seed has always the same sample. */
function isChosen({ fileName, location, replacement }, share, seed) {
  const place = `${seed} ${fileName.replaceAll('\\', '/').split('/lib/').at(-1)} ${JSON.stringify(location)} ${replacement}`;
  return createHash('sha256').update(place).digest().readUInt32BE() % share === 0;
}

/** Keeps all mutants but a sample from being tried. Stryker has one word for what is not tried: not to be compiled. */
class Sample {
  async init() {}

  async check(mutants) {
    const share = Number(process.env.MUTATION_SAMPLE);
    const judge = (mutant) =>
      isChosen(mutant, share, process.env.MUTATION_SEED)
        ? { status: CheckStatus.Passed }
        : { status: CheckStatus.CompileError, reason: 'is not of the sample' };
    return Object.fromEntries(mutants.map((mutant) => [mutant.id, judge(mutant)]));
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Checker, 'sample', Sample)];
