import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csharpString, goString, javaString, javascriptString, phpString, pythonString, rubyString } from './literal';

const simple: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['\\', '\\'],
]);

type Grammar = {
  quote: string;
  /** What a backslash may stand before, besides n, r, t and itself. */
  escaped: string;
  /** What means something else where no backslash is before it. */
  forbidden: string;
  /** The forms of an escaped number, each with the number as its group. */
  numbers: readonly (readonly [form: RegExp, base: number])[];
};

const braces = [/^u\{([0-9a-f]+)\}/, 16] as const;
const four = [/^u([0-9a-f]{4})/, 16] as const;
const eight = [/^U([0-9a-f]{8})/, 16] as const;

/** Reads a string as a language does, and refuses what could end or change it. */
function readLiteral(source: string, { quote, escaped, forbidden, numbers }: Grammar): string {
  if (!source.startsWith(quote) || !source.endsWith(quote)) throw new Error('no quotes');
  let rest = source.slice(1, -1);
  let text = '';
  while (rest !== '') {
    const character = String.fromCodePoint(rest.codePointAt(0) ?? 0);
    if (character !== '\\') {
      if (character === quote || forbidden.includes(character)) {
        throw new Error(`unescaped ${JSON.stringify(character)}`);
      }
      text += character;
      rest = rest.slice(character.length);
      continue;
    }
    rest = rest.slice(1);
    const next = rest[0] ?? '';
    const number = numbers.map(([form, base]) => [form.exec(rest), base] as const).find(([match]) => match);
    if (number) {
      text += String.fromCodePoint(Number.parseInt(number[0]?.[1] ?? '', number[1]));
      rest = rest.slice(number[0]?.[0].length ?? 0);
    } else {
      const plain = simple.get(next) ?? (next !== '' && escaped.includes(next) ? next : undefined);
      if (plain === undefined) throw new Error(`unknown escape ${next}`);
      text += plain;
      rest = rest.slice(1);
    }
  }
  return text;
}

/** Java reads `\u0041` before it looks for strings, where an even number of backslashes stands before it (JLS §3.3). */
function readJava(source: string): string {
  const translated = source.replace(/\\(?:\\|u([0-9a-f]{4}))/g, (found, code?: string) => {
    return code === undefined ? found : String.fromCharCode(Number.parseInt(code, 16));
  });
  return readLiteral(translated, { quote: '"', escaped: '"', forbidden: '\n\r', numbers: [[/^([0-3][0-7]{2})/, 8]] });
}

const languages: readonly (readonly [string, (text: string) => string, (source: string) => string])[] = [
  ['JavaScript', javascriptString, (source) => new Function(`'use strict'; return ${source};`)()],
  [
    'Python',
    pythonString,
    (source) => readLiteral(source, { quote: '"', escaped: '"', forbidden: '', numbers: [four, eight] }),
  ],
  [
    'Go',
    goString,
    (source) => readLiteral(source, { quote: '"', escaped: '"', forbidden: '', numbers: [four, eight] }),
  ],
  ['Java', javaString, readJava],
  [
    'C#',
    csharpString,
    (source) => readLiteral(source, { quote: '"', escaped: '"', forbidden: '', numbers: [four, eight] }),
  ],
  [
    'Ruby',
    rubyString,
    (source) => readLiteral(source, { quote: '"', escaped: '"#', forbidden: '#', numbers: [braces] }),
  ],
  ['PHP', phpString, (source) => readLiteral(source, { quote: '"', escaped: '"$', forbidden: '$', numbers: [braces] })],
];

const hostile = [
  '',
  `https://issuer.example/'"\`\\`,
  'line\nbreak\r\n\u0085\u2028\u2029',
  ['', '{process.exit()} #{exit} #', '0 #@a {', 'x} ', 'x ', '{x} ', '(x) `x` %s \\(x)'].join('$'),
  '\\u0022 \\\\u0022 \\u{22} \\x22 \\042 \\N{QUOTATION MARK} \\',
  '\u0000\u0001\u001f\u007f\u009f\ufeff\u00ad',
  'right\u202eto\u2066left\u200b',
  '\u{1f600}\u{e0001}\u{10ffff}\ue000é\u0301漢',
  '"); throw new Error(("',
  '*/ // -- # <?php ?> </script> @" """ \'\'\'',
];
const pieces = [...hostile, '\\', '"', "'", '$', '#', '{', '}', 'u', '0', '\n', '\r', '`', ' '];
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((found) => found.join('')),
);

describe.each(languages)('a string of %s', (_, write, read) => {
  it.each(hostile)('gives back %j', (text) => {
    expect(read(write(text))).toBe(text);
  });

  it('gives back any text, on one line, and shows all that is in it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const source = write(text);
        expect(read(source)).toBe(text);
        expect(source).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      }),
      { numRuns: 400 },
    );
  });

  it('has a stand-in for half of a surrogate pair, which is no character', () => {
    expect(read(write('a\ud800b'))).toBe('a\ufffdb');
  });
});
