// `npm run size`: what the build in out/ costs to load, beside what was agreed in size/budget.json. Exits 1 when something
// grew by more than 2 %, or when a part that is loaded later came or went. It counts bytes and takes no time, so that it
// gives the same answer everywhere.
//
//   --agree   write the sizes as they are now; the difference is for review, and the commit says what they are worth
import { readFileSync, writeFileSync } from 'node:fs';
import { agree, compare } from './size/budget.mjs';
import { measure } from './size/measure.mjs';
import { OUT } from './sources.mjs';

const BUDGET = new URL('size/budget.json', import.meta.url);

const measured = measure(OUT);
let agreed = JSON.parse(readFileSync(BUDGET, 'utf8'));
if (process.argv.includes('--agree')) {
  agreed = agree(measured, agreed);
  writeFileSync(BUDGET, `${JSON.stringify(agreed, undefined, 2)}\n`);
}
const { rows, problems } = compare(measured, agreed);
console.table(Object.fromEntries(rows.map(({ name, ...row }) => [name, row])));
for (const problem of problems) console.error(`✗ ${problem}.`);
if (problems.length > 0) {
  console.error('\nIf that is worth it: `npm run size -- --agree`, and commit size/budget.json with the reason.');
  process.exit(1);
}
