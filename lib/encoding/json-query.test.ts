import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readJson } from './json';
import type { JsonNode } from './json-node';
import { findMember, findMembers, pathAt, pointerOf, resolvePointer, toValue } from './json-query';

const read = (text: string) => readJson(text).root as JsonNode;

test('of repeated members the last is found, and all are listed', () => {
  const root = read('{"a":1,"b":2,"a":3}');
  expect(findMember(root, 'a')?.value).toMatchObject({ value: 3 });
  expect(findMembers(root, 'a')).toHaveLength(2);
  expect(toValue(root)).toEqual({ a: 3, b: 2 });
});

test.each(['constructor', '__proto__', 'toString'])('an object without a member named %s has none', (name) => {
  expect(findMember(read('{}'), name)).toBeUndefined();
  expect((toValue(read('{}')) as Record<string, unknown>)[name]).toBeUndefined();
});

test('a member named __proto__ is a member', () => {
  const value = toValue(read('{"__proto__":{"admin":true}}')) as Record<string, unknown>;
  expect(Object.keys(value)).toEqual(['__proto__']);
  expect(value.admin).toBeUndefined();
});

test.each([
  [0, ''],
  [1, '/a~1b'],
  [7, '/a~1b'],
  [9, '/a~1b/0'],
  [12, '/a~1b/1/~0'],
  [18, '/a~1b/1/~0'],
  [99, undefined],
])('at offset %d the path is %j', (offset, pointer) => {
  const root = read('{"a/b": [1,{"~":null}]}');
  const path = pathAt(root, offset);
  expect(path.length === 0 ? undefined : pointerOf(path)).toBe(pointer);
});

test('the pointer of every place leads back to its node', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), (json, place) => {
      const text = JSON.stringify(JSON.parse(json));
      const root = read(text);
      const path = pathAt(root, place % (text.length + 1));
      expect(resolvePointer(root, pointerOf(path))).toEqual(path.at(-1));
    }),
  );
});

test.each(['/x', 'a', '/a/x', '/a/01', '/a/2', '/a/-'])('the pointer %j leads nowhere', (pointer) => {
  expect(resolvePointer(read('{"a":[1,2]}'), pointer)).toBeUndefined();
});
