import { expect, it } from 'vitest';
import { encodeBase64url } from '../encoding/base64url';
import { parseToken } from './parse-token';
import { encode } from './sd-jwt-example';

const header = encode('{"alg":"ES256"}');
const at = header.length + 1;

/** The problems of a token whose payload is these characters, their places counted from its first. */
function problemsOf(payload: string) {
  return parseToken(`${header}.${payload}.AAAA`).problems.map(({ code, start, end, message }) => {
    const places = message.replace(
      /haracter(s?) (\d+)(?: to (\d+))? of the token/g,
      (_, plural, from, to) => `haracter${plural} #${from - at}${to ? ` to #${to - at}` : ''} of the token`,
    );
    return [code, start - at, end - at, places];
  });
}

it.each<[string, (string | number)[]]>([
  [
    'e3!9',
    ['illegal-character', 2, 3, 'Character #3 of the token, “!” in the payload, is not in the base64url alphabet.'],
  ],
  [
    'e3🎉9',
    ['illegal-character', 2, 4, 'Character #3 of the token, “🎉” in the payload, is not in the base64url alphabet.'],
  ],
  [
    'e3\u00019',
    ['illegal-character', 2, 3, 'Character #3 of the token, U+0001 in the payload, is not in the base64url alphabet.'],
  ],
  [
    'e3=9',
    ['illegal-character', 2, 3, 'Character #3 of the token, “=” in the payload, is not in the base64url alphabet.'],
  ],
  ['e3 0', ['whitespace', 2, 3, 'Character #3 of the token, in the payload, is a blank: base64url has none.']],
  ['e3\t0', ['whitespace', 2, 3, 'Character #3 of the token, in the payload, is a tab: base64url has none.']],
  ['e3\n0', ['whitespace', 2, 3, 'Character #3 of the token, in the payload, is a line break: base64url has none.']],
  [
    'e3\r\n0',
    [
      'whitespace',
      2,
      4,
      'Characters #3 to #4 of the token, in the payload, are blanks or line breaks: base64url has none.',
    ],
  ],
  [
    'e3+9',
    [
      'standard-alphabet',
      2,
      3,
      'Character #3 of the token, “+” in the payload, is of the standard base64 alphabet; base64url has “-” instead.',
    ],
  ],
  [
    'e3/9',
    [
      'standard-alphabet',
      2,
      3,
      'Character #3 of the token, “/” in the payload, is of the standard base64 alphabet; base64url has “_” instead.',
    ],
  ],
  [
    'e30=',
    ['padding', 3, 4, 'Character #4 of the token, “=” in the payload, is padding: base64url in a token has none.'],
  ],
  [
    'e30==',
    [
      'padding',
      3,
      5,
      'Characters #4 to #5 of the token, “==” in the payload, are padding: base64url in a token has none.',
    ],
  ],
  [
    'e30======',
    [
      'padding',
      3,
      9,
      'Characters #4 to #9 of the token, “====…” in the payload, are padding: base64url in a token has none.',
    ],
  ],
  [
    'e30AA',
    [
      'impossible-length',
      4,
      5,
      'The payload has an impossible length: character #5 of the token, its last, carries no whole octet. One character is too many, or some are missing.',
    ],
  ],
  [
    'e31',
    [
      'stray-bits',
      2,
      3,
      'Character #3 of the token, “1” in the payload, is its last and carries bits that belong to no octet and should be zero: the same octets have another spelling.',
    ],
  ],
  ['', ['not-json', 0, 0, 'The payload is empty, at character #1 of the token: expected a JSON object.']],
])('of the payload %j is told where it is not base64url', (payload, problem) => {
  expect(problemsOf(payload)).toContainEqual(problem);
});

it.each<[string, (string | number)[]]>([
  [
    '{"a":1,}',
    [
      'not-json',
      8,
      11,
      'The payload is not JSON: no "," may stand before "}" (at character 7 of its text, character #9 of the token).',
    ],
  ],
  [
    '{"a":1',
    [
      'not-json',
      8,
      8,
      'The payload is not JSON: the text ends inside the object: "}" is missing (at its end, character #8 of the token).',
    ],
  ],
  [
    '\ufeff{}',
    [
      'byte-order-mark',
      0,
      4,
      'The payload begins with a byte order mark, at character #1 of the token: JSON must not have one.',
    ],
  ],
  ['[1]', ['not-an-object', 0, 4, 'The payload is a JSON array, not a JSON object (character #1 of the token).']],
  ['null', ['not-an-object', 0, 6, 'The payload is the literal null, not a JSON object (character #1 of the token).']],
  ['"a"', ['not-an-object', 0, 4, 'The payload is a JSON string, not a JSON object (character #1 of the token).']],
])('of the text %j is told where it is not an object', (text, problem) => {
  expect(problemsOf(encode(text))).toEqual([problem]);
});

it.each([
  [[0xff], 1, 1],
  [[0x7b, 0xff, 0x7d], 2, 2],
  [[0x7b, 0x7d, 0x7d, 0xc3], 4, 5],
])('of the octets %j the one that is not UTF-8 is told: %d', (octets, octet, character) => {
  const message = `The payload is not UTF-8 text: octet ${octet}, in character #${character} of the token, does not fit.`;
  const [problem] = problemsOf(encodeBase64url(Uint8Array.from(octets)));
  expect(problem).toEqual(['not-utf8', character - 1, character + 1, message]);
});

it('behind an illegal character only what is before it is told', () => {
  expect(problemsOf(`${encode('{"a":1,}').slice(0, 4)}!${encode('{"a":1,}').slice(5)}`).map(([code]) => code)).toEqual([
    'illegal-character',
  ]);
  expect(problemsOf(`${encode('\ufeff{"a":1}')}!`).map(([code]) => code)).toContain('byte-order-mark');
});
