import { expect, test } from 'vitest';
import { base64urlSteps } from './base64url';
import { jsonSteps, readJson } from './json';
import { finish, STEP, type Steps } from './steps';

function* counted(): Steps<string> {
  yield 1;
  yield 2;
  return 'done';
}

test('work in steps is done at once where it need not rest', () => {
  expect(finish(counted())).toBe('done');
});

/** How often work rests, and what it returns. */
function rests<Result>(steps: Steps<Result>): { count: number; characters: number; result: Result } {
  let [count, characters] = [0, 0];
  for (;;) {
    const { done, value } = steps.next();
    if (done) return { count, characters, result: value };
    count += 1;
    characters += value;
  }
}

test('a long JSON text is read in steps, which tell how far they are, and comes out the same', () => {
  const text = `[${'12345,'.repeat(50_000)}1]`;
  const { count, characters, result } = rests(jsonSteps(text));
  expect(count).toBeGreaterThan(10);
  expect(characters).toBeGreaterThan(text.length - 2 * STEP);
  expect(characters).toBeLessThanOrEqual(text.length);
  expect(result).toEqual(readJson(text));
});

test('a long text that breaks the rules of base64url is read in steps too', () => {
  expect(rests(base64urlSteps('AAA+'.repeat(50_000))).count).toBeGreaterThan(10);
});
