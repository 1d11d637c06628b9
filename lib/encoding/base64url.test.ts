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

type Native = { fromBase64?: unknown };
type NativeBytes = { toBase64?: unknown };

/** Runs something where the platform has base64 of its own (ECMAScript 2026), which reads more than is base64url. */
function withNative<Result>(run: () => Result): { result: Result; asked: number } {
  let asked = 0;
  const fromBase64 = (text: string, { alphabet }: { alphabet: string }) => {
    asked += 1;
    const body = text.replace(/[\t\n\f\r ]/g, '');
    const bare = body.replace(/={1,2}$/, '');
    const isPadded = bare !== body;
    if (alphabet !== 'base64url' || /[^\w-]/.test(bare) || bare.length % 4 === 1 || (isPadded && body.length % 4 > 0))
      throw new SyntaxError();
    return Uint8Array.from(Buffer.from(bare, 'base64url'));
  };
  function toBase64(
    this: Uint8Array,
    { alphabet, omitPadding }: { alphabet: 'base64' | 'base64url'; omitPadding: true },
  ) {
    asked += 1;
    const text = Buffer.from(this).toString(alphabet);
    return omitPadding ? text.replace(/=+$/, '') : text;
  }
  const [had, hadBytes] = [
    Object.getOwnPropertyDescriptor(Uint8Array, 'fromBase64'),
    Object.getOwnPropertyDescriptor(Uint8Array.prototype, 'toBase64'),
  ];
  Object.defineProperty(Uint8Array, 'fromBase64', { value: fromBase64, configurable: true });
  Object.defineProperty(Uint8Array.prototype, 'toBase64', { value: toBase64, configurable: true });
  try {
    return { result: run(), asked };
  } finally {
    delete (Uint8Array as Native).fromBase64;
    delete (Uint8Array.prototype as NativeBytes).toBase64;
    if (had) Object.defineProperty(Uint8Array, 'fromBase64', had);
    if (hadBytes) Object.defineProperty(Uint8Array.prototype, 'toBase64', hadBytes);
  }
}

/** A text of so many characters that is in order but for, perhaps, its last one. */
const long = (length: number, last = 'A') => `${'Zm9vYmFy'.repeat(200).slice(0, length - 1)}${last}`;

test.each<[string, string]>([
  ['of 1000 characters', long(1000)],
  ['of 1001, one too many', long(1001)],
  ['of 1002', long(1002)],
  ['of 1003', long(1003)],
  ['with stray bits in two characters', long(1002, 'B')],
  ['with half of them', long(1002, 'I')],
  ['with no stray bits in two characters', long(1002, 'Q')],
  ['with stray bits in three characters', long(1003, 'B')],
  ['with no stray bits in three characters', long(1003, 'E')],
  ['with any last character in a group of four', long(1000, '_')],
  ['with a blank in it', `${long(500)} ${long(500)}`],
  ['with line breaks for a group of four', `${long(500)}\n\n\n\n${long(500)}`],
  ['with a line break at its end', `${long(1000)}\n`],
  ['with padding', `${long(1002)}==`],
  ['with padding of one', `${long(1003)}=`],
  ['of the standard alphabet', `${long(1000)}+/AA`],
  ['with a bad character', `${long(500)}!${long(503)}`],
  ['with a bad character at its end', `${long(1003)}é`],
])('a long text %s is read as the platform’s own decoder would not', (_name, text) => {
  const { result, asked } = withNative(() => decodeBase64url(text));
  expect(result).toEqual(decodeBase64url(text));
  const within = withNative(() => decodeBase64url(`x.${text}.y`, 2, 2 + text.length)).result;
  expect(within).toEqual(decodeBase64url(`x.${text}.y`, 2, 2 + text.length));
  if (result.problems.length === 0) expect(asked).toBe(1);
});

test('the platform is asked where that pays, and only there', () => {
  expect(withNative(() => decodeBase64url(long(996)))).toEqual({ result: decodeBase64url(long(996)), asked: 0 });
  for (const length of [0, 999, 1000, 1001, 1002]) {
    const bytes = Uint8Array.from({ length }, (_, i) => i * 7);
    const { result, asked } = withNative(() => [encodeBase64url(bytes), encodeBase64(bytes)]);
    expect(result).toEqual([Buffer.from(bytes).toString('base64url'), Buffer.from(bytes).toString('base64')]);
    expect(asked).toBe(length < 1000 ? 0 : 2);
  }
});
