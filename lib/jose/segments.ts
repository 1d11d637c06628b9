import type { JsonNode } from '../encoding/json-node';
import { findMember } from '../encoding/json-query';
import type { Steps } from '../encoding/steps';
import { partSteps, unencodedSteps } from './read-part';
import type { Part, PartName, Span, TokenProblem } from './token';

const JWE_NAMES: readonly PartName[] = [
  'header',
  'encrypted-key',
  'initialization-vector',
  'ciphertext',
  'authentication-tag',
];
const JWS_NAMES: readonly PartName[] = ['header', 'payload', 'signature'];

/** A text of a million dots is no token: past this many segments the rest is kept as one. */
const MOST_SEGMENTS = 16;

/**
 * Whether a part is one JSON object from end to end, but for a byte order mark: half a header is none, whoever acts on
 * it acts on a guess.
 */
export function isWholeObject({ json }: Part): boolean {
  if (json?.root?.kind !== 'object') return false;
  return json.problems.length === (json.text.charCodeAt(0) === 0xfeff ? 1 : 0);
}

/** The stretches between the dots; past 16 of them the rest is one. */
export function splitSegments(text: string, from: number, to: number): Span[] {
  const segments: Span[] = [];
  let start = from;
  while (segments.length < MOST_SEGMENTS) {
    const dot = text.indexOf('.', start);
    if (dot < 0 || dot >= to) break;
    segments.push({ start, end: dot });
    start = dot + 1;
  }
  segments.push({ start, end: to });
  return segments;
}

/** The parts of a JWS, its header being read already, in steps. Segments past the third are `extra`. */
export function* signedSteps(text: string, segments: readonly Span[], header: Part): Steps<Part[]> {
  const parts = [header];
  for (const [index, span] of segments.entries()) {
    if (index === 1 && isUnencodedBy(header)) parts.push(yield* unencodedSteps(text, span));
    else if (index === 1) parts.push(yield* partSteps(text, span, 'payload', 'json-object'));
    else if (index > 1) parts.push(yield* partSteps(text, span, JWS_NAMES[index] ?? 'extra', 'octets'));
  }
  return parts;
}

/**
 * The parts of a JWE, its header being read already, in steps. The others are octets: nothing is readable without a key.
 */
export function* encryptedSteps(text: string, segments: readonly Span[], header: Part): Steps<Part[]> {
  const parts = [header];
  for (const [index, span] of segments.entries()) {
    if (index > 0) parts.push(yield* partSteps(text, span, JWE_NAMES[index] as PartName, 'octets'));
  }
  return parts;
}

/** Whether a header says `"b64": false`, which counts in a protected one only (RFC 7797 §3). */
export function isUnencodedBy(header: Part): boolean {
  const b64 = memberOf(header, 'b64');
  return b64?.kind === 'literal' && b64.value === false;
}

/** Says how many segments there are, and where the first that is too many begins. */
export function wrongCount(text: string, segments: readonly Span[], isEncrypted: boolean, header?: Part): TokenProblem {
  const count = segments.length > MOST_SEGMENTS ? `more than ${MOST_SEGMENTS}` : `${segments.length}`;
  const found = `this text has ${count} ${segments.length === 1 ? 'segment' : 'segments'}`;
  if (isEncrypted) {
    const message = `An encrypted token (JWE) has 5 segments with 4 dots between them; ${found}.`;
    return { code: 'segment-count', start: 0, end: text.length, message };
  }
  const extra = segments[3];
  const message = `A signed token (JWS) has 3 segments with 2 dots between them, an encrypted one (JWE) 5 and "enc" in its header; ${found}`;
  if (!extra) return { code: 'segment-count', start: 0, end: text.length, message: `${message}.` };
  const start = extra.start - 1;
  if (header && isUnencodedBy(header)) {
    const place = `at character ${start + 1} of the token`;
    const unencoded = `An unencoded payload ("b64": false) must have no "." in it, since dots part the segments: there are more than two, the third ${place}. Such a payload has to be detached, or in JSON.`;
    return { code: 'segment-count', start, end: text.length, message: unencoded };
  }
  return {
    code: 'segment-count',
    start,
    end: text.length,
    message: `${message}, and the fourth begins after the dot at character ${start + 1} of the token.`,
  };
}

/** The value of a member of a part's JSON object, the last when the name is repeated; `undefined` when there is none. */
export function memberOf(part: Part | undefined, name: string): JsonNode | undefined {
  return findMember(part?.json?.root, name)?.value;
}
