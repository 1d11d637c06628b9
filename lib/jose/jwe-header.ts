import { decodeBase64url } from '../encoding/base64url';
import type { JsonNode } from '../encoding/json-node';
import { findMember } from '../encoding/json-query';
import { type ContentEncryptionAlgorithm, findContentEncryption } from '../registry/content-encryption';
import { findKeyManagement, type KeyManagementAlgorithm } from '../registry/key-management';
import { isRegisteredAlgorithm, meantAlgorithm } from '../registry/registered-algorithms';
import { findCritProblem } from './crit';
import { type JweRefusal, type Octets, refuse } from './jwe-attempt';
import { cut } from './jwk';
import type { JweToken } from './token';

/** A parameter of the JOSE header, whichever of its headers holds it (RFC 7516 §4); undefined when none does. */
export type HeaderLookup = (name: string) => JsonNode | undefined;

/** The rows of the two algorithms that a JWE names. */
export type JweAlgorithms = { alg: KeyManagementAlgorithm; enc: ContentEncryptionAlgorithm };

/**
 * The rows of "alg" and "enc" (RFC 7516 §4.1.1, §4.1.2), or why there is none to work with. A name that is only nearly
 * right is not taken for the right one: the reason says what was meant. Never throws.
 */
export function readJweAlgorithms(header: HeaderLookup): JweAlgorithms | JweRefusal {
  const alg = readName(header, 'alg', findKeyManagement, 'key management');
  if ('kind' in alg) return alg;
  const enc = readName(header, 'enc', findContentEncryption, 'content encryption');
  return 'kind' in enc ? enc : { alg, enc };
}

function readName<Row extends { name: string }>(
  header: HeaderLookup,
  parameter: 'alg' | 'enc',
  find: (name: string) => Row | undefined,
  purpose: string,
): Row | JweRefusal {
  const node = header(parameter);
  if (!node) return refuse(`missing-${parameter}`, `"${parameter}" is missing from the header.`);
  if (node.kind !== 'string') return refuse(`missing-${parameter}`, `"${parameter}" is not a string.`);
  const row = find(node.value);
  if (row) return row;
  const name = cut(node.value);
  if (isRegisteredAlgorithm(node.value)) {
    return refuse(`unknown-${parameter}`, `"${name}" is no algorithm for ${purpose} ("${parameter}").`);
  }
  const meant = meantAlgorithm(node.value);
  const hint = meant && find(meant) ? `; it is spelt "${meant}"` : '';
  return refuse(`unknown-${parameter}`, `There is no algorithm "${name}" for ${purpose} ("${parameter}")${hint}.`);
}

/** The header's "kid" (RFC 7516 §4.1.6), when it is a string. */
export function readJweKid(header: HeaderLookup): string | undefined {
  const node = header('kid');
  return node?.kind === 'string' ? node.value : undefined;
}

/** The octets of a parameter in base64url, strictly; undefined when it is missing. */
export function readOctetsOf(header: HeaderLookup, name: string): Octets | JweRefusal | undefined {
  const node = header(name);
  if (!node) return undefined;
  if (node.kind !== 'string') return refuse('bad-parameter', `"${name}" in the header is not a string.`);
  const { bytes, problems } = decodeBase64url(node.value);
  const [first] = problems;
  if (!first) return bytes;
  return refuse('bad-parameter', `"${name}" in the header is not base64url at its character ${first.start + 1}.`);
}

/**
 * Why the critical extensions forbid to go on (RFC 7516 §4.1.13); undefined when they do not. `understood` are names that
 * the caller deals with.
 */
export function findJweCritProblem({ header, unprotected }: JweToken, understood?: readonly string[]) {
  const [first, ...others] = [header, ...unprotected].map(({ json }) => objectOf(json?.root));
  const problem = findCritProblem(
    first,
    understood,
    others.filter((other) => other !== undefined),
  );
  return problem === undefined ? undefined : refuse('bad-crit', problem);
}

const objectOf = (node: JsonNode | undefined) => (node?.kind === 'object' ? node : undefined);

/**
 * Whether the plaintext is compressed: "zip" is "DEF" or missing, and stands in the protected header (RFC 7516 §4.1.3). The
 * nodes are those of the headers' JSON texts.
 */
export function readCompression(
  protectedHeader: JsonNode | undefined,
  unprotected: readonly (JsonNode | undefined)[],
): boolean | JweRefusal {
  if (unprotected.some((header) => findMember(header, 'zip'))) {
    return refuse('bad-parameter', '"zip" stands in a header that is not protected.');
  }
  const node = findMember(protectedHeader, 'zip')?.value;
  if (!node) return false;
  if (node.kind === 'string' && node.value === 'DEF') return true;
  const found = node.kind === 'string' ? `"${cut(node.value)}"` : 'not a string';
  return refuse('unknown-zip', `"zip" is ${found}; the only compression there is, is "DEF".`);
}
