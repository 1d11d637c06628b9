import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatJson } from './json-format';
import { restoreSpacing } from './json-spacing';
import { readTokens } from './json-token';

const tokensOf = (text: string) => readTokens(text).map(({ start, end }) => text.slice(start, end));

test.each([
  ['{"sub":"x","n":1.0,"n":1e400}', '{\n  "sub": "x",\n  "n": 1.0,\n  "n": 1e400\n}'],
  ['{"aud":["cart:write","orders:read"]}', '{\n  "aud": ["cart:write", "orders:read"]\n}'],
  ['{"a":{},"b":[ ],"c":{"d":null}}', '{\n  "a": {},\n  "b": [],\n  "c": {\n    "d": null\n  }\n}'],
  ['[{"a":1},[2]]', '[\n  {\n    "a": 1\n  },\n  [2]\n]'],
  [`["${'a'.repeat(40)}","${'b'.repeat(40)}"]`, `[\n  "${'a'.repeat(40)}",\n  "${'b'.repeat(40)}"\n]`],
  ['{"a": "b c",  "d" :[1 ,2]}', '{\n  "a": "b c",\n  "d": [1, 2]\n}'],
  [' {"a":1}\n', '{\n  "a": 1\n}'],
  ['{\n"a":1}', '{\n"a":1}'],
  ['{"a":1,}', '{\n  "a": 1,\n}'],
  ['{"a":"x', '{\n  "a": "x'],
  ['{"a":tru e}', '{\n  "a": tru e\n}'],
  ['}}', '}\n}'],
  ['"x"', '"x"'],
  ['', ''],
  ['  ', '  '],
])('%j is shown as %j', (text, shown) => {
  expect(formatJson(text).shown).toBe(shown);
});

const piece = fc.constantFrom(
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a b"',
    '"x\\"y"',
    '"',
    '\\',
    '1',
    '1.0',
    'nul',
    ' ',
    '  ',
    '\n',
    '\r\n',
    '"é": ',
    ', ',
  ],
);
const jsonText = fc.oneof(
  fc.json().map((json) => JSON.stringify(JSON.parse(json))),
  fc.json().map((json) => JSON.stringify(JSON.parse(json)).replaceAll(/([:,])/g, '$1 ')),
  fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join('')),
);

test('the shown text has the same tokens, and an untouched one gives the written text back', () => {
  fc.assert(
    fc.property(jsonText, (text) => {
      const view = formatJson(text);
      expect(tokensOf(view.shown)).toEqual(tokensOf(text));
      expect(restoreSpacing(view.shown, view, text)).toBe(text);
    }),
    { numRuns: 3000 },
  );
});

test('every token is found at its place in both texts', () => {
  fc.assert(
    fc.property(jsonText, (text) => {
      const view = formatJson(text);
      const shown = readTokens(view.shown);
      for (const [index, { start, end }] of readTokens(text).entries()) {
        expect([view.toShown(start), view.toShown(end, 'end')]).toEqual([shown[index]?.start, shown[index]?.end]);
        expect(view.toWritten(shown[index]?.start ?? 0)).toBe(start);
        expect(view.toWritten(shown[index]?.end ?? 0, 'end')).toBe(end);
      }
    }),
    { numRuns: 2000 },
  );
});

test('after any edit the text to sign has the tokens of what is shown', () => {
  const insertion = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join(''));
  const edit = fc.record({ at: fc.nat(200), remove: fc.nat(6), insert: insertion });
  fc.assert(
    fc.property(jsonText, fc.array(edit, { minLength: 1, maxLength: 3 }), (text, edits) => {
      const view = formatJson(text);
      let edited = view.shown;
      for (const { at, remove, insert } of edits) {
        const place = at % (edited.length + 1);
        edited = edited.slice(0, place) + insert + edited.slice(place + remove);
      }
      expect(tokensOf(restoreSpacing(edited, view, text))).toEqual(tokensOf(edited));
    }),
    { numRuns: 3000 },
  );
});

test.each([
  ['minified', '{"a":1,"b":[1,2]}', '"a": 1', '"a": 2', '{"a":2,"b":[1,2]}'],
  ['minified', '{"a":1,"b":[1,2]}', '"a": 1', '"a": 1,\n  "new": {"x": true}', '{"a":1,"new":{"x":true},"b":[1,2]}'],
  ['roomy', '{"a": 1, "b": 2}', '"b": 2', '"b": 2,\n  "c": [1,2]', '{"a": 1, "b": 2, "c": [1, 2]}'],
  ['odd', '{ "a" :  1 ,"b":2}', '"a": 1', '"a": 3', '{ "a" :  3 ,"b":2}'],
  ['odd', '{ "a" :  1 ,"b":2 }', '"b": 2', '"b": 2, "c": 3', '{ "a" :  1 ,"b":2 ,"c" :  3 }'],
  ['odd', '{"a" :  1,"b": 2 , "c":3}', ',\n  "b": 2', '', '{"a" :  1, "c":3}'],
  ['trailing', '{"a":1}\n', '1', '22', '{"a":22}\n'],
  ['blanks in a string', '{"a":"x"}', '"x"', '"x  y "', '{"a":"x  y "}'],
  ['blanks typed between tokens', '{"a":1,"b":2}', '"a": 1', '"a":    1\n\n', '{"a":1,"b":2}'],
  ['an open string', '{"a":"x","b":2}', '"x"', '"x', '{"a":"x,\n"b":2}'],
  ['the whole text replaced', '{"a":1}', '{\n  "a": 1\n}', '[ true,\n\n false ]', '[true,false]'],
  ['everything removed', '{"a":1}', '{\n  "a": 1\n}', '', ''],
  ['closed otherwise', '{"a" :  {   }, "b":1}', '{}', '[]', '{"a" :  [   ], "b":1}'],
  ['closed otherwise', '{"a":[1 , 2 ]}', '[1, 2]', '{1, 2}', '{"a":{1 , 2 }}'],
  ['a new end', '{"a":1 }', '}', ',\n  "b": 2\n}', '{"a":1,"b":2 }'],
  ['a blank behind an open string', '{"a":"x"}  \t', '"x"\n}', '"x', '{"a":"x'],
  ['a line behind an open string', '{"a":"x"} \t\n  ', '"x"\n}', '"x', '{"a":"x\n  '],
  ['words', '{"a":1}', '1', '1 nul\nl', '{"a":1 nul l}'],
  ['verbatim', '{\n"a":1}', '1', '1 ', '{\n"a":1 }'],
])('%s: %j with %j for %j becomes the expected text', (_style, text, from, to, expected) => {
  const view = formatJson(text);
  expect(view.shown).toContain(from);
  expect(
    restoreSpacing(
      view.shown.replace(from, () => to),
      view,
      text,
    ),
  ).toBe(expected);
});

test('two edits far apart leave the odd spacing between them', () => {
  const text = '{"a":1,"m" : [ 1,2 ],  "z":9}';
  const view = formatJson(text);
  const edited = view.shown.replace('"a": 1', '"a": 5').replace('"z": 9', '"z": 10,\n  "y": 1');
  expect(restoreSpacing(edited, view, text)).toBe('{"a":5,"m" : [ 1,2 ],  "z":10,"y":1}');
});

test('a string left open while typing does not turn the layout off', () => {
  const view = formatJson('{"a":"x,\n"b":2}');
  expect(view.isVerbatim).toBe(false);
});

test('a hostile depth is shown as it is, not with a million blanks', () => {
  expect(formatJson('['.repeat(100_000)).isVerbatim).toBe(true);
});

test('new tokens are spaced as each kind of gap is at its first place', () => {
  const written = '{ "a"  :   {          }    ,     "b"  :   [      1    ,     2        ]       }';
  const view = formatJson(written);
  const edited = view.shown.replace(/\n\}$/, ',\n"c":[{"d":[]},{}]\n}');
  expect(restoreSpacing(edited, view, written)).toBe(
    `${written.slice(0, -8)}    ,     "c"  :   [ { "d"  :   [          ]        }    ,     {          }        ]       }`,
  );
});

test.each([
  ['{"a": 1}', '1', '1, "b": [2,3]', '{"a": 1, "b": [2, 3]}'],
  ['["a", "b"]', '"b"', '"b",{"c":3}', '["a", "b", {"c": 3}]'],
  ['{ "a":1}', '1', '{"b":2}', '{ "a":{ "b":2}}'],
  ['{"a":1 }', '1', '{"b":2}', '{"a":{"b":2 } }'],
])('what %s shows of its style goes for gaps it does not have', (written, from, to, expected) => {
  const view = formatJson(written);
  expect(restoreSpacing(view.shown.replace(from, to), view, written)).toBe(expected);
});

test('an edit at either end of many lines is read with its neighbours', () => {
  const written = `{${Array.from({ length: 20 }, (_, i) => `"m${i}":${' '.repeat(i)}${i}`).join(',')}}`;
  const view = formatJson(written);
  for (let i = 0; i < 20; i += 1) {
    expect(restoreSpacing(view.shown.replace(`"m${i}": ${i}`, `"m${i}": -7`), view, written)).toBe(
      written.replace(`"m${i}":${' '.repeat(i)}${i}`, `"m${i}":${' '.repeat(i)}-7`),
    );
    const without = view.shown.replace(`"m${i}": ${i}${i < 19 ? ',' : ''}`, '');
    expect(tokensOf(restoreSpacing(without, view, written))).toEqual(tokensOf(without));
  }
});

test.each([60, 61])('a list stays on one line up to 60 characters: %d', (length) => {
  // Two strings with their quotes, a comma and a blank.
  const text = `["${'a'.repeat(20)}","${'b'.repeat(length - 28)}"]`;
  expect(formatJson(text).shown.includes('\n')).toBe(length > 60);
});

test('many gaps and much indentation are kept', () => {
  const text = `{"a":${'{"b":'.repeat(12)}[${'{"c":"d"},'.repeat(600)}1]${'}'.repeat(13)}`;
  const { shown, toShown, toWritten } = formatJson(text);
  expect(shown).toBe(JSON.stringify(JSON.parse(text), null, 2));
  for (const place of [text.indexOf('"d"'), text.lastIndexOf('"d"'), text.lastIndexOf('1')]) {
    expect(shown.slice(toShown(place), toShown(place) + 1)).toBe(text[place]);
    expect(toWritten(toShown(place))).toBe(place);
  }
});
