import { readJson } from './json';
import type { JsonMember, JsonObject } from './json-node';
import { findMember } from './json-query';

/**
 * The text of a JSON object with one top-level member set: `literal` is the JSON text of its value. An existing member
 * (the last of that name, the one that parsers take) gets the value in place; a new one is put at the end, spaced like
 * its neighbours. Every other character stays. A text that is no JSON object comes back as it is. Never throws.
 */
export function setMember(text: string, name: string, literal: string): string {
  const root = readWholeObject(text);
  if (!root) return text;
  const member = findMember(root, name);
  if (member) return text.slice(0, member.value.start) + literal + text.slice(member.value.end);
  return appendMember(text, root, JSON.stringify(name), literal);
}

/**
 * The text of a JSON object without its top-level members of that name, each with one comma beside it; every other
 * character stays. A text that is no JSON object comes back as it is. Never throws.
 */
export function removeMember(text: string, name: string): string {
  const root = readWholeObject(text);
  const at = root ? root.members.findLastIndex((member) => member.name === name) : -1;
  const member = root?.members[at];
  if (!root || !member) return text;
  const [before, after] = [root.members[at - 1], root.members[at + 1]];
  const start = after || !before ? member.start : before.end;
  const end = after ? after.start : member.end;
  return removeMember(text.slice(0, start) + text.slice(end), name);
}

function readWholeObject(text: string): JsonObject | undefined {
  const { root, problems } = readJson(text);
  const mistakes = text.charCodeAt(0) === 0xfeff ? problems.slice(1) : problems;
  return root?.kind === 'object' && mistakes.length === 0 ? root : undefined;
}

function appendMember(text: string, object: JsonObject, name: string, literal: string): string {
  const last = object.members.at(-1);
  if (!last) {
    const inside = text.slice(object.start + 1, object.end - 1);
    const member = `${name}:${literal}`;
    return `${text.slice(0, object.start + 1)}${inside}${member}${inside}${text.slice(object.end - 1)}`;
  }
  const colon = text.slice(last.nameEnd, last.value.start);
  return text.slice(0, last.end) + separator(text, object, last) + name + colon + literal + text.slice(last.end);
}

/** What stands between two members; with one member only, what its own spacing makes likely. */
function separator(text: string, object: JsonObject, last: JsonMember): string {
  const previous = object.members.at(-2);
  if (previous) return text.slice(previous.end, last.start);
  const before = text.slice(object.start + 1, last.start);
  if (/[\r\n]/.test(before)) return `,${before}`;
  return /\s$/.test(text.slice(last.nameEnd, last.value.start)) ? ', ' : ',';
}
