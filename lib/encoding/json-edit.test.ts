import fc from 'fast-check';
import { expect, test } from 'vitest';
import { removeMember, setMember } from './json-edit';

test.each([
  ['{"a":1,"exp":5}', '{"a":1,"exp":9}'],
  ['{"exp" :\t5 , "exp": 6 }', '{"exp" :\t5 , "exp": 9 }'],
  ['{"a":1}', '{"a":1,"exp":9}'],
  ['{"a": 1, "b": 2}', '{"a": 1, "b": 2, "exp": 9}'],
  ['{"a": 1}', '{"a": 1, "exp": 9}'],
  ['{}', '{"exp":9}'],
  ['{ }', '{ "exp":9 }'],
  ['{\n  "a": 1\n}', '{\n  "a": 1,\n  "exp": 9\n}'],
  ['\ufeff{"a":1}', '\ufeff{"a":1,"exp":9}'],
  ['{"a":{"exp":1}}', '{"a":{"exp":1},"exp":9}'],
  ['[1]', '[1]'],
  ['{"a":1,}', '{"a":1,}'],
  ['', ''],
  ['{', '{'],
])('setting exp in %j gives %j', (text, expected) => {
  expect(setMember(text, 'exp', '9')).toBe(expected);
});

test('a member that was set is what parsers read, and the others are as before', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.string(),
      fc.jsonValue(),
      fc.constantFrom(undefined, 2),
      (object, name, value, space) => {
        const text = JSON.stringify(object, null, space);
        const set = JSON.parse(setMember(text, name, JSON.stringify(value)));
        const expected = JSON.parse(JSON.stringify([...Object.entries(object), [name, value]]));
        expect(set).toEqual(Object.fromEntries(expected));
      },
    ),
  );
});

test.each([
  ['{"a":1,"enc":2,"b":3}', '{"a":1,"b":3}'],
  ['{"enc":2,"b":3}', '{"b":3}'],
  ['{"a":1, "enc":2}', '{"a":1}'],
  ['{"enc":2}', '{}'],
  ['{\n  "a": 1,\n  "enc": 2\n}', '{\n  "a": 1\n}'],
  ['{"enc":1,"a":1,"enc":2}', '{"a":1}'],
  ['{"a":{"enc":1}}', '{"a":{"enc":1}}'],
  ['[1]', '[1]'],
  ['{', '{'],
])('removing enc from %j gives %j', (text, expected) => {
  expect(removeMember(text, 'enc')).toBe(expected);
});
