import { finish, type Steps } from '../encoding/steps';
import { isMeantAsJsonToken, jsonTokenSteps, mendJsonToken } from './json-tokens';
import { describeContext, type Stripped } from './paste-context';
import { readPart } from './read-part';
import { isUnencodedBy } from './segments';
import type { Span } from './token';
import {
  type Candidate,
  isBlank,
  isDelimiter,
  isHeaderStart,
  isTokenCharacter,
  percentDecoded,
  readCandidate,
  skipTokenCharacters,
} from './token-candidate';

/**
 * A token found in a text. `start` and `end` (UTF-16, `end` exclusive) are its place there; `token` differs from what stands
 * there when line breaks, blanks or percent-encoding were taken out. `stripped` says what was left away, around or inside.
 */
export type FoundToken = { token: string; start: number; end: number; stripped: Stripped[] };

/** More than a person can choose from; a log of a million must not take the page down. */
const MOST_TOKENS = 100;

/** A token has a slip or two in it; a text with more of these is something else. */
const MOST_DELIMITERS = 20;

/**
 * The tokens in whatever was pasted, in order and each once, at most 100: a bare token, a header, a cookie, a URL, JSON, a
 * cURL line, a log, a hard-wrapped mail. A token in JSON serialization is one token, whatever it holds. A text that is
 * nothing but one token, however damaged, is taken as it is, so that what is wrong with it can be said. Empty when there is nothing like a token. Linear in the length. Never throws.
 */
export function findTokens(text: string): FoundToken[] {
  return finish(findSteps(text));
}

/** {@link findTokens} in steps, for a text of any length. */
export function* findSteps(text: string): Steps<FoundToken[]> {
  let start = 0;
  while (start < text.length && isBlank(text.charCodeAt(start))) start += 1;
  let end = text.length;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  if (start === end) return [];
  const isBareToken = isHeaderStart(text, start) && (isBare(text, start, end) || isUnencoded(text, start, end));
  // Each of these looks at the text once, which is over soon for any text; between them there is time for a rest.
  yield text.length;
  if (isBareToken) return [take(text, whole(text, start, end))];
  const mended = mendJsonToken(text.slice(start, end));
  if (mended) return [take(text, { ...whole(text, start, end), token: mended, removed: new Set(['line-breaks']) })];
  yield 0;
  const found = yield* insideSteps(text, start, end, yield* jsonTokenSteps(text, start, end, MOST_TOKENS));
  if (found.length > 0) return found;
  if (isMeantAsJsonToken(text.slice(start, end))) return [take(text, whole(text, start, end))];
  yield 0;
  const damaged = findDamaged(text, start, end);
  return damaged ? [take(text, damaged)] : [];
}

/** Whether a text that begins like a token is one from end to end, bad characters in the middle included. */
function isBare(text: string, start: number, end: number): boolean {
  let delimiters = 0;
  for (let i = skipTokenCharacters(text, start, end); i < end; i = skipTokenCharacters(text, i + 1, end)) {
    const code = text.charCodeAt(i);
    if (isBlank(code) || code === 0x5c || percentDecoded(text, i) !== undefined) return false;
    if (!isDelimiter(code)) continue;
    delimiters += 1;
    if (delimiters > MOST_DELIMITERS) return false;
    // A delimiter in the middle is a bad character, unless something else begins behind it: another token, `name=`.
    const rest = text.slice(i + 1, Math.min(end, i + 42));
    if (rest === '' || isHeaderStart(rest, 0) || /^(?:[\w-]{1,40}[=:]|[^\w.~-])/.test(rest)) return false;
  }
  return true;
}

/** Longer than any header that says `"b64": false`. */
const LONGEST_HEADER = 4000;

/** Whether a text that begins like a token has an unencoded payload, in which anything may stand (RFC 7797 §5.2). */
function isUnencoded(text: string, start: number, end: number): boolean {
  const dot = text.slice(start, Math.min(end, start + LONGEST_HEADER)).indexOf('.');
  return dot > 0 && isUnencodedBy(readPart(text, { start, end: start + dot }, 'header', 'json-object'));
}

/** The tokens of a text in their order; `inJson` are the places of those in JSON, inside which none is looked for. */
function* insideSteps(text: string, start: number, end: number, inJson: readonly Span[]): Steps<FoundToken[]> {
  const found: FoundToken[] = [];
  const seen = new Set<string>();
  for (const candidate of candidatesIn(text, start, end, inJson)) {
    yield 0;
    if (seen.has(candidate.token)) continue;
    seen.add(candidate.token);
    found.push(take(text, candidate));
    if (found.length === MOST_TOKENS) break;
  }
  return found;
}

function* candidatesIn(text: string, start: number, end: number, inJson: readonly Span[]): Generator<Candidate> {
  const isWhole = (candidate: Candidate) => candidate.start === start && candidate.end === end;
  let from = start;
  for (const place of inJson) {
    yield* compactIn(text, from, place.start, isWhole);
    yield whole(text, place.start, place.end);
    from = place.end;
  }
  yield* compactIn(text, from, end, isWhole);
}

/** The compact tokens that begin from `from` to `to`; a lone segment is one only where it is the whole text. */
function* compactIn(
  text: string,
  from: number,
  to: number,
  isWhole: (candidate: Candidate) => boolean,
): Generator<Candidate> {
  for (let i = text.indexOf('e', from); i >= 0 && i < to; i = text.indexOf('e', i)) {
    if (!isHeaderStart(text, i) || !isBoundary(text, i)) {
      i += 1;
      continue;
    }
    const candidate = readCandidate(text, i);
    if (candidate.dots > 0 || isWhole(candidate)) yield candidate;
    i = Math.max(candidate.end, i + 1);
  }
}

/** Whether a token may begin at `at`: not in the middle of a word or of another token. */
function isBoundary(text: string, at: number): boolean {
  if (at === 0 || !isTokenCharacter(text.charCodeAt(at - 1))) return true;
  // Behind an escaped line break or tab of a JSON text, or behind a percent-encoded character.
  if (text.charCodeAt(at - 2) === 0x5c) return 'nrt'.includes(text[at - 1] as string);
  return percentDecoded(text, at - 3) !== undefined;
}

/** A text that has no readable header but the shape of a token: three or more segments, perhaps behind "Bearer" or in quotes. */
function findDamaged(text: string, start: number, end: number): Candidate | undefined {
  const head = text.slice(start, start + 60);
  const scheme = /^(?:(?:proxy-)?authorization\s*:\s*)?(?:bearer|dpop)\s+/i.exec(head);
  let from = start + (scheme?.[0].length ?? 0);
  let to = end;
  const quote = text[from] as string;
  if ('"\'`'.includes(quote) && to - from > 1 && text[to - 1] === quote) {
    from += 1;
    to -= 1;
  }
  while (to > from && /[,;]/.test(text[to - 1] as string)) to -= 1;
  let dots = 0;
  for (let i = from; i < to; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 0x2e) dots += 1;
    if (isTokenCharacter(code)) continue;
    if (isBlank(code) || '{}<>"'.includes(text[i] as string)) return undefined;
    if (code === 0x3a && text.startsWith('://', i)) return undefined;
  }
  return dots >= 2 ? whole(text, from, to) : undefined;
}

const whole = (text: string, start: number, end: number): Candidate => ({
  token: text.slice(start, end),
  start,
  end,
  dots: 0,
  removed: new Set(),
});

function take(text: string, candidate: Candidate): FoundToken {
  const { token, start, end } = candidate;
  return { token, start, end, stripped: describeContext(text, candidate) };
}
