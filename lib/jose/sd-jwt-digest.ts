// A file of its own: the checks need it for every SD-JWT, and must not bring with them what puts disclosures in their places.
import type { JsonNode, JsonString } from '../encoding/json-node';

/** The digest in `{"...": "<digest>"}`, a concealed element of an array (RFC 9901 §4.2.4.2); undefined for any other. */
export function digestOfElement(node: JsonNode): JsonString | undefined {
  const [member] = node.kind === 'object' && node.members.length === 1 ? node.members : [];
  return member?.name === '...' && member.value.kind === 'string' ? member.value : undefined;
}
