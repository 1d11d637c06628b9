import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readJson } from './json';
import type { JsonNode } from './json-node';
import { toValue } from './json-query';

test('every JSON text is read to the value that JSON.parse gives', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(undefined, 1, '\t'), (json, space) => {
      const text = JSON.stringify(JSON.parse(json), null, space);
      const { root, problems } = readJson(text);
      expect(problems).toEqual([]);
      expect(JSON.stringify(toValue(root as JsonNode))).toBe(JSON.stringify(JSON.parse(text)));
    }),
  );
});

test('a text is refused exactly when JSON.parse refuses it, and never with an error', () => {
  const piece = fc.constantFrom(
    ...[
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"\\u00e9"',
      '"',
      '\\',
      '1',
      '-',
      '0',
      '.5',
      'e+1',
      'true',
      'nul',
      ' ',
      '\n',
    ],
    ...['\t', '\u0001', 'é', '//', '/*', "'", '\u00a0', '-0', '1E400', '"\\x"', '"\\u12"'],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
      const text = pieces.join('');
      let isJson = true;
      try {
        JSON.parse(text);
      } catch {
        isJson = false;
      }
      const { root, problems } = readJson(text);
      expect(problems.length).toBe(isJson ? 0 : 1);
      for (const { start, end } of problems) expect(0 <= start && start <= end && end <= text.length).toBe(true);
      if (root) expectNested(root, text.length);
    }),
    { numRuns: 5000 },
  );
});

function expectNested(node: JsonNode, end: number) {
  expect(node.start <= node.end && node.end <= end).toBe(true);
  const children = node.kind === 'object' ? node.members : node.kind === 'array' ? node.items : [];
  let from = node.start;
  for (const child of children) {
    expect(child.start >= from && child.end <= node.end).toBe(true);
    from = child.end;
    if ('value' in child && typeof child.value === 'object' && child.value) {
      expect(child.value.end).toBe(child.end);
      expectNested(child.value, node.end);
    }
  }
}

test('places, literals and repeated members are kept', () => {
  const text = '{ "a" : 1.0, "b":[9007199254740993 ,1e400], "a":"\\u0041" }';
  const { root, problems } = readJson(text);
  expect(problems).toEqual([]);
  if (root?.kind !== 'object') throw new Error('no object');
  const [first, list, last] = root.members;
  expect([first?.name, last?.name]).toEqual(['a', 'a']);
  expect(text.slice(first?.start, first?.nameEnd)).toBe('"a"');
  expect(text.slice(first?.start, first?.end)).toBe('"a" : 1.0');
  expect(first?.value).toMatchObject({ kind: 'number', literal: '1.0', value: 1 });
  expect(list?.value.kind === 'array' && list.value.items.map((item) => text.slice(item.start, item.end))).toEqual([
    '9007199254740993',
    '1e400',
  ]);
  expect(list?.value.kind === 'array' && list.value.items[1]).toMatchObject({ value: Number.POSITIVE_INFINITY });
  expect(last?.value).toMatchObject({ kind: 'string', value: 'A' });
  expect(root.end).toBe(text.length);
});

test.each([
  ['', 'the text is empty', 0, 0],
  ['  ', 'the text is empty', 2, 2],
  ['{"a":1', 'the text ends inside the object: "}" is missing', 6, 6],
  ['{"a":1 "b"', 'expected "," or "}" after the value, not “"”', 7, 8],
  ['[1 2]', 'expected "," or "]" after the value, not “2”', 3, 4],
  ['{"a" 1}', 'expected ":" after the name "a", not “1”', 5, 6],
  ['{"a', 'the string is not closed', 1, 3],
  ['{"a":"x\n}', 'the string is not closed before the line ends', 5, 7],
  ['{"a":"x\u0001"}', 'the control character U+0001 in a string must be written as "\\u0001"', 7, 8],
  ['"\\x"', '"\\x" is no escape that JSON knows; a backslash is written "\\\\"', 1, 3],
  ['"\\u12"', 'four hexadecimal digits must follow "\\u"', 1, 6],
  ['{"a":1,}', 'no "," may stand before "}"', 6, 7],
  ['[1, ]', 'no "," may stand before "]"', 2, 3],
  ['{a:1}', 'a member name takes double quotes', 1, 2],
  ["{'a':1}", 'a member name takes double quotes', 1, 4],
  ["['a']", 'a string takes double quotes, not single ones', 1, 2],
  ['{"a":01}', 'a number must not begin with a zero', 5, 7],
  ['[1.]', 'a digit must follow the "." of a number', 1, 3],
  ['[1e]', 'a digit must follow the exponent of a number', 1, 3],
  ['[.5]', 'a number begins with "-" or a digit', 1, 3],
  ['[-]', 'a digit must follow the "-"', 1, 2],
  ['[NaN]', '"NaN" is no JSON value: JSON numbers are finite', 1, 4],
  ['[-Infinity]', '"-Infinity" is no JSON value: JSON numbers are finite', 1, 10],
  ['True', '"True" is no JSON value; it is written "true"', 0, 4],
  ['[undefined]', '"undefined" is no JSON value; leave the member out or write "null"', 1, 10],
  ['[1] x', 'characters after the end of the array', 4, 5],
  ['{"a":1}}', 'characters after the end of the object', 7, 8],
  ['[1 /* one */]', 'JSON has no comments', 3, 12],
  ['{"a":1} // end', 'JSON has no comments', 8, 14],
  ['["a"', 'the text ends inside the array: "]" is missing', 4, 4],
  ['[', 'the text ends inside the array: a value is missing', 1, 1],
  ['{', 'the text ends inside the object: a member name or "}" is missing', 1, 1],
  ['{"a":', 'the text ends inside the object: a value is missing', 5, 5],
  ['{"a"', 'the text ends after the name "a": ":" is missing', 4, 4],
  [`{"${'n'.repeat(40)}"`, `the text ends after the name "${'n'.repeat(40)}": ":" is missing`, 43, 43],
  [`{"${'n'.repeat(41)}"`, `the text ends after the name "${'n'.repeat(40)}…": ":" is missing`, 44, 44],
  ['{,', 'a member is missing before the ","', 1, 2],
  ['[,', 'a value is missing before the ","', 1, 2],
  ['{1:2}', 'expected a member name in double quotes, not “1”', 1, 2],
  ['{\u00a0', 'expected a member name in double quotes, not U+00A0', 1, 2],
  ['{🎉', 'expected a member name in double quotes, not “🎉”', 1, 3],
  ['[🎉', 'expected a value, not “🎉”', 1, 3],
  ['{ab_1$é:2}', 'a member name takes double quotes', 1, 7],
  ["{'a b", 'a member name takes double quotes', 1, 5],
  ["{'':1}", 'a member name takes double quotes', 1, 3],
  ['{// a', 'JSON has no comments', 1, 5],
  ['{"a"/**/:1}', 'JSON has no comments', 4, 8],
  ['{"a"// b\n:1}', 'JSON has no comments', 4, 8],
  ['[/* one', 'JSON has no comments', 1, 7],
  ['[/*/ 1 */]', 'JSON has no comments', 1, 9],
  ['[// one\n1]', 'JSON has no comments', 1, 7],
  ['[1// a\n]', 'JSON has no comments', 2, 6],
  ['/', 'expected a value, not “/”', 0, 1],
  ['[1 a// b', 'expected "," or "]" after the value, not “a”', 3, 4],
  ['"x" y', 'characters after the end of the string', 4, 5],
  ['1 y', 'characters after the end of the number', 2, 3],
  ['null y', 'characters after the end of the null', 5, 6],
  ['false y', 'characters after the end of the false', 6, 7],
  ['["a\rb"]', 'the string is not closed before the line ends', 1, 3],
  ['["\u001f"]', 'the control character U+001F in a string must be written as "\\u001F"', 2, 3],
  ['["a\\', 'the string is not closed', 1, 4],
  ['["a\\"', 'the string is not closed', 1, 5],
  ['["\\u12g4"]', 'four hexadecimal digits must follow "\\u"', 2, 8],
  ['["\\n\\u0000\\q"]', '"\\q" is no escape that JSON knows; a backslash is written "\\\\"', 10, 12],
  ['-', 'a digit must follow the "-"', 0, 1],
  ['[--1]', 'a digit must follow the "-"', 1, 2],
  ['[-a]', '"-a" is no JSON value', 1, 3],
  ['[+1]', 'a number begins with "-" or a digit', 1, 3],
  ['[a.5]', '"a.5" is no JSON value', 1, 4],
  ['[nan-5]', '"nan" is no JSON value: JSON numbers are finite', 1, 4],
  ['[none]', '"none" is no JSON value; it is written "null"', 1, 5],
  ['[1.5e+]', 'a digit must follow the exponent of a number', 1, 6],
  ['[-00]', 'a number must not begin with a zero', 1, 4],
  ['[0.]', 'a digit must follow the "." of a number', 1, 3],
  ['[0e]', 'a digit must follow the exponent of a number', 1, 3],
  ['[10.]', 'a digit must follow the "." of a number', 1, 4],
  ['[10e-]', 'a digit must follow the exponent of a number', 1, 5],
  ['[\u00a01]', 'expected a value, not U+00A0', 1, 2],
  ['\ufeff{}', 'a byte order mark (U+FEFF) stands before the JSON text', 0, 1],
])('%j is refused at the exact place', (text, message, start, end) => {
  expect(readJson(text).problems).toEqual([{ start, end, message }]);
});

test.each([
  ['"\\u00e9\\u00AF\\uFfaA"', 'é¯\uffaa'],
  ['"\\"\\\\\\/\\b\\f\\n\\r\\t"', '"\\/\b\f\n\r\t'],
  ['"a\\u0041b\\nc"', 'aAb\nc'],
  ['"\\ud83c\\udf89"', '🎉'],
  ['123456789012345', 123456789012345],
  ['-12', -12],
  ['1234567890123456', 1234567890123456],
  ['0.5', 0.5],
  ['-1.5e-3', -0.0015],
  ['2E+2', 200],
  ['\r\n\t true', true],
  ['false', false],
  ['null', null],
])('%s is read as %j', (text, value) => {
  const { root, problems } = readJson(text);
  expect(problems).toEqual([]);
  expect(root && toValue(root)).toBe(value);
  expect([root?.start, root?.end]).toEqual([text.length - text.trimStart().length, text.length]);
});

test.each(['"\\u00g0"', '"\\u00/0"', '"\\u00:0"', '"\\u00`0"', '"\\u00@0"', '"\\u00 0"'])(
  '%s has no four hexadecimal digits',
  (text) => {
    expect(readJson(text).problems).toHaveLength(1);
  },
);

test('a literal is known by its kind, and so is a string', () => {
  const { root } = readJson('[true,false,null,"a","\\n",1,{},[]]');
  expect(root?.kind === 'array' && root.items.map(({ kind }) => kind)).toEqual([
    'literal',
    'literal',
    'literal',
    'string',
    'string',
    'number',
    'object',
    'array',
  ]);
});

test('what stands before the mistake is kept', () => {
  const { root } = readJson('{"a":{"b":[1,2,');
  expect(root && JSON.stringify(toValue(root))).toBe('{"a":{"b":[1,2]}}');
  expect(root?.end).toBe(15);
});

test('behind a byte order mark the text is read', () => {
  expect(readJson('\ufeff{"a":1}').root?.kind).toBe('object');
});

test('a hundred thousand nested arrays overflow nothing', () => {
  const depth = 100_000;
  const whole = readJson('['.repeat(depth) + ']'.repeat(depth));
  expect(whole.problems).toEqual([]);
  expect(toValue(whole.root as JsonNode)).toHaveLength(1);
  expect(readJson('['.repeat(depth)).problems).toHaveLength(1);
  expect(readJson('{"a":'.repeat(depth)).problems).toHaveLength(1);
});
