import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import type { VectorCase } from './case';
import { judges } from './judges';

const folder = process.env.VECTORS_DIR ?? '';
for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
  const { family, cases } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
    family: string;
    cases: VectorCase[];
  };
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
