import { finish, STEP, type Steps } from './steps';

/** One thing wrong with a base64url text. `start` and `end` are UTF-16 offsets in the text that was given, `end` exclusive. */
export type Base64urlProblem = {
  code: 'illegal-character' | 'whitespace' | 'standard-alphabet' | 'padding' | 'impossible-length' | 'stray-bits';
  start: number;
  end: number;
  /** What stands there: one character (a surrogate pair counts as one), or the run of blanks or padding. */
  character?: string;
};

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const STANDARD_ALPHABET = `${ALPHABET.slice(0, 62)}+/`;

/** Sextet of each ASCII character, -1 for the others. */
function sextetsOf(alphabet: string): Int8Array {
  const table = new Int8Array(128).fill(-1);
  for (let value = 0; value < 64; value += 1) table[alphabet.charCodeAt(value)] = value;
  return table;
}
const SEXTETS = sextetsOf(ALPHABET);
const STANDARD_SEXTETS = sextetsOf(STANDARD_ALPHABET);

const asciiEncoder = new TextEncoder();
const asciiDecoder = new TextDecoder();

/** A hostile part could hold a million bad characters; a person reads the first few. */
const MOST_PROBLEMS = 20;

const isBlank = (code: number) => code === 0x20 || (code >= 0x09 && code <= 0x0d);

/**
 * The octets of a base64url text without padding (RFC 4648 §5, RFC 7515 §2), read from `start` to `end` (UTF-16 offsets).
 * A text that breaks the rules is read all the same: blanks are skipped, `+` and `/` are taken for `-` and `_`, `=` at the
 * end is ignored, and any other character counts as six zero bits so that what follows keeps its place. `problems` are
 * in the order of their places, at most 20 and the first of every code. Never throws.
 */
export function decodeBase64url(
  text: string,
  start = 0,
  end = text.length,
): { bytes: Uint8Array<ArrayBuffer>; problems: Base64urlProblem[] } {
  return finish(base64urlSteps(text, start, end));
}

/** {@link decodeBase64url} in steps, for a text of any length. */
export function* base64urlSteps(
  text: string,
  start = 0,
  end = text.length,
): Steps<{ bytes: Uint8Array<ArrayBuffer>; problems: Base64urlProblem[] }> {
  const strict = decodeStrictly(text, start, end);
  if (!strict) return yield* lenientSteps(text, start, end);
  yield end - start;
  return strict;
}

/** From this length on it pays to ask the platform's own decoder, which not all have yet. */
const LONG = 1000;
type NativeBytes = { toBase64?(options: { alphabet: 'base64' | 'base64url'; omitPadding: true }): string };
type Native = { fromBase64?(text: string, options: { alphabet: 'base64url' }): Uint8Array<ArrayBuffer> };

/**
 * What the platform makes of a long text: it passes over blanks and padding, which shows in the length, and stray bits,
 * which are in the last character; a text with any of these is left to others, as `undefined`.
 */
function decodeNatively(text: string, start: number, end: number): Uint8Array<ArrayBuffer> | undefined {
  const { fromBase64 } = Uint8Array as Native;
  const tail = (end - start) & 3;
  const last = SEXTETS[text.charCodeAt(end - 1)] ?? -1;
  if (!fromBase64 || tail === 1 || last < 0 || (last & (tail === 0 ? 0 : tail === 2 ? 15 : 3)) !== 0) return undefined;
  try {
    const bytes = fromBase64.call(Uint8Array, text.slice(start, end), { alphabet: 'base64url' });
    return bytes.length === Math.floor(((end - start) * 3) / 4) ? bytes : undefined;
  } catch {
    return undefined;
  }
}

function decodeStrictly(text: string, start: number, end: number) {
  const length = end - start;
  const tail = length & 3;
  if (length < 0 || tail === 1) return undefined;
  const native = length >= LONG ? decodeNatively(text, start, end) : undefined;
  if (native) return { bytes: native, problems: [] };
  const bytes = new Uint8Array(((length * 3) / 4) | 0);
  const groupsEnd = end - tail;
  let at = 0;
  for (let i = start; i < groupsEnd; i += 4) {
    const c0 = text.charCodeAt(i);
    const c1 = text.charCodeAt(i + 1);
    const c2 = text.charCodeAt(i + 2);
    const c3 = text.charCodeAt(i + 3);
    if ((c0 | c1 | c2 | c3) > 127) return undefined;
    const bits =
      ((SEXTETS[c0] as number) << 18) |
      ((SEXTETS[c1] as number) << 12) |
      ((SEXTETS[c2] as number) << 6) |
      (SEXTETS[c3] as number);
    if (bits < 0) return undefined;
    bytes[at] = bits >> 16;
    bytes[at + 1] = bits >> 8;
    bytes[at + 2] = bits;
    at += 3;
  }
  if (tail === 0) return { bytes, problems: [] };
  let bits = 0;
  for (let i = groupsEnd; i < end; i += 1) {
    const code = text.charCodeAt(i);
    const sextet = code > 127 ? -1 : (SEXTETS[code] as number);
    if (sextet < 0) return undefined;
    bits = (bits << 6) | sextet;
  }
  // Two characters carry 12 bits for one octet, three carry 18 for two: the rest must be zero (RFC 4648 §3.5).
  const stray = tail === 2 ? 4 : 2;
  if ((bits & ((1 << stray) - 1)) !== 0) return undefined;
  bits >>= stray;
  if (tail === 3) bytes[at++] = bits >> 8;
  bytes[at] = bits;
  return { bytes, problems: [] };
}

function* lenientSteps(
  text: string,
  start: number,
  end: number,
): Steps<{ bytes: Uint8Array<ArrayBuffer>; problems: Base64urlProblem[] }> {
  const problems: Base64urlProblem[] = [];
  const seen = new Set<Base64urlProblem['code']>();
  const report = (code: Base64urlProblem['code'], from: number, to: number) => {
    if (problems.length >= MOST_PROBLEMS && seen.has(code)) return;
    seen.add(code);
    problems.push({ code, start: from, end: to, character: text.slice(from, to) });
  };
  let paddingStart = end;
  for (let i = end; i > start; i -= 1) {
    const code = text.charCodeAt(i - 1);
    if (code === 0x3d) paddingStart = i - 1;
    else if (!isBlank(code)) break;
  }
  const bytes = new Uint8Array(Math.ceil(Math.max(0, end - start) * 0.75));
  let at = 0;
  let bits = 0;
  let pending = 0;
  let sextets = 0;
  let last = start;
  let lastEnd = start;
  let rested = start;
  for (let i = start; i < end; ) {
    if (i - rested > STEP) {
      yield i - rested;
      rested = i;
    }
    const code = text.charCodeAt(i);
    let next = i + 1;
    if (isBlank(code) || (code === 0x3d && i >= paddingStart)) {
      const kind = code === 0x3d ? 'padding' : 'whitespace';
      while (next < end && (kind === 'padding' ? text.charCodeAt(next) === 0x3d : isBlank(text.charCodeAt(next))))
        next += 1;
      report(kind, i, next);
      i = next;
      continue;
    }
    let sextet = code > 127 ? -1 : (SEXTETS[code] as number);
    if (sextet < 0 && (code === 0x2b || code === 0x2f)) {
      sextet = STANDARD_SEXTETS[code] as number;
      report('standard-alphabet', i, next);
    } else if (sextet < 0) {
      if (next < end && (text.codePointAt(i) as number) > 0xffff) next += 1;
      sextet = 0;
      report('illegal-character', i, next);
    }
    bits = ((bits << 6) | sextet) & 0xffff;
    pending += 6;
    sextets += 1;
    last = i;
    lastEnd = next;
    if (pending >= 8) {
      pending -= 8;
      bytes[at++] = bits >> pending;
    }
    i = next;
  }
  // With an illegal character among them the count says nothing.
  if (sextets % 4 === 1 && !seen.has('illegal-character')) report('impossible-length', last, lastEnd);
  else if (sextets % 4 !== 1 && (bits & ((1 << pending) - 1)) !== 0) report('stray-bits', last, lastEnd);
  problems.sort((a, b) => a.start - b.start);
  return { bytes: bytes.slice(0, at), problems };
}

/** The base64url text of the octets, without padding (RFC 7515 §2). */
export function encodeBase64url(bytes: Uint8Array): string {
  return encodeWith(ALPHABET, bytes);
}

/** The base64 text of the octets, with padding (RFC 4648 §4), on one line. */
export function encodeBase64(bytes: Uint8Array): string {
  return encodeWith(STANDARD_ALPHABET, bytes).padEnd(Math.ceil(bytes.length / 3) * 4, '=');
}

function encodeWith(alphabet: string, bytes: Uint8Array): string {
  const { toBase64 } = bytes as NativeBytes;
  if (toBase64 && bytes.length >= LONG) {
    return toBase64.call(bytes, { alphabet: alphabet === ALPHABET ? 'base64url' : 'base64', omitPadding: true });
  }
  const codes = asciiEncoder.encode(alphabet);
  const code = (sextet: number) => codes[sextet & 63] as number;
  const characters = new Uint8Array(Math.ceil((bytes.length * 4) / 3));
  let at = 0;
  let i = 0;
  for (; i + 2 < bytes.length; i += 3) {
    const bits = ((bytes[i] as number) << 16) | ((bytes[i + 1] as number) << 8) | (bytes[i + 2] as number);
    characters[at] = code(bits >> 18);
    characters[at + 1] = code(bits >> 12);
    characters[at + 2] = code(bits >> 6);
    characters[at + 3] = code(bits);
    at += 4;
  }
  if (i < bytes.length) {
    const bits = ((bytes[i] as number) << 16) | ((bytes[i + 1] ?? 0) << 8);
    characters[at] = code(bits >> 18);
    characters[at + 1] = code(bits >> 12);
    if (i + 1 < bytes.length) characters[at + 2] = code(bits >> 6);
  }
  return asciiDecoder.decode(characters);
}

/**
 * The octets of a text in base64 with padding (RFC 4648 §4); `undefined` when it is anything else: another alphabet,
 * missing padding, stray bits, or no character at all. Line breaks and blanks are allowed, since PEM has them (RFC 7468 §2).
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  let sextets = '';
  let padding = 0;
  for (const run of text.split(/[\t\n\v\f\r ]+/)) {
    if (padding > 0 && /[^=]/.test(run)) return undefined;
    const body = run.replace(/=+$/, '');
    padding += run.length - body.length;
    sextets += body;
  }
  if (sextets === '' || padding > 2 || (sextets.length + padding) % 4 !== 0 || /[-_=]/.test(sextets)) return undefined;
  const { bytes, problems } = decodeBase64url(sextets.replaceAll('+', '-').replaceAll('/', '_'));
  return problems.length === 0 ? bytes : undefined;
}
