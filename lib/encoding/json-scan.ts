import type { JsonNumber, JsonString } from './json-node';

/** The offset of the first character from `at` on that is no JSON white space (RFC 8259 §2). */
export function skipBlanks(text: string, at: number): number {
  let i = at;
  for (;;) {
    const code = text.charCodeAt(i);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return i;
    i += 1;
  }
}

/** The string whose opening quote is at `start` (RFC 8259 §7); `undefined` when it breaks the rules or is not closed. */
export function readString(text: string, start: number): JsonString | undefined {
  const quote = findPlainEnd(text, start);
  if (quote > 0) return { kind: 'string', start, end: quote + 1, value: text.slice(start + 1, quote) };
  return quote < 0 ? readEscapedString(text, start, -quote) : undefined;
}

/**
 * The offset of the closing quote of a string without escapes; the negative offset of its first backslash when it has
 * one; 0 when it is broken. A number only, since this runs for every string and name of the text.
 */
export function findPlainEnd(text: string, start: number): number {
  for (let i = start + 1; ; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 0x22) return i;
    if (code === 0x5c) return -i;
    // NaN, past the end, fails this comparison too.
    if (!(code >= 0x20)) return 0;
  }
}

/** What the character after a backslash stands for, by char code; `u` is read apart. */
const ESCAPES = new Map([
  [0x22, '"'],
  [0x5c, '\\'],
  [0x2f, '/'],
  [0x62, '\b'],
  [0x66, '\f'],
  [0x6e, '\n'],
  [0x72, '\r'],
  [0x74, '\t'],
]);

function readEscapedString(text: string, start: number, firstEscape: number): JsonString | undefined {
  const pieces: string[] = [];
  let from = start + 1;
  let i = firstEscape;
  for (;;) {
    const code = text.charCodeAt(i);
    if (code === 0x22) break;
    if (!(code >= 0x20)) return undefined;
    if (code !== 0x5c) {
      i += 1;
      continue;
    }
    if (i > from) pieces.push(text.slice(from, i));
    if (text.charCodeAt(i + 1) === 0x75) {
      const unit = readHexUnit(text, i + 2);
      if (unit < 0) return undefined;
      pieces.push(String.fromCharCode(unit));
      i += 6;
    } else {
      const character = ESCAPES.get(text.charCodeAt(i + 1));
      if (character === undefined) return undefined;
      pieces.push(character);
      i += 2;
    }
    from = i;
  }
  if (i > from) pieces.push(text.slice(from, i));
  return { kind: 'string', start, end: i + 1, value: pieces.join('') };
}

/** The value of the four hexadecimal digits at `at`, or -1 when they are not four. */
export function readHexUnit(text: string, at: number): number {
  let unit = 0;
  for (let i = at; i < at + 4; i += 1) {
    const code = text.charCodeAt(i);
    const lower = code | 0x20;
    const digit = isDigit(code) ? code - 0x30 : lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

/** The number at `start` (RFC 8259 §6); `undefined` when it breaks the grammar. */
export function readNumber(text: string, start: number): JsonNumber | undefined {
  const end = endOfNumber(text, start);
  if (end < 0) return undefined;
  const literal = text.slice(start, end);
  return { kind: 'number', start, end, literal, value: valueOfLiteral(literal) };
}

/** Number() of the literal; short whole numbers, the bulk of what tokens hold, are added up without it. */
function valueOfLiteral(literal: string): number {
  if (literal.length > 15) return Number(literal);
  let value = 0;
  for (let i = 0; i < literal.length; i += 1) {
    const code = literal.charCodeAt(i);
    if (!isDigit(code)) return Number(literal);
    value = value * 10 + code - 0x30;
  }
  return value;
}

function endOfNumber(text: string, start: number): number {
  const whole = text.charCodeAt(start) === 0x2d ? start + 1 : start;
  if (!isDigit(text.charCodeAt(whole))) return -1;
  let i = skipDigits(text, whole);
  if (text.charCodeAt(whole) === 0x30 && i - whole > 1) return -1;
  if (text.charCodeAt(i) === 0x2e) {
    if (!isDigit(text.charCodeAt(i + 1))) return -1;
    i = skipDigits(text, i + 1);
  }
  if ((text.charCodeAt(i) | 0x20) === 0x65) {
    i += 1;
    if (text.charCodeAt(i) === 0x2b || text.charCodeAt(i) === 0x2d) i += 1;
    if (!isDigit(text.charCodeAt(i))) return -1;
    i = skipDigits(text, i);
  }
  return i;
}

const isDigit = (code: number) => code >= 0x30 && code <= 0x39;

function skipDigits(text: string, at: number): number {
  let i = at;
  while (isDigit(text.charCodeAt(i))) i += 1;
  return i;
}
