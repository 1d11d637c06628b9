/** A stretch of text that may be a token: the text to read, its place (UTF-16, `end` exclusive), and what was taken out. */
export type Candidate = {
  token: string;
  start: number;
  end: number;
  dots: number;
  removed: Set<'line-breaks' | 'blanks' | 'percent-encoding'>;
};

/** 1: base64url; 2: dot and tilde; 3: padding and standard base64; 4: white space; 5: what ends a token in running text. */
const CLASSES = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_') mark(character, 1);
for (const character of '.~') mark(character, 2);
for (const character of '=+/') mark(character, 3);
for (const character of ' \t\n\r\v\f') mark(character, 4);
for (const character of '"\'`<>()[]{}|\\&;,#?') mark(character, 5);

function mark(character: string, kind: number): void {
  CLASSES[character.charCodeAt(0)] = kind;
}

const TOKEN_CHARACTERS = CLASSES.map((kind) => (kind === 1 || kind === 2 ? 1 : 0));

const QUOTES = '\u00ab\u00bb\u2018\u2019\u201a\u201c\u201d\u201e\u2039\u203a';

function classOf(code: number): number {
  if (code < 128) return CLASSES[code] as number;
  if (QUOTES.includes(String.fromCharCode(code))) return 5;
  return code === 0xa0 || code === 0x2028 || code === 0x2029 || code === 0xfeff || code === 0x200b ? 4 : 0;
}

/** Whether a character can be part of a token by the letter: base64url, a dot or a tilde. */
export const isTokenCharacter = (code: number) => code < 128 && TOKEN_CHARACTERS[code] === 1;

/** The offset of the first character from `at` on that cannot be part of a token, at most `end`. */
export function skipTokenCharacters(text: string, at: number, end: number): number {
  let i = at;
  while (i < end) {
    const code = text.charCodeAt(i);
    if (code > 127 || TOKEN_CHARACTERS[code] === 0) return i;
    i += 1;
  }
  return end;
}

/** Whether a character is white space of any kind, invisible characters that come with pasted text included. */
export const isBlank = (code: number) => classOf(code) === 4;
/** Whether a character ends a token in running text: quotes, brackets, and what separates cookies and parameters. */
export const isDelimiter = (code: number) => classOf(code) === 5;

/**
 * Whether base64url of a JSON object begins here: `{` and then a quote, white space or `}` (eyJ, eyI, eyA, ewo, ewk, ew0,
 * e30). Cheap on purpose: it is asked at every "e" of a text.
 */
export function isHeaderStart(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== 0x65) return false;
  const second = text[at + 1];
  const third = text[at + 2];
  if (second === undefined || third === undefined) return false;
  if (second === 'y') return 'ABIJKL'.includes(third);
  if (second === 'w') return 'ok0'.includes(third);
  return second === '3' && third === '0';
}

/** How far back to look, in characters: it happens for every candidate. */
const LOOK_BACK = 300;

/** Lengths in characters of the signatures of all registered algorithms and usual RSA keys, and of JWE tags. */
const SIGNATURE_LENGTHS = new Set([43, 64, 86, 128, 152, 171, 176, 256, 342, 512, 683, 1366, 3227, 4412, 6170]);
const TAG_LENGTHS = new Set([22, 32, 43]);

/**
 * Reads on from a header's start as far as the token goes: over single bad characters, over line breaks and blanks where
 * the token cannot be complete yet, decoding percent-encoding. Looks at each character a bounded number of times.
 */
export function readCandidate(text: string, start: number): Candidate {
  const candidate: Candidate = { token: '', start, end: start, dots: 0, removed: new Set() };
  const pieces: string[] = [];
  let pieceStart = start;
  let segmentLength = 0;
  let i = start;
  for (;;) {
    const code = text.charCodeAt(i);
    const kind = Number.isNaN(code) ? 5 : classOf(code);
    if (kind === 1) {
      segmentLength += 1;
      i += 1;
      continue;
    }
    if (kind === 2) {
      segmentLength = 0;
      if (code === 0x2e) candidate.dots += 1;
      i += 1;
      continue;
    }
    const encoded = percentDecoded(text, i);
    if (encoded !== undefined) {
      if (![1, 2, 3].includes(classOf(encoded))) break;
      pieces.push(text.slice(pieceStart, i), String.fromCharCode(encoded));
      candidate.removed.add('percent-encoding');
      if (encoded === 0x2e) candidate.dots += 1;
      segmentLength = encoded === 0x2e ? 0 : segmentLength + 1;
      i += 3;
      pieceStart = i;
      continue;
    }
    const next = kind === 4 || code === 0x5c ? continuation(text, i, candidate, segmentLength) : -1;
    if (next > 0) {
      pieces.push(text.slice(pieceStart, i));
      candidate.removed.add(/[\r\n]/.test(text.slice(i, next)) ? 'line-breaks' : 'blanks');
      i = next;
      pieceStart = next;
      continue;
    }
    if (kind >= 4 || (code === 0x2f && isInUrl(text, start))) break;
    segmentLength += 1;
    i += 1;
  }
  const end = trimEnd(text, Math.max(pieceStart, start), i, candidate);
  pieces.push(text.slice(pieceStart, end));
  candidate.end = end;
  candidate.token = pieces.join('');
  return candidate;
}

/** The character code that a percent-encoding at `at` stands for (RFC 3986 §2.1); `undefined` when there is none. */
export function percentDecoded(text: string, at: number): number | undefined {
  const high = hexDigit(text.charCodeAt(at + 1));
  const low = hexDigit(text.charCodeAt(at + 2));
  return text.charCodeAt(at) === 0x25 && high >= 0 && low >= 0 ? high * 16 + low : undefined;
}

function hexDigit(code: number): number {
  const lower = code | 0x20;
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

/** Whether the token stands in a URL, where a slash ends it: "://" comes before, without a blank between. */
function isInUrl(text: string, start: number): boolean {
  for (let i = start - 1; i >= Math.max(0, start - LOOK_BACK); i -= 1) {
    if (isBlank(text.charCodeAt(i))) return false;
    if (text.startsWith('://', i)) return true;
  }
  return false;
}

/** Leaves off what running text puts behind a token: marks, and a full stop that would be one dot too many. */
function trimEnd(text: string, start: number, end: number, candidate: Candidate): number {
  let trimmed = end;
  while (trimmed > start && classOf(text.charCodeAt(trimmed - 1)) === 0) trimmed -= 1;
  if (text[trimmed - 1] === '.' && (candidate.dots === 3 || candidate.dots === 5)) {
    trimmed -= 1;
    candidate.dots -= 1;
  }
  return trimmed;
}

/** Where the token goes on behind the white space at `at`, or -1 when it ends there. */
function continuation(text: string, at: number, { dots, start }: Candidate, segmentLength: number): number {
  let next = at;
  // A backslash before a line break goes on with the line in a shell.
  const isShellBreak = text.charCodeAt(at) === 0x5c && /^\\\r?\n/.test(text.slice(at, at + 3));
  if (isShellBreak) next += 1;
  else if (text.charCodeAt(at) === 0x5c) return -1;
  while (next < text.length && isBlank(text.charCodeAt(next))) next += 1;
  let end = next;
  let runDots = 0;
  for (; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    const kind = classOf(code);
    if (kind < 1 || kind > 3) break;
    if (code === 0x2e) runDots += 1;
  }
  const length = end - next;
  const follower = end < text.length ? classOf(text.charCodeAt(end)) : 4;
  if (length === 0 || follower < 4) return -1;
  if (isHeaderStart(text, next) && (dots >= 2 || runDots >= 2)) return -1;
  if (isShellBreak) return next;
  const gap = text.slice(at, next);
  const isComplete =
    (dots === 2 && SIGNATURE_LENGTHS.has(segmentLength)) || (dots === 4 && TAG_LENGTHS.has(segmentLength));
  if (!/[\r\n]/.test(gap)) {
    if (dots < 2) return runDots > 0 || length >= 8 ? next : -1;
    return !isComplete && SIGNATURE_LENGTHS.has(segmentLength + length) ? next : -1;
  }
  // More words on the line: it is prose, not a piece of a token.
  if (/^[ \t]+[^\s\\]/.test(text.slice(end, end + 80))) return -1;
  const isLast = end === text.length;
  if (dots < 2 || dots === 3) return runDots > 0 || length >= 8 || isLast ? next : -1;
  if (isComplete || dots > 4) return -1;
  // A hard-wrapped text has lines of one width, and none longer behind the first.
  const line = text.slice(Math.max(0, start - LOOK_BACK, at - LOOK_BACK), at);
  const width = line.length - line.lastIndexOf('\n') - 1;
  return width >= 20 && length <= width && (segmentLength > 0 || length >= 20) ? next : -1;
}
