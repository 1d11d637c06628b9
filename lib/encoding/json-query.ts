import type { JsonArray, JsonMember, JsonNode, JsonObject } from './json-node';
import { finish, type Steps } from './steps';

/** The member of an object by name, the last when it is repeated: what JSON parsers take. `undefined` for other nodes. */
export function findMember(node: JsonNode | undefined, name: string): JsonMember | undefined {
  if (node?.kind !== 'object') return undefined;
  if (node.members.length > MANY_MEMBERS) return lastMembersOf(node).get(name);
  for (let i = node.members.length - 1; i >= 0; i -= 1) {
    const member = node.members[i] as JsonMember;
    if (member.name === name) return member;
  }
  return undefined;
}

/** From so many members on it pays to know them by name: each of the checks asks for several. */
export const MANY_MEMBERS = 1000;
/** Members that are taken in between two rests. */
const STRIDE = 4096;
const known = new WeakMap<JsonObject, { count: number; last: Map<string, JsonMember> }>();

/** The members of an object by name, the last of a repeated one; of a large object remembered. */
export function lastMembersOf(object: JsonObject): Map<string, JsonMember> {
  return finish(lastMembersSteps(object));
}

/** {@link lastMembersOf} in steps, for an object of any size. */
export function* lastMembersSteps(object: JsonObject): Steps<Map<string, JsonMember>> {
  const { members } = object;
  const before = known.get(object);
  // While an object is being read it grows.
  if (before?.count === members.length) return before.last;
  const last = new Map<string, JsonMember>();
  for (const [index, member] of members.entries()) {
    last.set(member.name, member);
    if (index % STRIDE === STRIDE - 1) yield 0;
  }
  if (members.length > MANY_MEMBERS) known.set(object, { count: members.length, last });
  return last;
}

/** All members of that name, in the order of the text. */
export function findMembers(node: JsonNode | undefined, name: string): JsonMember[] {
  return node?.kind === 'object' ? node.members.filter((member) => member.name === name) : [];
}

/**
 * The plain JavaScript value. Objects have no prototype, so that a member named `__proto__` is a member and nothing
 * else; of repeated members the last counts. Iterative: depth is no danger here, but it is for whoever recurses over it.
 */
export function toValue(node: JsonNode): unknown {
  const root: unknown[] = [];
  const due: { node: JsonNode; put: Record<string, unknown> | unknown[]; key: string | number }[] = [
    { node, put: root, key: 0 },
  ];
  for (let next = due.pop(); next; next = due.pop()) {
    let value: unknown;
    if (next.node.kind === 'object') {
      const object: Record<string, unknown> = Object.create(null);
      // Names first, in the order of the text; the values come in any order.
      for (const member of next.node.members) object[member.name] = undefined;
      for (const member of lastOfEach(next.node)) due.push({ node: member.value, put: object, key: member.name });
      value = object;
    } else if (next.node.kind === 'array') {
      const array: unknown[] = new Array(next.node.items.length);
      for (const [index, item] of next.node.items.entries()) due.push({ node: item, put: array, key: index });
      value = array;
    } else value = next.node.value;
    (next.put as Record<string | number, unknown>)[next.key] = value;
  }
  return root[0];
}

const lastOfEach = (object: JsonObject) => new Map(object.members.map((member) => [member.name, member])).values();

/**
 * One step on the way from the root to a place: the node, the name or index under which its parent holds it (neither
 * for the root), and the stretch of text of the whole member or item.
 */
export type JsonPathStep = { node: JsonNode; name?: string; index?: number; start: number; end: number };

/**
 * The way from the root to the innermost member or item that covers `offset` (UTF-16; a place right behind it counts as
 * well, as for a cursor). Empty when the root does not cover it.
 */
export function pathAt(root: JsonNode | undefined, offset: number): JsonPathStep[] {
  const path: JsonPathStep[] = [];
  let step: JsonPathStep | undefined = root && { node: root, start: root.start, end: root.end };
  while (step && step.start <= offset && offset <= step.end) {
    path.push(step);
    const node: JsonNode = step.node;
    step = node.kind === 'object' || node.kind === 'array' ? childAt(node, offset) : undefined;
  }
  return path;
}

/** The last child that begins at or before the offset, found by halving: children stand in the order of the text. */
function childAt(node: JsonObject | JsonArray, offset: number): JsonPathStep | undefined {
  const children: readonly { start: number }[] = node.kind === 'object' ? node.members : node.items;
  let low = 0;
  let high = children.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((children[middle] as { start: number }).start <= offset) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? undefined : childStep(node, low - 1);
}

function childStep(node: JsonObject | JsonArray, index: number): JsonPathStep | undefined {
  if (node.kind === 'array') {
    const item = node.items[index];
    return item && { node: item, index, start: item.start, end: item.end };
  }
  const member = node.members[index];
  return member && { node: member.value, name: member.name, start: member.start, end: member.end };
}

/** The JSON pointer of a path (RFC 6901 §3: `~` is written `~0`, `/` is written `~1`); the root's is the empty string. */
export function pointerOf(path: readonly Pick<JsonPathStep, 'name' | 'index'>[]): string {
  let pointer = '';
  for (const { name, index } of path) {
    if (name !== undefined) pointer += `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    else if (index !== undefined) pointer += `/${index}`;
  }
  return pointer;
}

/** The place that a JSON pointer (RFC 6901) names, the last of repeated members; `undefined` when there is none. */
export function resolvePointer(root: JsonNode | undefined, pointer: string): JsonPathStep | undefined {
  if (!root || (pointer !== '' && pointer[0] !== '/')) return undefined;
  let step: JsonPathStep | undefined = { node: root, start: root.start, end: root.end };
  for (const token of pointer.split('/').slice(1)) {
    const node: JsonNode = step.node;
    if (node.kind === 'object') {
      const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
      const member = findMember(node, name);
      step = member && { node: member.value, name, start: member.start, end: member.end };
    } else if (node.kind === 'array' && /^(?:0|[1-9]\d{0,9})$/.test(token)) {
      step = childStep(node, Number(token));
    } else step = undefined;
    if (!step) return undefined;
  }
  return step;
}
