import type { JsonObject } from '../encoding/json-node';
import { findMember } from '../encoding/json-query';

/**
 * Parameters of RFC 7515 §4.1, RFC 7516 §4.1 and RFC 7518 §4, which "crit" must not name: everyone has to understand
 * them anyway.
 */
const standardNames: ReadonlySet<string> = new Set([
  ...['alg', 'jku', 'jwk', 'kid', 'x5u', 'x5c', 'x5t', 'x5t#S256', 'typ', 'cty', 'crit'],
  ...['enc', 'zip', 'epk', 'apu', 'apv', 'iv', 'tag', 'p2s', 'p2c'],
]);

const quote = (name: string): string => `"${name.length > 40 ? `${name.slice(0, 40)}…` : name}"`;

/**
 * Why the protected header's critical extensions forbid a verdict, in a sentence; undefined when they do not (RFC 7515
 * §4.1.11). `understood` are the names that the caller handles itself; `unprotected` are the other headers, where neither
 * "crit" nor `b64` may stand. `b64` (RFC 7797) is looked at even without "crit".
 */
export function findCritProblem(
  header: JsonObject | undefined,
  understood: readonly string[] = [],
  unprotected: readonly JsonObject[] = [],
): string | undefined {
  const misplaced = ['crit', 'b64'].find((name) => unprotected.some((other) => findMember(other, name)));
  if (misplaced) return `${quote(misplaced)} stands in an unprotected header; it counts in the protected one only.`;
  if (!header) return undefined;
  return findListProblem(header, understood, unprotected) ?? findB64Problem(header);
}

function findListProblem(
  header: JsonObject,
  understood: readonly string[],
  unprotected: readonly JsonObject[],
): string | undefined {
  const headers = [header, ...unprotected];
  const member = findMember(header, 'crit');
  if (!member) return undefined;
  const list = member.value;
  if (list.kind !== 'array') return '"crit" is not an array.';
  if (list.items.length === 0) return '"crit" is empty, which is forbidden.';
  const seen = new Set<string>();
  for (const item of list.items) {
    if (item.kind !== 'string') return '"crit" holds something that is not a string.';
    const name = item.value;
    if (seen.has(name)) return `"crit" names ${quote(name)} twice.`;
    if (standardNames.has(name)) return `"crit" names ${quote(name)}, a parameter of the standard itself.`;
    if (!headers.some((one) => findMember(one, name)))
      return `"crit" names ${quote(name)}, but the header has no such parameter.`;
    if (!understood.includes(name)) {
      return `"crit" asks for the extension ${quote(name)}, which is not supported here.`;
    }
    seen.add(name);
  }
  return undefined;
}

function findB64Problem(header: JsonObject): string | undefined {
  const b64 = findMember(header, 'b64')?.value;
  if (!b64) return undefined;
  if (b64.kind !== 'literal' || b64.value === null) return '"b64" is neither true nor false.';
  const crit = findMember(header, 'crit')?.value;
  const isListed = crit?.kind === 'array' && crit.items.some((item) => item.kind === 'string' && item.value === 'b64');
  if (!isListed) return '"b64" is present, but "crit" does not name it.';
  return undefined;
}
