import { type Base64urlProblem, base64urlSteps } from '../encoding/base64url';
import { jsonSteps } from '../encoding/json';
import type { JsonNode } from '../encoding/json-node';
import { lastMembersSteps, MANY_MEMBERS } from '../encoding/json-query';
import { finish, type Steps } from '../encoding/steps';
import { decodeUtf8, encodeUtf8, findInvalidUtf8 } from '../encoding/utf8';
import { partInWords } from './part-words';
import { tokenSpanOf } from './positions';
import type { Part, PartName, Span, TokenProblem, TokenProblemCode } from './token';

/** What a part's octets are, and so how far it is read. */
export type PartContent = 'octets' | 'json-object' | 'json-array';

/**
 * One segment of the token, from `start` to `end` of the token's text (UTF-16, `end` exclusive), read as far as it goes:
 * octets, then UTF-8, then JSON. What is wrong is in `problems`, by place; `whole` is what their sentences call the text that
 * they count in. Never throws.
 */
export function readPart(text: string, span: Span, name: PartName, content: PartContent, whole?: string): Part {
  return finish(partSteps(text, span, name, content, whole));
}

/** {@link readPart} in steps, for a part of any length. */
export function* partSteps(
  text: string,
  { start, end }: Span,
  name: PartName,
  content: PartContent,
  whole = 'the token',
): Steps<Part> {
  const decoded = yield* base64urlSteps(text, start, end);
  const problems = decoded.problems.map((problem) => describeBase64url(problem, name, whole));
  const part: Part = { name, start, end, encoded: text.slice(start, end), bytes: decoded.bytes, problems };
  if (content !== 'octets') yield* textSteps(part, content, whole);
  return part;
}

/** A payload that stands in the token as it is, as `"b64": false` in the header says (RFC 7797 §3 and §5.2). */
export function readUnencodedPayload(text: string, span: Span, whole?: string): Part {
  return finish(unencodedSteps(text, span, whole));
}

/** {@link readUnencodedPayload} in steps, for a payload of any length. */
export function* unencodedSteps(text: string, { start, end }: Span, whole = 'the token'): Steps<Part> {
  const encoded = text.slice(start, end);
  const part: Part = {
    name: 'payload',
    start,
    end,
    encoded,
    bytes: encodeUtf8(encoded),
    text: encoded,
    unencoded: true,
    problems: [],
  };
  yield* jsonOfSteps(part, 'json-object', whole);
  const lone = findLoneSurrogate(encoded);
  if (lone >= 0) {
    const message = `Character ${start + lone + 1} of ${whole}, in the payload, is half of a surrogate pair, which UTF-8 cannot carry.`;
    const at = start + lone;
    part.problems.push({ code: 'illegal-character', part: 'payload', start: at, end: at + 1, message });
  }
  return part;
}

/** The offset of the first surrogate without its other half, or -1. */
function findLoneSurrogate(text: string): number {
  return text.search(/\p{Surrogate}/u);
}

function* textSteps(part: Part, content: PartContent, whole: string): Steps<void> {
  part.text = decodeUtf8(part.bytes);
  yield part.bytes.length;
  if (part.text !== undefined) return yield* jsonOfSteps(part, content, whole);
  const octet = findInvalidUtf8(part.bytes);
  const sextet = Math.floor((octet * 8) / 6);
  const start = Math.min(part.start + sextet, part.end);
  const message = `${capitalized(partInWords(part.name))} is not UTF-8 text: octet ${octet + 1}, in character ${start + 1} of ${whole}, does not fit.`;
  report(part, 'not-utf8', { start, end: Math.min(start + 2, part.end) }, message);
}

function* jsonOfSteps(part: Part, content: PartContent, whole: string): Steps<void> {
  const name = capitalized(partInWords(part.name));
  const wanted = content === 'json-array' ? 'array' : 'object';
  const text = part.text as string;
  if (text === '') {
    part.json = { text, root: undefined, problems: [{ start: 0, end: 0, message: 'the text is empty' }] };
    // A lone character decodes to nothing either, but then its own problem says more.
    if (part.problems.length > 0) return;
    const message = `${name} is empty, at character ${part.start + 1} of ${whole}: expected a JSON ${wanted}.`;
    report(part, 'not-json', part, message);
    return;
  }
  part.json = yield* jsonSteps(text);
  // Who looks for a claim in a wide object finds its names gathered.
  const object = part.json.root?.kind === 'object' ? part.json.root : undefined;
  if (object && object.members.length > MANY_MEMBERS) yield* lastMembersSteps(object);
  for (const problem of part.json.problems) {
    const span = tokenSpanOf(part, problem);
    if (problem.end === 1 && text.charCodeAt(0) === 0xfeff) {
      const message = `${name} begins with a byte order mark, at character ${span.start + 1} of ${whole}: JSON must not have one.`;
      report(part, 'byte-order-mark', span, message);
      continue;
    }
    const where =
      problem.start >= text.length
        ? `at its end, character ${part.end} of ${whole}`
        : `at character ${problem.start + 1} of its text, character ${span.start + 1} of ${whole}`;
    const message = `${name} is not JSON: ${problem.message} (${where}).`;
    report(part, 'not-json', span, message);
  }
  const { root } = part.json;
  if (!root || root.kind === wanted || part.problems.some(({ code }) => code === 'not-json')) return;
  const message = `${name} is ${kindInWords(root)}, not a JSON ${wanted} (character ${part.start + 1} of ${whole}).`;
  report(part, 'not-an-object', part, message);
}

/**
 * Adds a problem, unless an illegal character stands before it: that one was read as zero bits, and the broken text behind
 * it is only the consequence, which would bury the cause.
 */
function report(part: Part, code: TokenProblemCode, span: Span, message: string): void {
  const cause = part.problems.find((problem) => problem.code === 'illegal-character');
  if (cause && code !== 'byte-order-mark' && cause.start <= span.end) return;
  part.problems.push({ code, part: part.name, start: span.start, end: span.end, message });
  part.problems.sort((a, b) => a.start - b.start);
}

/** A problem of base64url as a sentence with the character's place in the token, counted from 1. */
export function describeBase64url(problem: Base64urlProblem, part: PartName, whole = 'the token'): TokenProblem {
  const { code, start, end } = problem;
  return { code, part, start, end, message: sentenceOf(problem, part, whole) };
}

function sentenceOf({ code, start, end, character = '' }: Base64urlProblem, part: PartName, whole: string): string {
  const place =
    end - start > 1 && code !== 'illegal-character'
      ? `Characters ${start + 1} to ${end} of ${whole}`
      : `Character ${start + 1} of ${whole}`;
  const shown = `${place}, ${quoted(character)} in ${partInWords(part)},`;
  const runs = end - start > 1;
  switch (code) {
    case 'illegal-character':
      return `${shown} is not in the base64url alphabet.`;
    case 'whitespace':
      return `${place}, in ${partInWords(part)}, ${runs ? 'are blanks or line breaks' : `is ${blankInWords(character)}`}: base64url has none.`;
    case 'standard-alphabet':
      return `${shown} is of the standard base64 alphabet; base64url has “${character === '+' ? '-' : '_'}” instead.`;
    case 'padding':
      return `${shown} ${runs ? 'are' : 'is'} padding: base64url in a token has none.`;
    case 'impossible-length':
      return `${capitalized(partInWords(part))} has an impossible length: ${place.toLowerCase()}, its last, carries no whole octet. One character is too many, or some are missing.`;
    case 'stray-bits':
      return `${shown} is its last and carries bits that belong to no octet and should be zero: the same octets have another spelling.`;
  }
}

function blankInWords(character: string): string {
  if (character === ' ') return 'a blank';
  return character === '\t' ? 'a tab' : 'a line break';
}

function quoted(character: string): string {
  if (/^[\p{L}\p{N}\p{P}\p{S}]{1,4}$/u.test(character)) return `“${character}”`;
  if (/^=+$/.test(character)) return `“${character.slice(0, 4)}…”`;
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function kindInWords(root: JsonNode): string {
  return root.kind === 'literal' ? `the literal ${root.value}` : `a JSON ${root.kind}`;
}

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
