import { jsonSteps, readJson } from '../encoding/json';
import type { JsonNode, JsonObject } from '../encoding/json-node';
import { findMember } from '../encoding/json-query';
import type { Steps } from '../encoding/steps';
import type { Span } from './token';
import { isHeaderStart } from './token-candidate';

/** Without one of these there is no token in JSON; most texts are told apart by this alone. */
const TELLTALE = /"(?:signatures?|ciphertext)"\s*:/;
/** The same for a text that is meant as one and has a mistake in it. */
const MEANT = /"(?:signatures?|ciphertext|protected|encrypted_key)"\s*:/;

/** Braces that open no JSON, before the text is taken for something else: explaining each takes its time. */
const MOST_MISSES = 300;

/**
 * The JSON objects of a text that are tokens in JSON serialization (RFC 7515 §7.2, RFC 7516 §7.2), wherever they stand: by
 * themselves, inside other JSON, between words. Told by their members, so that other objects with a "signature" are
 * left alone. One that the text begins with and that does not end is taken with all that follows. Places are UTF-16
 * offsets, in order, at most `most` of them; in steps, linear in the length. Never throws.
 */
export function* jsonTokenSteps(text: string, start: number, end: number, most: number): Steps<Span[]> {
  if (!TELLTALE.test(text)) return [];
  const found: Span[] = [];
  let misses = 0;
  for (let at = text.indexOf('{', start); at >= 0 && at < end; at = text.indexOf('{', at)) {
    const rest = text.slice(at, end);
    const { root, problems } = yield* jsonSteps(rest);
    const isWhole = root?.kind === 'object' && isClosed(rest, root);
    if (root?.kind === 'object' && !isWhole && at === start && isToken(root)) return [{ start, end }];
    for (const place of tokensIn(rest, root)) found.push({ start: at + place.start, end: at + place.end });
    if (found.length >= most) return found.slice(0, most);
    // What was read is not read again: a text of a million open braces takes no longer than others.
    at += Math.max(1, root?.end ?? 0, isWhole ? 0 : (problems[0]?.start ?? 0));
    if (!isWhole) misses += 1;
    if (misses === MOST_MISSES) break;
  }
  return found;
}

/** Whether a text is one JSON object, perhaps broken, that is meant as a token by what it has: then its mistakes can be said. */
export function isMeantAsJsonToken(text: string): boolean {
  if (!text.startsWith('{') || !MEANT.test(text)) return false;
  const { root, problems } = readJson(text);
  // Behind a mistake nothing was read: there the names must do.
  const isNamed = (name: string) => problems.length > 0 && text.includes(`"${name}"`);
  const has = (name: string) => findMember(root, name) !== undefined || isNamed(name);
  const isSigned = has('signature') || has('signatures');
  if (has('payload') && (isSigned || has('protected'))) return true;
  if (has('protected') && (isSigned || has('encrypted_key'))) return true;
  return has('ciphertext') && ['iv', 'tag', 'protected', 'recipients', 'encrypted_key'].some(has);
}

/**
 * A token in JSON whose strings were broken over several lines, as in a mail or a printed standard, in one piece again;
 * undefined where the text is none, or has no such break.
 */
export function mendJsonToken(text: string): string | undefined {
  if (!text.startsWith('{') || !TELLTALE.test(text)) return undefined;
  const mended = joinStrings(text);
  if (mended === text) return undefined;
  const { root, problems } = readJson(mended);
  return root?.kind === 'object' && problems.length === 0 && isToken(root) ? mended : undefined;
}

/** The text without the line breaks that stand inside its strings, and the blanks that indent the lines behind them. */
function joinStrings(text: string): string {
  const pieces: string[] = [];
  let from = 0;
  let isInString = false;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 0x22) isInString = !isInString;
    else if (code === 0x5c) i += 1;
    else if (isInString && (code === 0x0a || code === 0x0d)) {
      pieces.push(text.slice(from, i));
      while (/\s/.test(text.charAt(i + 1))) i += 1;
      from = i + 1;
    }
  }
  return pieces.join('') + text.slice(from);
}

/** The closed objects below a node, or the node itself, that are tokens; what lies inside a token is not looked at. */
function tokensIn(text: string, root: JsonNode | undefined): Span[] {
  const found: Span[] = [];
  const due = root ? [root] : [];
  for (let node = due.pop(); node; node = due.pop()) {
    if (node.kind === 'object' && isToken(node) && isClosed(text, node)) found.push(node);
    else if (node.kind === 'object') for (const { value } of node.members) due.push(value);
    else if (node.kind === 'array') for (const item of node.items) due.push(item);
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Whether the reader came to an object's closing brace; where it did not, the object ends where reading stopped. */
function isClosed(text: string, { members, start, end }: JsonObject): boolean {
  return text[end - 1] === '}' && end - 1 >= (members.at(-1)?.end ?? start + 1);
}

function isToken(object: JsonObject): boolean {
  const kindOf = (name: string) => findMember(object, name)?.value.kind;
  if (kindOf('ciphertext') === 'string') {
    return kindOf('protected') === 'string' || kindOf('unprotected') === 'object' || kindOf('recipients') === 'array';
  }
  const payload = findMember(object, 'payload')?.value;
  if (payload && payload.kind !== 'string') return false;
  const signatures = findMember(object, 'signatures')?.value;
  const signer = signatures?.kind === 'array' ? signatures.items[0] : object;
  return isSigner(signer, payload !== undefined);
}

/** Whether an object has a signature and a header; without a payload beside it the header must look like one. */
function isSigner(node: JsonNode | undefined, hasPayload: boolean): boolean {
  if (findMember(node, 'signature')?.value.kind !== 'string') return false;
  const header = findMember(node, 'protected')?.value;
  if (header?.kind === 'string') return hasPayload || isHeaderStart(header.value, 0);
  return hasPayload && findMember(node, 'header')?.value.kind === 'object';
}
