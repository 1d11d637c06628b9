import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBase64, decodeBase64url, encodeBase64, encodeBase64url } from './base64url';
import { decodeUtf8, encodeUtf8 } from './utf8';

test('what is encoded decodes to the same octets without a problem', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const text = encodeBase64url(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64url'));
      expect(decodeBase64url(text)).toEqual({ bytes: new Uint8Array(bytes), problems: [] });
      expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
    }),
  );
});

test('any text is read without an error, and a text without problems is the only spelling of its octets', () => {
  const character = fc.constantFrom(...'AZaz09-_+/= \n\té🎉\u2028\ud800'.split(''));
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: character }), fc.string({ unit: 'binary' })), (text) => {
      const { bytes, problems } = decodeBase64url(text);
      if (problems.length === 0) expect(encodeBase64url(bytes)).toBe(text);
      for (const { start, end, character } of problems) expect(text.slice(start, end)).toBe(character);
    }),
  );
});

const rows: [string, string, string[]][] = [
  ['YWJj', 'abc', []],
  ['YWI', 'ab', []],
  ['YQ', 'a', []],
  ['', '', []],
  ['YQ==', 'a', ['padding 2-4']],
  ['YWI=', 'ab', ['padding 3-4']],
  ['YWI=\n', 'ab', ['padding 3-4', 'whitespace 4-5']],
  ['YW Jj', 'abc', ['whitespace 2-3']],
  ['YW \r\n\tJj', 'abc', ['whitespace 2-6']],
  ['YR', 'a', ['stray-bits 1-2']],
  ['YWJ', 'ab', ['stray-bits 2-3']],
  ['YWJjY', 'abc', ['impossible-length 4-5']],
  ['-_8', '\ufffd\ufffd', []],
  ['+/8', '\ufffd\ufffd', ['standard-alphabet 0-1', 'standard-alphabet 1-2']],
  ['YWJjéYWJj', 'abc\0\u0016\u0012c'.slice(0, 3), ['illegal-character 4-5']],
  ['🎉WJjYWJj', '', ['illegal-character 0-2']],
  ['Y=Jj', '', ['illegal-character 1-2']],
];

test.each(rows)('%j reads as %j with its problems in their places', (text, decoded, expected) => {
  const { bytes, problems } = decodeBase64url(text);
  expect(problems.map(({ code, start, end }) => `${code} ${start}-${end}`)).toEqual(expected);
  expect(new TextDecoder().decode(bytes).startsWith(decoded)).toBe(true);
});

test('what follows an illegal character keeps its place', () => {
  const { bytes } = decodeBase64url('YW!jZGVm');
  expect(decodeUtf8(bytes.slice(3))).toBe('def');
});

test('a stretch of a longer text is read with offsets in that text', () => {
  expect(decodeBase64url('x.YW!j.y', 2, 6).problems).toEqual([
    { code: 'illegal-character', start: 4, end: 5, character: '!' },
  ]);
});

test('a hostile part gives a short list with the first problem of every code', () => {
  const { problems } = decodeBase64url(`${'!'.repeat(100_000)}+ ${'!'.repeat(50)}=`);
  expect(problems.length).toBeLessThan(25);
  expect(new Set(problems.map(({ code }) => code))).toEqual(
    new Set(['illegal-character', 'standard-alphabet', 'whitespace', 'padding']),
  );
});

test.each([
  ['YWI=', 'ab'],
  ['YQ==', 'a'],
  ['+/+/', undefined],
  ['YW\nJj\n', 'abc'],
  ['YWI', undefined],
  ['YR==', undefined],
  ['YW=I', undefined],
  ['YW-_', undefined],
  ['YQ===', undefined],
  ['====', undefined],
  ['', undefined],
  ['é', undefined],
])('%j as base64 is %j', (text, expected) => {
  const bytes = decodeBase64(text);
  if (text === '+/+/') expect(bytes).toEqual(Uint8Array.of(251, 255, 191));
  else expect(bytes && decodeUtf8(bytes)).toBe(expected);
});

test('every base64 text of the usual encoder is read', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
      expect(decodeBase64(Buffer.from(bytes).toString('base64'))).toEqual(new Uint8Array(bytes));
      expect(decodeBase64(encodeBase64(encodeUtf8('é')))).toEqual(encodeUtf8('é'));
    }),
  );
});
