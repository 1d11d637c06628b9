import { relative } from 'node:path';

const DETECTED = new Set(['Killed', 'Timeout']);
const MISSED = new Set(['Survived', 'NoCoverage']);

const count = (mutants, statuses) => mutants.filter(({ status }) => statuses.has(status)).length;

/** The mutants that share what `property` gives of them. */
function group(mutants, property) {
  const groups = new Map();
  for (const mutant of mutants) {
    const key = property(mutant);
    groups.set(key, [...(groups.get(key) ?? []), mutant]);
  }
  return [...groups].map(([key, members]) => ({ key, members }));
}

/** Mutants noticed, of those that could be, and the share in percent. */
function scoreOf(mutants) {
  const detected = count(mutants, DETECTED);
  const valid = detected + count(mutants, MISSED);
  const share = valid === 0 ? 100 : (100 * detected) / valid;
  return `${share.toFixed(1).padStart(5)} %  ${String(detected).padStart(5)} of ${String(valid).padStart(5)}`;
}

/** How many points the score of a sample may be off, in 19 of 20 samples. */
function marginOf(mutants) {
  const detected = count(mutants, DETECTED);
  const valid = detected + count(mutants, MISSED);
  const share = detected / valid;
  return (196 * Math.sqrt((share * (1 - share)) / valid)).toFixed(1);
}

/** Prints the score of every file and of all, and the kinds of the survivors. */
export function tell(mutants, isSample) {
  for (const { key, members } of group(mutants, ({ fileName }) => relative('.', fileName))) {
    console.log(`${scoreOf(members)}  ${key}`);
  }
  console.log(`${scoreOf(mutants)}  in all${isSample ? `, a sample: ± ${marginOf(mutants)}` : ''}`);
  const of = (status) => mutants.filter((mutant) => mutant.status === status).length;
  console.log(
    `killed ${of('Killed')}, without end ${of('Timeout')}, survived ${of('Survived')}, ` +
      `never reached ${of('NoCoverage')}, passed over ${of('Ignored')}, broken ${of('RuntimeError')}`,
  );
  const missed = mutants.filter(({ status }) => MISSED.has(status));
  const kinds = group(missed, ({ mutatorName }) => mutatorName).sort((a, b) => b.members.length - a.members.length);
  console.log(`missed: ${kinds.map(({ key, members }) => `${key} ${members.length}`).join(', ')}`);
}
