import { explainColon, explainComma, explainEnd, explainName, explainValue } from './json-mistake';
import type { JsonArray, JsonMember, JsonNode, JsonObject, JsonProblem, JsonText } from './json-node';
import { findPlainEnd, readNumber, readString, skipBlanks } from './json-scan';
import { finish, STEP, type Steps } from './steps';

type Container = JsonObject | JsonArray;

/**
 * A text read as JSON by the letter of RFC 8259: no comments, no trailing commas, no control characters in strings.
 * Every node keeps its place (UTF-16 offsets), numbers their literal, objects all members, repeated ones too.
 * At the first mistake reading stops: `problems` says what and where, and `root` holds what was read up to there, open
 * objects and arrays ending where the reading stopped. A byte order mark is a problem, but is read over (§8.1 allows
 * that). Nesting is bounded by memory only. Never throws.
 */
export function readJson(text: string): JsonText {
  return finish(jsonSteps(text));
}

/** {@link readJson} in steps, for a text of any length. */
export function* jsonSteps(text: string): Steps<JsonText> {
  const problems: JsonProblem[] = [];
  let at = 0;
  if (text.charCodeAt(0) === 0xfeff) {
    problems.push({ start: 0, end: 1, message: 'a byte order mark (U+FEFF) stands before the JSON text' });
    at = 1;
  }
  let root: JsonNode | undefined;
  /** The innermost open object or array; `around` holds those that it stands in, outermost first. */
  let open: Container | undefined;
  const around: Container[] = [];
  let nameStart = 0;
  let nameEnd = 0;
  let name = '';
  let problem: JsonProblem | undefined;
  let rested = 0;

  reading: for (;;) {
    if (at - rested > STEP) {
      yield at - rested;
      rested = at;
    }
    at = skipBlanks(text, at);
    const node = readValue(text, at);
    if (!node) {
      problem = explainValue(text, at, open);
      break;
    }
    at = node.end;
    if (!open) root = node;
    else if (open.kind === 'array') open.items.push(node);
    else open.members.push({ name, start: nameStart, nameEnd, end: at, value: node });

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
        if (at < text.length) problem = explainEnd(text, at, root);
        break reading;
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
        problem = explainComma(text, at, open);
        break reading;
      }
    }
    if (due === 'value') continue;
    at = skipBlanks(text, at);
    nameStart = at;
    const quote = text.charCodeAt(at) === 0x22 ? findPlainEnd(text, at) : 0;
    if (quote > 0) {
      name = text.slice(at + 1, quote);
      nameEnd = quote + 1;
    } else {
      const escaped = quote < 0 ? readString(text, at) : undefined;
      if (!escaped) {
        problem = explainName(text, at, open);
        break;
      }
      name = escaped.value;
      nameEnd = escaped.end;
    }
    at = skipBlanks(text, nameEnd);
    if (text.charCodeAt(at) !== 0x3a) {
      problem = explainColon(text, at, name);
      break;
    }
    at += 1;
  }
  if (problem) {
    problems.push(problem);
    closeAt(at, around, open);
  }
  return { text, root, problems };
}

/** What a mistake leaves open ends where the reading stopped, so that the spans still nest. */
function closeAt(end: number, around: readonly Container[], open: Container | undefined): void {
  const chain = open ? [...around, open] : around;
  for (const [depth, container] of chain.entries()) {
    container.end = end;
    if (container.kind === 'object' && depth + 1 < chain.length) lastMember(container).end = end;
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

const closingOf = (container: Container) => (container.kind === 'object' ? 0x7d : 0x5d);
const lastMember = (object: JsonObject) => object.members[object.members.length - 1] as JsonMember;
