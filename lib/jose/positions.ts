import type { Part, Span } from './token';

/**
 * The characters of the token that carry a stretch of a part's text. base64url carries 3 octets in a group of 4 characters,
 * so whole groups are given (RFC 4648 §4): they may carry a neighbour's octets too. `textSpan` counts in `part.text`,
 * the result in the token's text, both in UTF-16 units, `end` exclusive. In a part with blanks or bad characters the
 * place is found by counting what was decoded.
 */
export function tokenSpanOf(part: Part, textSpan: Span): Span {
  const length = part.text?.length ?? 0;
  const start = clamp(textSpan.start, 0, length);
  const end = clamp(textSpan.end, start, length);
  if (part.unplaced) return { start: part.start, end: part.end };
  if (part.unencoded) return { start: part.start + start, end: part.start + end };
  const from = Math.floor(octetsBefore(part, start) / 3) * 4;
  const to = Math.ceil(octetsBefore(part, end) / 3) * 4;
  const spanStart = part.start + offsetOfSextet(part, from, 'behind-blanks');
  if (end === start) return { start: spanStart, end: spanStart };
  return { start: spanStart, end: part.start + offsetOfSextet(part, to, 'before-blanks') };
}

/**
 * The stretch of a part's text that some characters of the token carry, in whole or in part, rounded outwards to whole
 * code points. `tokenSpan` counts in the token's text and is cut to the part; the result counts in `part.text`. Empty
 * when the part has no text.
 */
export function textSpanOf(part: Part, tokenSpan: Span): Span {
  const start = clamp(tokenSpan.start, part.start, part.end) - part.start;
  const end = clamp(tokenSpan.end, start + part.start, part.end) - part.start;
  if (part.text === undefined) return { start: 0, end: 0 };
  if (part.unplaced) return { start: 0, end: end > start ? part.text.length : 0 };
  if (part.unencoded) return { start, end };
  const firstSextet = sextetsBefore(part, start);
  const lastSextet = sextetsBefore(part, end);
  // A character carries 6 bits: the octets it touches run from the one with its first bit to the one with its last.
  const firstOctet = Math.min(Math.floor((firstSextet * 6) / 8), part.bytes.length);
  const endOctet = Math.min(Math.ceil((lastSextet * 6) / 8), part.bytes.length);
  if (lastSextet <= firstSextet) {
    const at = textOffset(part, firstOctet, 'before');
    return { start: at, end: at };
  }
  return { start: textOffset(part, firstOctet, 'before'), end: textOffset(part, endOctet, 'after') };
}

const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);

const isAscii = (part: Part) => part.bytes.length === part.text?.length;

/** Octets that carry the first `offset` UTF-16 units of the text. */
function octetsBefore(part: Part, offset: number): number {
  const text = part.text ?? '';
  if (isAscii(part)) return offset;
  let octets = 0;
  for (let i = 0; i < offset; i += 1) octets += octetsOfUnit(text.charCodeAt(i));
  return octets;
}

/** UTF-8 octets of a UTF-16 unit: a surrogate pair makes four, counted two and two. */
function octetsOfUnit(unit: number): number {
  if (unit < 0x80) return 1;
  if (unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff)) return 2;
  return 3;
}

/** The offset in the text of an octet; an octet inside a character gives the place before or after that character. */
function textOffset(part: Part, octet: number, side: 'before' | 'after'): number {
  const text = part.text ?? '';
  if (isAscii(part)) return octet;
  let octets = 0;
  let i = 0;
  while (i < text.length && octets < octet) {
    const isPair = (text.codePointAt(i) as number) > 0xffff;
    const size = isPair ? 4 : octetsOfUnit(text.charCodeAt(i));
    if (side === 'before' && octets + size > octet) return i;
    octets += size;
    i += isPair ? 2 : 1;
  }
  return i;
}

/** Whether each UTF-16 unit of the part is one sextet; otherwise something was skipped or takes two units. */
const isAligned = (part: Part) =>
  !part.problems.some(
    ({ code, start, end }) => code === 'whitespace' || (code === 'illegal-character' && end - start > 1),
  );

function isSkipped(encoded: string, i: number): boolean {
  const code = encoded.charCodeAt(i);
  const isLowSurrogate = code >= 0xdc00 && code <= 0xdfff && i > 0 && (encoded.codePointAt(i - 1) as number) > 0xffff;
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || isLowSurrogate;
}

/** The offset in `encoded` at which so many sextets stand before it: before the blanks there, or behind them. */
function offsetOfSextet(part: Part, sextets: number, side: 'before-blanks' | 'behind-blanks'): number {
  const { encoded } = part;
  if (isAligned(part)) return Math.min(sextets, encoded.length);
  let count = 0;
  let i = 0;
  while (i < encoded.length && count < sextets) {
    if (!isSkipped(encoded, i)) count += 1;
    i += 1;
  }
  if (side === 'behind-blanks') while (i < encoded.length && isSkipped(encoded, i)) i += 1;
  return i;
}

/** How many sextets stand before an offset in `encoded`. */
function sextetsBefore(part: Part, offset: number): number {
  if (isAligned(part)) return offset;
  let count = 0;
  for (let i = 0; i < offset; i += 1) if (!isSkipped(part.encoded, i)) count += 1;
  return count;
}
