/**
 * What a lexical token of a JSON text is. The text may be broken: a string that is not closed ends with its line, and a
 * word is any run of other characters without blanks, right or not.
 */
export type JsonTokenKind = 'string' | 'unclosed-string' | 'word' | '{' | '}' | '[' | ']' | ':' | ',';

/** One lexical token; offsets are UTF-16 units, `end` exclusive. */
export type JsonToken = { kind: JsonTokenKind; start: number; end: number };

/** 0 for a character of a word, 1 for JSON white space (RFC 8259 §2), 2 for a quote, 3 for punctuation; by ASCII code. */
const CLASSES = new Uint8Array(128);
for (const blank of ' \t\n\r') CLASSES[blank.charCodeAt(0)] = 1;
CLASSES[0x22] = 2;
for (const mark of '{}[]:,') CLASSES[mark.charCodeAt(0)] = 3;

const classOf = (code: number) => (code < 128 ? (CLASSES[code] as number) : 0);

/** The offset of the first character from `at` on that is no white space, or the end of the text. */
export function skipSpace(text: string, at: number): number {
  let i = at;
  while (classOf(text.charCodeAt(i)) === 1) i += 1;
  return i;
}

/** The end of the token that begins at `start`, where a character stands that is no white space. */
export function endOfToken(text: string, start: number): number {
  const first = classOf(text.charCodeAt(start));
  if (first === 3) return start + 1;
  if (first === 2) return endOfString(text, start);
  let i = start + 1;
  while (i < text.length && classOf(text.charCodeAt(i)) === 0) i += 1;
  return i;
}

function endOfString(text: string, start: number): number {
  let i = start + 1;
  for (;;) {
    const code = text.charCodeAt(i);
    if (code === 0x22) return i + 1;
    if (code === 0x5c && i + 1 < text.length && !isLineBreak(text.charCodeAt(i + 1))) i += 2;
    else if (i >= text.length || isLineBreak(code)) return Math.min(i, text.length);
    else i += 1;
  }
}

/** Whether a character code is a line feed or a carriage return. */
export const isLineBreak = (code: number) => code === 0x0a || code === 0x0d;

/** What the token from `start` to `end` is. */
export function kindOfToken(text: string, start: number, end: number): JsonTokenKind {
  const code = text.charCodeAt(start);
  const kind = classOf(code);
  if (kind === 3) return text[start] as JsonTokenKind;
  if (kind !== 2) return 'word';
  return isClosed(text, start, end) ? 'string' : 'unclosed-string';
}

/** A quote at the end closes the string unless an odd run of backslashes stands before it. */
function isClosed(text: string, start: number, end: number): boolean {
  if (end - start < 2 || text.charCodeAt(end - 1) !== 0x22) return false;
  let i = end - 2;
  while (i > start && text.charCodeAt(i) === 0x5c) i -= 1;
  return (end - i) % 2 === 0;
}

/** The tokens from `start` (outside a string) to `end`, at which white space or the end of the text must stand. */
export function readTokens(text: string, start = 0, end = text.length): JsonToken[] {
  const tokens: JsonToken[] = [];
  for (let i = skipSpace(text, start); i < end; ) {
    const tokenEnd = endOfToken(text, i);
    tokens.push({ kind: kindOfToken(text, i, tokenEnd), start: i, end: tokenEnd });
    i = skipSpace(text, tokenEnd);
  }
  return tokens;
}
