import { explainColon, explainComma, explainEnd, explainName, explainValue } from './json-mistake';
import type { JsonArray, JsonMember, JsonNode, JsonObject, JsonProblem, JsonString, JsonText } from './json-node';
import { readNumber, readString, skipBlanks } from './json-scan';

/**
 * A text read as JSON by the letter of RFC 8259: no comments, no trailing commas, no control characters in strings.
 * Every node keeps its place (UTF-16 offsets), numbers their literal, objects all members, repeated ones too.
 * At the first mistake reading stops: `problems` says what and where, and `root` holds what was read up to there, open
 * objects and arrays ending where the reading stopped. A byte order mark is a problem, but is read over (§8.1 allows
 * that). Nesting is bounded by memory only. Never throws.
 */
export function readJson(text: string): JsonText {
  const problems: JsonProblem[] = [];
  let at = 0;
  if (text.charCodeAt(0) === 0xfeff) {
    problems.push({ start: 0, end: 1, message: 'a byte order mark (U+FEFF) stands before the JSON text' });
    at = 1;
  }
  let root: JsonNode | undefined;
  /** The innermost open object or array; `around` holds those that it stands in, outermost first. */
  let open: JsonObject | JsonArray | undefined;
  const around: (JsonObject | JsonArray)[] = [];
  let name: JsonString | undefined;

  for (;;) {
    at = skipBlanks(text, at);
    const node = readValue(text, at);
    if (!node) return stop(explainValue(text, at, open));
    at = node.end;
    if (!open) root = node;
    else if (open.kind === 'array') open.items.push(node);
    else if (name) {
      open.members.push({ name: name.value, start: name.start, nameEnd: name.end, end: at, value: node });
    }

    let due: 'value' | 'name' | 'comma' = 'comma';
    if (node.kind === 'object' || node.kind === 'array') {
      if (open) around.push(open);
      open = node;
      at = skipBlanks(text, at);
      if (text.charCodeAt(at) !== closingOf(node)) due = node.kind === 'object' ? 'name' : 'value';
    }
    while (due === 'comma') {
      at = skipBlanks(text, at);
      if (!open) {
        if (at < text.length) problems.push(explainEnd(text, at, root));
        return { text, root, problems };
      }
      const code = text.charCodeAt(at);
      if (code === closingOf(open)) {
        at += 1;
        open.end = at;
        open = around.pop();
        if (open?.kind === 'object') lastMember(open).end = at;
      } else if (code === 0x2c) {
        at += 1;
        due = open.kind === 'object' ? 'name' : 'value';
      } else {
        return stop(explainComma(text, at, open));
      }
    }
    if (due === 'value') continue;
    at = skipBlanks(text, at);
    name = text.charCodeAt(at) === 0x22 ? readString(text, at) : undefined;
    if (!name) return stop(explainName(text, at, open));
    at = skipBlanks(text, name.end);
    if (text.charCodeAt(at) !== 0x3a) return stop(explainColon(text, at, name.value));
    at += 1;
  }

  /** What a mistake leaves open ends where the reading stopped, so that the spans still nest. */
  function stop(problem: JsonProblem): JsonText {
    problems.push(problem);
    if (open) around.push(open);
    for (const [depth, container] of around.entries()) {
      container.end = at;
      if (container.kind === 'object' && depth + 1 < around.length) lastMember(container).end = at;
    }
    return { text, root, problems };
  }
}

function readValue(text: string, at: number): JsonNode | undefined {
  const code = text.charCodeAt(at);
  switch (code) {
    case 0x22:
      return readString(text, at);
    case 0x7b:
      return { kind: 'object', start: at, end: at + 1, members: [] };
    case 0x5b:
      return { kind: 'array', start: at, end: at + 1, items: [] };
    case 0x74:
      return text.startsWith('true', at) ? { kind: 'literal', start: at, end: at + 4, value: true } : undefined;
    case 0x66:
      return text.startsWith('false', at) ? { kind: 'literal', start: at, end: at + 5, value: false } : undefined;
    case 0x6e:
      return text.startsWith('null', at) ? { kind: 'literal', start: at, end: at + 4, value: null } : undefined;
    default:
      return code === 0x2d || (code >= 0x30 && code <= 0x39) ? readNumber(text, at) : undefined;
  }
}

const closingOf = (container: JsonObject | JsonArray) => (container.kind === 'object' ? 0x7d : 0x5d);
const lastMember = (object: JsonObject) => object.members[object.members.length - 1] as JsonMember;
