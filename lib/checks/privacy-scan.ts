import type { JsonNode } from '../encoding/json-node';
import type { Part, Token } from '../jose/token';
import type { Evidence } from './check';
import { cut, memberEvidence, mostEvidence, nodeEvidence } from './evidence';
import { jsonParts } from './parts';
import { type Frame, limitNote, memberNameAt, pathOf, walk } from './walk';

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

/** How far up a name is looked for: a value in an array of arrays of arrays has none. */
const farthest = 4;

/** The name under which a value stands; in a disclosure the second item names the third (RFC 9901 §4.2.1). */
function nameAt(frame: Frame | undefined, part: Part): { name: string; top: boolean } | undefined {
  for (let step = frame, up = 0; step && up < farthest; step = step.above, up += 1) {
    const name = memberNameAt(step);
    if (name !== undefined) return { name, top: step.above === undefined };
    if (part.name === 'disclosure' && !step.above && step.node.kind === 'array') {
      const second = step.node.items[1];
      return step.at === 2 && second?.kind === 'string' ? { name: second.value, top: true } : undefined;
    }
  }
  return undefined;
}

/** What a scan found: the places, the labels without repetition, how often, and what to add to the message. */
export type Scan = { evidence: Evidence[]; labels: string[]; count: number; note: string };

/**
 * Everything in the readable parts but the header that `judge` gives a label to. Values are not repeated in the evidence
 * where `isSecret` says so: the place is enough.
 */
export function scan(token: Token, judge: (value: NamedValue) => string | undefined, isSecret = false): Scan {
  const found: Scan = { evidence: [], labels: [], count: 0, note: '' };
  let complete = true;
  const plains = new Map<string, string>();
  for (const { part, root } of jsonParts(token)) {
    if (part.name === 'header' || part.name === 'unprotected-header') continue;
    const all = walk(root, (node, frame) => {
      if (isEmpty(node)) return;
      const named = nameAt(frame, part);
      const name = named?.name ?? '';
      let plain = plains.get(name);
      if (plain === undefined) {
        plain = plainName(name);
        plains.set(name, plain);
      }
      const label = judge({ part, node, name, plain, top: named?.top ?? false });
      if (label === undefined) return;
      found.count += 1;
      if (!found.labels.includes(label)) found.labels.push(label);
      if (found.evidence.length === mostEvidence) return;
      found.evidence.push(isSecret ? hiddenEvidence(part, node, frame, name) : nodeEvidence(part, node, pathOf(frame)));
    });
    complete &&= all;
  }
  found.note = limitNote(complete);
  return found;
}

/** The place of a value without the value: the member with its name, or where there is none the place in the token. */
function hiddenEvidence(part: Part, node: JsonNode, frame: Frame | undefined, name: string): Evidence {
  const member = frame?.node.kind === 'object' ? frame.node.members[frame.at] : undefined;
  const path = pathOf(frame);
  if (member) return { ...memberEvidence(part, member, path), value: cut(`"${member.name}"`) };
  const { textSpan: _place, ...evidence } = nodeEvidence(part, node, path);
  return { ...evidence, value: cut(`"${name}"`) };
}
