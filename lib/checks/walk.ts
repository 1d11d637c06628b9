import type { JsonMember, JsonNode } from '../encoding/json-node';

/** The most values that one walk visits: a token of a megabyte must not hold up the page. */
export const mostValues = 200_000;

/** One value on the walk; a member's value has the member. */
export type Step = { node: JsonNode; member?: JsonMember; index?: number; above?: Step };

/**
 * Visits a value and all inside it in the order of the text, without recursion: a token may nest 100,000 arrays. Gives
 * false when it stopped at `mostValues`.
 */
export function walk(root: JsonNode, visit: (step: Step) => void): boolean {
  const ahead: Step[] = [{ node: root }];
  let visited = 0;
  for (let step = ahead.pop(); step; step = ahead.pop()) {
    if (visited === mostValues) return false;
    visited += 1;
    visit(step);
    const { node } = step;
    // Last first, since the stack gives them back in reverse.
    if (node.kind === 'object') {
      for (let at = node.members.length - 1; at >= 0; at -= 1) {
        const member = node.members[at] as JsonMember;
        ahead.push({ node: member.value, member, above: step });
      }
    } else if (node.kind === 'array') {
      for (let index = node.items.length - 1; index >= 0; index -= 1) {
        ahead.push({ node: node.items[index] as JsonNode, index, above: step });
      }
    }
  }
  return true;
}

/** The names and indices from the root down to a value. */
export function pathOf(step: Step): (string | number)[] {
  const path: (string | number)[] = [];
  for (let at: Step | undefined = step; at?.above; at = at.above) path.push(at.member?.name ?? at.index ?? 0);
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
