import { expect, test } from 'vitest';
import { readJson } from '../encoding/json';
import type { JsonObject } from '../encoding/json-node';
import { findB64Problem, findCritProblem } from './crit';

const read = (text: string) => readJson(text).root as JsonObject;

test.each([
  ['{"crit":["x"],"x":1}', [], undefined],
  ['{"crit":["x"]}', ['{"x":1}'], undefined],
  ['{"crit":["x"]}', ['{"y":1}'], '"crit" names "x", but the header has no such parameter.'],
  [
    '{"alg":"x"}',
    ['{"crit":["x"],"x":1}'],
    '"crit" stands in an unprotected header; it counts in the protected one only.',
  ],
  ['{"crit":["b64","x"],"b64":false,"x":1}', [], undefined],
  ['{"b64":true}', [], undefined],
])('with the protected header %s and the unprotected %j the problem is %j', (header, unprotected, problem) => {
  expect(findCritProblem(read(header), ['b64', 'x'], unprotected.map(read))).toBe(problem);
});

test.each([
  [
    '{"crit":["b64"]}',
    ['{"b64":false}'],
    '"b64" stands in an unprotected header; it counts in the protected one only.',
  ],
  [
    '{"alg":"x"}',
    ['{}', '{"b64":true}'],
    '"b64" stands in an unprotected header; it counts in the protected one only.',
  ],
  ['{"b64":true}', [], '"b64" is present, but "crit" does not name it.'],
  ['{"b64":"no","crit":["b64"]}', [], '"b64" is neither true nor false.'],
  ['{"b64":false,"crit":["b64"]}', [], undefined],
  ['{"alg":"x"}', [], undefined],
])('of the payload encoding in %s, with the unprotected %j, the problem is %j', (header, unprotected, problem) => {
  expect(findB64Problem(read(header), unprotected.map(read))).toBe(problem);
});

test('without a protected header there is nothing critical', () => {
  expect(findCritProblem(undefined, [], [read('{"kid":"a"}')])).toBeUndefined();
});
