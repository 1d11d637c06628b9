import type { JsonMember, JsonObject } from '../encoding/json-node';
import { lastMembersOf } from '../encoding/json-query';
import { partInWords } from '../jose/part-words';
import type { Part } from '../jose/token';
import { rfc } from '../registry/source';
import type { Check, Evidence, Hit } from './check';
import { cut, memberEvidence, mostEvidence, nodeEvidence } from './evidence';
import { jsonParts } from './parts';
import { cwe } from './references';
import { type Frame, limitNote, pathOf, walk } from './walk';

/** The members of an object whose name occurs more than once, by name. */
function repeatedIn(object: JsonObject): Map<string, JsonMember[]> {
  const { members } = object;
  const byName = new Map<string, JsonMember[]>();
  if (!hasRepeated(object)) return byName;
  for (const member of members) {
    const same = byName.get(member.name);
    if (same) same.push(member);
    else byName.set(member.name, [member]);
  }
  for (const [name, same] of byName) if (same.length < 2) byName.delete(name);
  return byName;
}

/** Almost always false, and asked of every object: small ones are compared in place, without making a set. */
function hasRepeated(object: JsonObject): boolean {
  const { members } = object;
  if (members.length > 12) return lastMembersOf(object).size < members.length;
  for (let one = 1; one < members.length; one += 1) {
    for (let other = 0; other < one; other += 1) if (members[one]?.name === members[other]?.name) return true;
  }
  return false;
}

function whereText(part: Part, frame: Frame | undefined): string {
  const path = pathOf(frame);
  return path.length === 0
    ? partInWords(part.name)
    : `"${cut(String(path[path.length - 1]))}" in ${partInWords(part.name)}`;
}

/**
 * A name that occurs twice in one object: `{"sub": "a", "sub": "b"}`. Never a false positive; deeper inside the claims it
 * is less grave, since there JSON leaves it open.
 */
const duplicateMember = {
  id: 'duplicate-member',
  subject: 'encoding',
  severity: 'high',
  title: 'Repeated member',
  why: 'Most parsers take the last of the values, some the first, and strict ones refuse: the token means different things to different readers.',
  fix: 'Write each name once, and refuse tokens that do not.',
  references: [rfc(7515, '10.12'), rfc(7519, '4'), rfc(8259, '4'), cwe(436)],
  find({ token }) {
    const hits: Hit[] = [];
    for (const { part, root } of jsonParts(token)) {
      const complete = walk(root, (node, frame) => {
        if (node.kind !== 'object' || hits.length === mostEvidence) return;
        for (const [name, members] of repeatedIn(node)) {
          if (hits.length === mostEvidence) return;
          const path = [...pathOf(frame), name];
          const evidence = members.slice(0, mostEvidence).map((member) => memberEvidence(part, member, path));
          const last = members[members.length - 1];
          const value = last
            ? cut((part.text ?? '').slice(last.value.start, Math.min(last.value.end, last.value.start + 60)))
            : '';
          const times = members.length === 2 ? 'twice' : `${members.length} times`;
          const message = `"${cut(name)}" occurs ${times} in ${whereText(part, frame)}. Most parsers take the last value, ${value}.`;
          hits.push({ message, evidence, severity: path.length > 1 ? 'medium' : undefined });
        }
      });
      const last = hits[hits.length - 1];
      if (!complete && last) last.message += limitNote(complete);
    }
    return hits;
  },
} as const satisfies Check;

/**
 * A number that JavaScript and others cannot hold: `{"id": 9007199254740993}`, `1e400`. Never a false positive, though
 * readers with exact numbers are not harmed.
 */
const unsafeNumber = {
  id: 'unsafe-number',
  subject: 'encoding',
  severity: 'medium',
  title: 'Number that loses digits',
  why: 'Many readers keep numbers as doubles, exact for integers only up to 2^53. Beyond that two different ids become one, or the number becomes infinite.',
  fix: 'Write large ids as strings.',
  references: [rfc(8259, '6'), rfc(7493, '2.2')],
  find({ token }) {
    const evidence: Evidence[] = [];
    const seen: string[] = [];
    let count = 0;
    let complete = true;
    for (const { part, root } of jsonParts(token)) {
      const all = walk(root, (node, frame) => {
        if (node.kind !== 'number') return;
        const { value, literal } = node;
        if (Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))) return;
        count += 1;
        if (evidence.length === mostEvidence) return;
        evidence.push(nodeEvidence(part, node, pathOf(frame)));
        seen.push(`${cut(literal)} is read as ${value === Infinity || value === -Infinity ? 'infinity' : value}`);
      });
      complete &&= all;
    }
    if (count === 0) return [];
    const more = count > 1 ? `, and ${count - 1} more like it` : '';
    return [{ message: `${seen[0]} by many readers${more}.${limitNote(complete)}`, evidence }];
  },
} as const satisfies Check;

/** Checks of the JSON in header, claims and disclosures. */
export const encodingJsonChecks = [duplicateMember, unsafeNumber] as const;
