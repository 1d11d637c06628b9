import { decodeBase64url } from '../encoding/base64url';
import type { JsonNode, JsonString } from '../encoding/json-node';
import { type JsonReading, kindInWords, report } from './json-members';
import { describeBase64url } from './read-part';
import { memberOf, splitSegments } from './segments';
import { readStringPart } from './string-part';
import type { Part, Signer } from './token';

/** No issuer writes that many. */
const MOST_DISCLOSURES = 5000;

/** What makes a JWS in JSON an SD-JWT. */
export type JsonSdJwt = { disclosures: Part[]; keyBinding?: Part };

/**
 * The disclosures and the key-binding JWT of a JWS in JSON: members `disclosures` and `kb_jwt` of the first signature's
 * unprotected header, and of no other (RFC 9901 §8). Undefined where there are none: then it is no SD-JWT. Their parts
 * stand inside the header's part. Never throws; see the reading's problems.
 */
export function readJsonSdJwt(reading: JsonReading, [first, ...others]: readonly Signer[]): JsonSdJwt | undefined {
  for (const { unprotected } of others) for (const header of unprotected) reportMisplaced(reading, header);
  const header = first?.unprotected[0];
  const list = memberOf(header, 'disclosures');
  const binding = memberOf(header, 'kb_jwt');
  if (!header || (!list && !binding)) return undefined;
  const disclosures = list ? readDisclosures(reading, header, list) : [];
  if (!binding) return { disclosures };
  if (binding.kind !== 'string') {
    const { start, end } = placed(header, binding);
    const message = `"kb_jwt", at character ${start + 1} of the token, is ${kindInWords(binding)}: expected a string.`;
    report(reading, { start, end }, message, 'json-member', 'key-binding');
    return { disclosures };
  }
  const keyBinding = readKeyBinding(reading, placed(header, binding));
  reading.parts.push(keyBinding);
  return { disclosures, keyBinding };
}

function readDisclosures(reading: JsonReading, header: Part, list: JsonNode): Part[] {
  const { start, end } = placed(header, list);
  if (list.kind !== 'array') {
    const message = `"disclosures", at character ${start + 1} of the token, is ${kindInWords(list)}: expected an array of strings.`;
    report(reading, { start, end }, message, 'json-member', 'disclosure');
    return [];
  }
  const disclosures: Part[] = [];
  for (const item of list.items.slice(0, MOST_DISCLOSURES)) {
    const node = placed(header, item);
    if (node.kind === 'string') disclosures.push(readStringPart(reading.text, node, 'disclosure', 'json-array'));
    else {
      const message = `A disclosure, at character ${node.start + 1} of the token, is ${kindInWords(item)}: expected a string.`;
      report(reading, node, message, 'json-member', 'disclosure');
    }
  }
  if (list.items.length > MOST_DISCLOSURES) {
    const message = `The token has ${list.items.length} disclosures: only the first ${MOST_DISCLOSURES} are read.`;
    report(reading, { start, end }, message, 'json-member', 'disclosure');
  }
  for (const part of disclosures) reading.parts.push(part);
  return disclosures;
}

/** The key-binding JWT as one part: a token of its own, whose segments are only checked for their alphabet here. */
function readKeyBinding({ text }: JsonReading, node: JsonString): Part {
  const part = readStringPart(text, node, 'key-binding', 'octets');
  const bytes = new Uint8Array(0);
  if (part.unplaced) return { ...part, bytes, problems: [] };
  const problems = splitSegments(text, part.start, part.end)
    .flatMap(({ start, end }) => decodeBase64url(text, start, end).problems)
    .map((problem) => describeBase64url(problem, 'key-binding'));
  return { ...part, bytes, problems };
}

function reportMisplaced(reading: JsonReading, header: Part): void {
  for (const name of ['disclosures', 'kb_jwt']) {
    const node = memberOf(header, name);
    if (!node) continue;
    const { start, end } = placed(header, node);
    const message = `"${name}", at character ${start + 1} of the token, stands in the header of a later signature: expected in that of the first only.`;
    report(reading, { start, end }, message, 'json-member', name === 'kb_jwt' ? 'key-binding' : 'disclosure');
  }
}

/** A node of an unprotected header, its place counted in the token. */
function placed<Node extends JsonNode>(header: Part, node: Node): Node {
  return { ...node, start: header.start + node.start, end: header.start + node.end };
}
