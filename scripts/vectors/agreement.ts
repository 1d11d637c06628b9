import { describe, it } from 'vitest';
import { findVectors, readFamilies } from './families.mjs';
import { judges } from './judges';

for (const { family, cases } of readFamilies(findVectors() ?? '')) {
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
