import { expect, it } from 'vitest';
import { fuzz } from './fuzz';

const numberFrom = (name: string) => Number(process.env[name]);
const plan = { seed: numberFrom('FUZZ_SEED'), from: numberFrom('FUZZ_FROM'), count: numberFrom('FUZZ_COUNT') };

// Without a limit of time: a million inputs take minutes.
it('keeps every law', { timeout: 0 }, async () => {
  const begin = performance.now();
  const { breaches, slowest } = await fuzz(plan, (done) => console.log(`${done} inputs`));
  for (const { number, input, law } of breaches) {
    console.log(
      `input ${number}, ${input.kind}: ${JSON.stringify(input.text)}\n  ${law.split('\n').slice(0, 4).join('\n  ')}`,
    );
  }
  const seconds = Math.round((performance.now() - begin) / 1000);
  const { seed, count } = plan;
  console.log(
    `fuzz: seed ${seed}, ${count} inputs, ${breaches.length} breaches, ${seconds} s, slowest input ${slowest.number}: ${Math.round(slowest.time)} ms`,
  );
  expect(breaches.length).toBe(0);
});
