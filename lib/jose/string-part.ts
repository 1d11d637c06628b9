import { readJson } from '../encoding/json';
import type { JsonString } from '../encoding/json-node';
import { finish, type Steps } from '../encoding/steps';
import { encodeUtf8 } from '../encoding/utf8';
import { type PartContent, partSteps, readUnencodedPayload } from './read-part';
import type { Part, PartName, Span } from './token';

/**
 * One part that is a JSON string of the token's text: the characters between its quotes. Where the string has escapes in it,
 * what they stand for is read, and the part is `unplaced`: its places are the whole string. Never throws.
 */
export function readStringPart(text: string, node: JsonString, name: PartName, content: PartContent): Part {
  return finish(stringPartSteps(text, node, name, content));
}

/** {@link readStringPart} in steps, for a string of any length. */
export function* stringPartSteps(text: string, node: JsonString, name: PartName, content: PartContent): Steps<Part> {
  const span = { start: node.start + 1, end: node.end - 1 };
  // An escape is longer than what it stands for.
  if (node.value.length === span.end - span.start) return yield* partSteps(text, span, name, content);
  const whole = { start: 0, end: node.value.length };
  return unplaced(yield* partSteps(node.value, whole, name, content, nameOf(node)), span);
}

/** A payload that stands as it is in a JSON string of the token (RFC 7797 §5.3). */
export function readUnencodedString(text: string, node: JsonString): Part {
  const span = { start: node.start + 1, end: node.end - 1 };
  if (node.value.length === span.end - span.start) return readUnencodedPayload(text, span);
  return unplaced(readUnencodedPayload(node.value, { start: 0, end: node.value.length }, nameOf(node)), span);
}

/** A header that stands in the token as a JSON object: what of it can be read, without problems of its own. */
export function readHeaderObject(text: string, { start, end }: Span): Part {
  const encoded = text.slice(start, end);
  return {
    name: 'unprotected-header',
    start,
    end,
    encoded,
    bytes: encodeUtf8(encoded),
    text: encoded,
    json: readJson(encoded),
    unencoded: true,
    problems: [],
  };
}

/** A part that the token does not have, at the place where it would stand. */
export function absentPart(name: PartName, at: number): Part {
  return { name, start: at, end: at, encoded: '', bytes: new Uint8Array(0), problems: [] };
}

/** What problems call the text that they count in. */
function nameOf({ start }: JsonString): string {
  return `the string that begins at character ${start + 1} of the token, its escapes undone`;
}

function unplaced(part: Part, { start, end }: Span): Part {
  const problems = part.problems.map((problem) => ({ ...problem, start, end }));
  return { ...part, start, end, unplaced: true, problems };
}
