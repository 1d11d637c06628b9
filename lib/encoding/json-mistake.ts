import type { JsonArray, JsonNode, JsonObject, JsonProblem } from './json-node';
import { readHexUnit, readNumber } from './json-scan';

/*
 * Why a text is not JSON, in words. All this runs once a text, after the reader has stopped, so it may take its time.
 * Messages are the second half of a sentence that begins with the part's name.
 */

type Container = JsonObject | JsonArray | undefined;

const isName = (text: string) => /^[\p{L}_$]/u.test(text);

/** Says why there is no value at `at`, where one is due (in `open`, or as the root). */
export function explainValue(text: string, at: number, open: Container): JsonProblem {
  const rest = text.slice(at, at + 40);
  if (at >= text.length) return problem(at, at, open ? `${endsInside(open)}: a value is missing` : 'the text is empty');
  if (rest[0] === '"') return explainString(text, at);
  if (/^-?\d/.test(rest) && !readNumber(text, at)) return explainNumber(text, at);
  if (isComment(rest)) return comment(text, at);
  if (rest[0] === "'") return character(text, at, 'a string takes double quotes, not single ones');
  const word = /^[-+]?[\p{L}\d_$.]+/u.exec(rest)?.[0];
  if (/^[+.]\d/.test(rest)) return problem(at, at + (word as string).length, `a number begins with "-" or a digit`);
  if (/^-/.test(rest) && !/^-[\p{L}]/u.test(rest)) return character(text, at, 'a digit must follow the "-"');
  if (word) return problem(at, at + word.length, `"${word}" is no JSON value${hintFor(word)}`);
  if (rest[0] === ']' && open?.kind === 'array') return trailingComma(text, at, ']');
  if (rest[0] === ',') return character(text, at, 'a value is missing before the ","');
  return character(text, at, `expected a value, not ${nameOf(text, at)}`);
}

/** Says why there is no member name at `at`, where one is due. */
export function explainName(text: string, at: number, open: Container): JsonProblem {
  if (at >= text.length) return problem(at, at, `${endsInside(open)}: a member name or "}" is missing`);
  const rest = text.slice(at, at + 40);
  if (rest[0] === '"') return explainString(text, at);
  if (isComment(rest)) return comment(text, at);
  if (rest[0] === '}') return trailingComma(text, at, '}');
  if (rest[0] === ',') return character(text, at, 'a member is missing before the ","');
  if (isName(rest) || rest[0] === "'") {
    const word = /^(?:'[^']*'?|[\p{L}\d_$]+)/u.exec(rest)?.[0] ?? '';
    return problem(at, at + word.length, 'a member name takes double quotes');
  }
  return character(text, at, `expected a member name in double quotes, not ${nameOf(text, at)}`);
}

/** Says that the colon after a member name is missing. */
export function explainColon(text: string, at: number, name: string): JsonProblem {
  const after = `after the name "${shorten(name)}"`;
  if (at >= text.length) return problem(at, at, `the text ends ${after}: ":" is missing`);
  if (isComment(text.slice(at, at + 2))) return comment(text, at);
  return character(text, at, `expected ":" ${after}, not ${nameOf(text, at)}`);
}

/** Says that a comma or the closing bracket is missing after a value in `open`. */
export function explainComma(text: string, at: number, open: JsonObject | JsonArray): JsonProblem {
  const close = open.kind === 'object' ? '}' : ']';
  if (at >= text.length) return problem(at, at, `${endsInside(open)}: "${close}" is missing`);
  if (isComment(text.slice(at, at + 2))) return comment(text, at);
  return character(text, at, `expected "," or "${close}" after the value, not ${nameOf(text, at)}`);
}

/** Says that something stands after the value. */
export function explainEnd(text: string, at: number, root: JsonNode | undefined): JsonProblem {
  if (isComment(text.slice(at, at + 2))) return comment(text, at);
  const what = root?.kind === 'literal' ? String(root.value) : (root?.kind ?? 'value');
  return problem(at, text.length, `characters after the end of the ${what}`);
}

/** Says why the string that opens at `start` cannot be read. */
function explainString(text: string, start: number): JsonProblem {
  for (let i = start + 1; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 0x0a || code === 0x0d) return problem(start, i, 'the string is not closed before the line ends');
    if (code < 0x20) {
      const point = code.toString(16).toUpperCase().padStart(4, '0');
      return problem(i, i + 1, `the control character U+${point} in a string must be written as "\\u${point}"`);
    }
    if (code === 0x22) break;
    if (code !== 0x5c) continue;
    if (i + 1 >= text.length) break;
    if (text[i + 1] === 'u' && readHexUnit(text, i + 2) < 0) {
      return problem(i, Math.min(i + 6, text.length), 'four hexadecimal digits must follow "\\u"');
    }
    if (!'"\\/bfnrtu'.includes(text[i + 1] as string)) {
      return problem(i, i + 2, `"\\${text[i + 1]}" is no escape that JSON knows; a backslash is written "\\\\"`);
    }
    i += 1;
  }
  return problem(start, text.length, 'the string is not closed');
}

function explainNumber(text: string, start: number): JsonProblem {
  const number = /^-?(\d+)(\.\d*)?([eE][-+]?\d*)?/.exec(text.slice(start, start + 1000)) as RegExpExecArray;
  const [literal, whole = '', fraction, exponent] = number;
  const end = start + literal.length;
  if (whole.length > 1 && whole[0] === '0') return problem(start, end, 'a number must not begin with a zero');
  if (fraction === '.') return problem(start, end, 'a digit must follow the "." of a number');
  if (exponent !== undefined) return problem(start, end, 'a digit must follow the exponent of a number');
  return problem(start, end, 'the number cannot be read');
}

/** What people write in other notations, and what JSON has instead. */
const HINTS = new Map([
  ['nan', ': JSON numbers are finite'],
  ['infinity', ': JSON numbers are finite'],
  ['true', '; it is written "true"'],
  ['false', '; it is written "false"'],
  ['null', '; it is written "null"'],
  ['none', '; it is written "null"'],
  ['undefined', '; leave the member out or write "null"'],
]);

const hintFor = (word: string) => HINTS.get(word.replace(/^[-+]/, '').toLowerCase()) ?? '';

function trailingComma(text: string, at: number, close: string): JsonProblem {
  const comma = text.lastIndexOf(',', at - 1);
  return problem(comma, comma + 1, `no "," may stand before "${close}"`);
}

const isComment = (rest: string) => rest.startsWith('//') || rest.startsWith('/*');

function comment(text: string, at: number): JsonProblem {
  const close = text[at + 1] === '*' ? text.indexOf('*/', at + 2) : text.indexOf('\n', at);
  const end = close < 0 ? text.length : text[at + 1] === '*' ? close + 2 : close;
  return problem(at, end, 'JSON has no comments');
}

const endsInside = (open: Container) => `the text ends inside the ${open?.kind ?? 'value'}`;

function character(text: string, at: number, message: string): JsonProblem {
  return problem(at, at + String.fromCodePoint(text.codePointAt(at) as number).length, message);
}

function nameOf(text: string, at: number): string {
  const point = text.codePointAt(at) as number;
  const shown = String.fromCodePoint(point);
  return /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(shown)
    ? `“${shown}”`
    : `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
}

const shorten = (name: string) => (name.length > 40 ? `${name.slice(0, 40)}…` : name);

const problem = (start: number, end: number, message: string): JsonProblem => ({ start, end, message });
