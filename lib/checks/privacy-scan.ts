import type { JsonArray, JsonMember, JsonNode, JsonObject } from '../encoding/json-node';
import { finish, type Steps } from '../encoding/steps';
import type { Part, Token } from '../jose/token';
import type { Evidence } from './check';
import { cut, memberEvidence, mostEvidence, nodeEvidence } from './evidence';
import { jsonParts } from './parts';
import { limitNote, walkSteps } from './walk';

/** One value of the claims with the name it goes by: its own member's, or that of the array it stands in. */
export type NamedValue = {
  part: Part;
  node: JsonNode;
  /** As it is written. */
  name: string;
  /** In lower case and letters alone, so that `first_name`, `firstName` and `first-name` are one. Empty for long names. */
  plain: string;
  /** Whether it stands at the top of the claims, or in a disclosure of its own. */
  top: boolean;
};

/** Whether a value has nothing in it. */
export function isEmpty(node: JsonNode): boolean {
  if (node.kind === 'string') return node.value === '';
  if (node.kind === 'object') return node.members.length === 0;
  if (node.kind === 'array') return node.items.length === 0;
  return node.kind === 'literal';
}

/** A name in lower case and letters alone; empty for one that is too long to be a name. */
export function plainName(name: string): string {
  return name.length > 60 ? '' : name.replace(/[^a-z]/gi, '').toLowerCase();
}

/** Where a value stands: in which object or array, at which number, and where that stands. Unlike a frame it stays as it is. */
type Place = { holder: JsonObject | JsonArray; at: number; above?: Place };

/** How far up a name is looked for: a value in an array of arrays of arrays has none. */
const farthest = 4;

function memberAt({ holder, at }: Place): JsonMember | undefined {
  return holder.kind === 'object' ? holder.members[at] : undefined;
}

/** The name under which a value stands; in a disclosure the second item names the third (RFC 9901 §4.2.1). */
function nameAt(place: Place | undefined, part: Part): { name: string; top: boolean } | undefined {
  for (let step = place, up = 0; step && up < farthest; step = step.above, up += 1) {
    const member = memberAt(step);
    if (member) return { name: member.name, top: step.above === undefined };
    if (part.name === 'disclosure' && !step.above && step.holder.kind === 'array') {
      const second = step.holder.items[1];
      return step.at === 2 && second?.kind === 'string' ? { name: second.value, top: true } : undefined;
    }
  }
  return undefined;
}

function pathTo(place: Place | undefined): (string | number)[] {
  const path: (string | number)[] = [];
  for (let step = place; step; step = step.above) path.push(memberAt(step)?.name ?? step.at);
  return path.reverse();
}

/** All values of a token that have something in them; `complete` is false where there are more than are looked at. */
type Inventory = { values: readonly (NamedValue & { place?: Place })[]; complete: boolean };

/** Several checks look through the same values, so that they are gathered once. */
const inventories = new WeakMap<Token, Inventory>();

function inventoryOf(token: Token): Inventory {
  return finish(inventorySteps(token));
}

/** Gathers the values that the checks of what a token gives away look through, in steps, before they are asked. */
export function* inventorySteps(token: Token): Steps<Inventory> {
  const known = inventories.get(token);
  if (known) return known;
  const values: (NamedValue & { place?: Place })[] = [];
  const plains = new Map<string, string>();
  let complete = true;
  for (const { part, root } of jsonParts(token)) {
    if (part.name === 'header' || part.name === 'unprotected-header') continue;
    const places = new Map<JsonNode, Place | undefined>();
    const all = yield* walkSteps(root, (node, frame) => {
      const place = frame && { holder: frame.node, at: frame.at, above: places.get(frame.node) };
      if (node.kind === 'object' || node.kind === 'array') places.set(node, place);
      if (isEmpty(node)) return;
      const { name = '', top = false } = nameAt(place, part) ?? {};
      let plain = plains.get(name);
      if (plain === undefined) {
        plain = plainName(name);
        plains.set(name, plain);
      }
      values.push({ part, node, name, plain, top, place });
    });
    complete &&= all;
  }
  const inventory = { values, complete };
  inventories.set(token, inventory);
  return inventory;
}

/** More names than a sentence holds. */
const mostLabels = 20;

/** What a scan found: the places, the labels without repetition, how often, and what to add to the message. */
export type Scan = { evidence: Evidence[]; labels: string[]; count: number; note: string };

/**
 * Everything in the readable parts but the header that `judge` gives a label to. Values are not repeated in the evidence
 * where `isSecret` says so: the place is enough.
 */
export function scan(token: Token, judge: (value: NamedValue) => string | undefined, isSecret = false): Scan {
  const { values, complete } = inventoryOf(token);
  const found: Scan = { evidence: [], labels: [], count: 0, note: limitNote(complete) };
  for (const value of values) {
    const label = judge(value);
    if (label === undefined) continue;
    found.count += 1;
    if (found.labels.length < mostLabels && !found.labels.includes(label)) found.labels.push(label);
    if (found.evidence.length === mostEvidence) continue;
    const { part, node, name, place } = value;
    found.evidence.push(isSecret ? hiddenEvidence(part, node, name, place) : nodeEvidence(part, node, pathTo(place)));
  }
  return found;
}

/** The place of a value without the value: the member with its name, or where there is none the place in the token. */
function hiddenEvidence(part: Part, node: JsonNode, name: string, place: Place | undefined): Evidence {
  const member = place && memberAt(place);
  if (member) return { ...memberEvidence(part, member, pathTo(place)), value: cut(`"${member.name}"`) };
  const { textSpan: _place, ...evidence } = nodeEvidence(part, node, pathTo(place));
  return { ...evidence, value: cut(`"${name}"`) };
}
