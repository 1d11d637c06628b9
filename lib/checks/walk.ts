import type { JsonArray, JsonNode, JsonObject } from '../encoding/json-node';
import { finish, type Steps } from '../encoding/steps';

/** The most values that one walk visits: a token of a megabyte must not hold up the page. */
export const mostValues = 100_000;

/** An object or array on the way down; `at` is the number of the member or item that the walk is at. */
export type Frame = { node: JsonObject | JsonArray; at: number; above?: Frame };

/**
 * Visits a value and all inside it in the order of the text; `frame` is where the value stands, none for the root. Not
 * recursive: a token may nest 100,000 arrays. Gives false when it stopped at `mostValues`. The frames change as the walk
 * goes on: take what you need from them at once.
 */
export function walk(root: JsonNode, visit: Visit): boolean {
  return finish(walkSteps(root, visit));
}

type Visit = (node: JsonNode, frame: Frame | undefined) => void;

/** Values that are visited between two rests. */
const stride = 2000;

/** {@link walk} in steps. */
export function* walkSteps(root: JsonNode, visit: Visit): Steps<boolean> {
  visit(root, undefined);
  let visited = 1;
  let frame = enter(root, undefined);
  while (frame) {
    frame.at += 1;
    const child = childOf(frame);
    if (!child) {
      frame = frame.above;
      continue;
    }
    if (visited === mostValues) return false;
    visited += 1;
    if (visited % stride === 0) yield 0;
    visit(child, frame);
    frame = enter(child, frame) ?? frame;
  }
  return true;
}

function enter(node: JsonNode, above: Frame | undefined): Frame | undefined {
  return node.kind === 'object' || node.kind === 'array' ? { node, at: -1, above } : undefined;
}

function childOf({ node, at }: Frame): JsonNode | undefined {
  return node.kind === 'object' ? node.members[at]?.value : node.items[at];
}

/** The name of the member that the walk is at, or undefined when it is at an item. */
export function memberNameAt({ node, at }: Frame): string | undefined {
  return node.kind === 'object' ? node.members[at]?.name : undefined;
}

/** The names and indices from the root down to the value that the walk is at. */
export function pathOf(frame: Frame | undefined): (string | number)[] {
  const path: (string | number)[] = [];
  for (let step = frame; step; step = step.above) path.push(memberNameAt(step) ?? step.at);
  return path.reverse();
}

/** Said after a message when the walk did not see everything. */
export function limitNote(complete: boolean): string {
  return complete ? '' : ` Only the first ${mostValues.toLocaleString('en')} values were looked at.`;
}

/** Whether two values are the same JSON: members in any order, numbers by value, of repeated names the last. */
export function isSameJson(one: JsonNode, other: JsonNode): boolean {
  const pairs: [JsonNode, JsonNode][] = [[one, other]];
  for (let pair = pairs.pop(); pair; pair = pairs.pop()) {
    const [a, b] = pair;
    if (a.kind === 'object' && b.kind === 'object') {
      const named = new Map(b.members.map((member) => [member.name, member.value]));
      const mine = new Map(a.members.map((member) => [member.name, member.value]));
      if (mine.size !== named.size) return false;
      for (const [name, value] of mine) {
        const match = named.get(name);
        if (!match) return false;
        pairs.push([value, match]);
      }
    } else if (a.kind === 'array' && b.kind === 'array') {
      if (a.items.length !== b.items.length) return false;
      for (const [index, item] of a.items.entries()) pairs.push([item, b.items[index] as JsonNode]);
    } else if (a.kind !== b.kind || !('value' in a) || !('value' in b) || a.value !== b.value) {
      return false;
    }
  }
  return true;
}
