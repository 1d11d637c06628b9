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
 * §4.1.11). `understood` are the names that the caller handles itself; `unprotected` are the other headers, where "crit"
 * must not stand.
 */
export function findCritProblem(
  header: JsonObject | undefined,
  understood: readonly string[] = [],
  unprotected: readonly JsonObject[] = [],
): string | undefined {
  return findMisplaced('crit', unprotected) ?? (header && findListProblem(header, understood, unprotected));
}

function findMisplaced(name: string, unprotected: readonly JsonObject[]): string | undefined {
  return unprotected.some((other) => findMember(other, name))
    ? `"${name}" stands in an unprotected header; it counts in the protected one only.`
    : undefined;
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

/** Why a JWS's `b64` is not in order, in a sentence, also where "crit" does not name it (RFC 7797 §3, §6). */
export function findB64Problem(header: JsonObject | undefined, unprotected: readonly JsonObject[]): string | undefined {
  const misplaced = findMisplaced('b64', unprotected);
  if (misplaced || !header) return misplaced;
  const b64 = findMember(header, 'b64')?.value;
  if (!b64) return undefined;
  if (b64.kind !== 'literal' || b64.value === null) return '"b64" is neither true nor false.';
  const crit = findMember(header, 'crit')?.value;
  const isListed = crit?.kind === 'array' && crit.items.some((item) => item.kind === 'string' && item.value === 'b64');
  if (!isListed) return '"b64" is present, but "crit" does not name it.';
  return undefined;
}
