import { describe, it } from 'vitest';
import { findVectors, readBeside, readFamilies } from './families.mjs';
import { setWordList, WORD_LIST } from './judge-weak-secret';
import { judges } from './judges';

const folder = findVectors() ?? '';
const words = readBeside(folder, WORD_LIST);
if (words !== undefined) setWordList(words);

for (const { family, cases } of readFamilies(folder)) {
  describe(family, () => {
    for (const vector of cases) {
      it(vector.id, async ({ skip }) => {
        const judge = judges.get(vector.kind);
        if (!judge) throw new Error(`no one judges the kind ${vector.kind}`);
        const judgement = await judge(vector);
        if (judgement.kind === 'differs') throw new Error(judgement.why);
        if (judgement.kind === 'not-applicable') skip(judgement.why);
      });
    }
  });
}
