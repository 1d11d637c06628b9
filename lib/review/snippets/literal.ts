/** How a language writes what cannot stand in a string as it is. */
type Escapes = {
  /** The quote that ends the string, the backslash, and what would begin an interpolation. */
  special: string;
  /** Control characters with a short form. */
  short: boolean;
  codePoint(code: number): string;
};

const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, '0');

/** The code units of a code point in the form of C: `\uD83D\uDE00`. */
function unitsOf(code: number): string {
  const text = String.fromCodePoint(code);
  return Array.from({ length: text.length }, (_, at) => `\\u${hex(text.charCodeAt(at), 4)}`).join('');
}

const braces = (code: number): string => `\\u{${code.toString(16)}}`;
const long = (code: number): string => (code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`);

const shortForms: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/**
 * All that is neither a visible character nor a plain blank: control characters, the ones that turn the direction of
 * writing, line separators, unassigned ones. Left as they are they could end the string or hide what it says.
 */
const hidden = /[\p{C}\p{Z}]/u;

function literalWriter(quote: string, { special, short, codePoint }: Escapes): (text: string) => string {
  function write(character: string): string {
    if (special.includes(character)) return `\\${character}`;
    if (character === ' ' || !hidden.test(character)) return character;
    return (short ? shortForms.get(character) : undefined) ?? codePoint(character.codePointAt(0) ?? 0);
  }
  // Half of a surrogate pair is no character, and several of the languages have no way to write it.
  return (text) => `${quote}${Array.from(text.toWellFormed(), write).join('')}${quote}`;
}

/** A text as a JavaScript string. */
export const javascriptString = literalWriter("'", { special: "'\\", short: true, codePoint: braces });

/** A text as a Python string. */
export const pythonString = literalWriter('"', { special: '"\\', short: true, codePoint: long });

/** A text as a Go interpreted string. */
export const goString = literalWriter('"', { special: '"\\', short: true, codePoint: long });

/**
 * A text as a Java string. Unicode escapes are read before all else (JLS §3.3): a control character in that form would
 * end the line, so that ASCII has the octal form, always of three digits.
 */
export const javaString = literalWriter('"', {
  special: '"\\',
  short: true,
  codePoint: (code) => (code < 0x80 ? `\\${code.toString(8).padStart(3, '0')}` : unitsOf(code)),
});

/** A text as a C# regular string. */
export const csharpString = literalWriter('"', { special: '"\\', short: true, codePoint: long });

/** A text as a Ruby double-quoted string; `#` could begin an interpolation. */
export const rubyString = literalWriter('"', { special: '"\\#', short: true, codePoint: braces });

/** A text as a PHP double-quoted string; `$` could begin a variable, and `{$` has it too. */
export const phpString = literalWriter('"', { special: '"\\$', short: true, codePoint: braces });
