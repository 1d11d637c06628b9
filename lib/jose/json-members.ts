import type { JsonMember, JsonNode, JsonObject, JsonString } from '../encoding/json-node';
import type { PartContent } from './read-part';
import { readStringPart } from './string-part';
import type { Part, PartName, Span, TokenProblem, TokenProblemCode } from './token';

/** A JSON serialization while it is read: its text, and what was found in it so far. */
export type JsonReading = { text: string; parts: Part[]; problems: TokenProblem[] };

/** The members of one object of the token by name, and what that object is called in a sentence. */
export type Members = { object: JsonObject; label: string; byName: ReadonlyMap<string, JsonMember> };

/** A person reads the first few; a hostile object could repeat a name a million times. */
const MOST_REPEATED = 20;

/** Adds a problem of the JSON around the parts; `message` is the whole sentence. */
export function report(
  reading: JsonReading,
  { start, end }: Span,
  message: string,
  code: TokenProblemCode = 'json-member',
  part?: PartName,
): void {
  reading.problems.push({ code, ...(part ? { part } : {}), start, end, message });
}

/**
 * The members of an object of the token. A repeated name is a problem: readers differ in which of the two they take. The
 * last counts (RFC 8259 §4 leaves it open). `label` is "the token" or "signature 2".
 */
export function membersOf(reading: JsonReading, object: JsonObject, label: string): Members {
  const byName = new Map<string, JsonMember>();
  let repeated = 0;
  for (const member of object.members) {
    if (byName.has(member.name) && repeated < MOST_REPEATED) {
      repeated += 1;
      const place = `at character ${member.start + 1} of the token`;
      report(
        reading,
        member,
        `${quote(member.name)}, ${place}, stands in ${label} for the second time: expected it once.`,
      );
    }
    byName.set(member.name, member);
  }
  return { object, label, byName };
}

/** The string of a member; another kind of value is a problem, a missing one is not. */
export function stringOf(reading: JsonReading, members: Members, name: string): JsonString | undefined {
  const value = members.byName.get(name)?.value;
  if (!value || value.kind === 'string') return value;
  report(reading, value, wrongType(name, value, 'a string'));
  return undefined;
}

/** The object of a member; another kind of value is a problem, a missing one is not. */
export function objectOf(reading: JsonReading, members: Members, name: string): JsonObject | undefined {
  const value = members.byName.get(name)?.value;
  if (!value || value.kind === 'object') return value;
  report(reading, value, wrongType(name, value, 'a JSON object'));
  return undefined;
}

/** The elements of a member, at least one; anything else is a problem, the lack of the member too. */
export function elementsOf(reading: JsonReading, members: Members, name: string): JsonNode[] {
  const value = members.byName.get(name)?.value;
  if (value?.kind === 'array' && value.items.length > 0) return value.items;
  if (value?.kind === 'array') {
    const message = `${quote(name)}, at character ${value.start + 1} of the token, is empty: expected at least one element.`;
    report(reading, value, message);
  } else if (value) report(reading, value, wrongType(name, value, 'an array'));
  return [];
}

/** The part that a member's string is, put among the parts; undefined where there is no such string. */
export function partOf(
  reading: JsonReading,
  members: Members,
  member: string,
  name: PartName,
  content: PartContent,
): Part | undefined {
  const node = stringOf(reading, members, member);
  if (!node) return undefined;
  const part = readStringPart(reading.text, node, name, content);
  reading.parts.push(part);
  return part;
}

/** Says that an object lacks a member that it must have. */
export function reportMissing(reading: JsonReading, { object, label, byName }: Members, name: string): void {
  if (byName.has(name)) return;
  const end = Math.max(object.start, object.end - 1);
  const message = `${quote(name)} is missing from ${label}: expected before character ${object.end} of the token.`;
  report(reading, { start: end, end: object.end }, message);
}

/** Says that a member must not stand beside another one. */
export function reportBeside(reading: JsonReading, { byName }: Members, name: string, other: string): void {
  const member = byName.get(name);
  if (!member) return;
  const place = `at character ${member.start + 1} of the token`;
  report(reading, member, `${quote(name)}, ${place}, stands beside ${quote(other)}: expected only one of the two.`);
}

/** A value of the wrong kind, as a sentence. */
function wrongType(name: string, value: JsonNode, expected: string): string {
  const place = `at character ${value.start + 1} of the token`;
  return `${quote(name)}, ${place}, is ${kindInWords(value)}: expected ${expected}.`;
}

/** What a value is, in words. */
export function kindInWords(value: JsonNode): string {
  if (value.kind === 'literal') return `the literal ${value.value}`;
  return value.kind === 'array' || value.kind === 'object' ? `an ${value.kind}` : `a ${value.kind}`;
}

/** A name from the token in quotes, cut to 40 characters. */
export function quote(name: string): string {
  return JSON.stringify(name.length > 40 ? `${name.slice(0, 40)}…` : name);
}
