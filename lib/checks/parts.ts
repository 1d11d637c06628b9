import type { JsonMember, JsonNode, JsonObject } from '../encoding/json-node';
import { findMember } from '../encoding/json-query';
import { headersOf } from '../jose/parse-token';
import type { Part, Token } from '../jose/token';
import type { SignatureAlgorithm } from '../registry/algorithm';
import { findAlgorithm } from '../registry/algorithms';
import { normalizeType } from '../registry/values';

/** A part that holds a JSON object. `whole` is false when only its beginning could be read: nothing is missing then. */
export type ObjectPart = { part: Part; root: JsonObject; whole: boolean };

/** A member with the part that it stands in. */
export type PartMember = { part: Part; member: JsonMember };

/**
 * The protected header, if it can be read as an object, even in part; where there is none, the first unprotected one, for
 * the signer or recipient that is looked at.
 */
export function headerOf(token: Token): ObjectPart | undefined {
  return headersOf(token)
    .map((part) => objectIn(part))
    .find((header) => header !== undefined);
}

/** The claims set, if it can be read as an object, even in part. A JWE has none before it is decrypted. */
export function claimsOf(token: Token): ObjectPart | undefined {
  return objectIn(token.payload);
}

/** All parts in which some JSON was read. */
export function jsonParts(token: Token): { part: Part; root: JsonNode }[] {
  return token.parts.flatMap((part) => (part.json?.root ? [{ part, root: part.json.root }] : []));
}

/** The header parameter that parsers take, in whichever header: the last of this name, of the protected header first. */
export function findParameter(token: Token, name: string): PartMember | undefined {
  for (const part of headersOf(token)) {
    const found = memberIn(objectIn(part), name);
    if (found) return found;
  }
  return undefined;
}

/** The claim that parsers take: the last of this name. */
export function findTokenClaim(token: Token, name: string): PartMember | undefined {
  return memberIn(claimsOf(token), name);
}

/** The value of a header parameter when it is a string. */
export function stringParameter(token: Token, name: string): string | undefined {
  const value = findParameter(token, name)?.member.value;
  return value?.kind === 'string' ? value.value : undefined;
}

/** The row of the algorithm that a signed token names, spelt exactly. */
export function rowOf(token: Token): SignatureAlgorithm | undefined {
  return token.kind === 'jwe' ? undefined : findAlgorithm(stringParameter(token, 'alg'));
}

/** Whether an `alg` value means none to some library: in any case, with blanks or control characters around or inside. */
export function isNoneLike(alg: string | undefined): boolean {
  if (alg === undefined || alg.length > 100) return false;
  return (
    [...alg]
      .filter((character) => character > ' ')
      .join('')
      .toLowerCase() === 'none'
  );
}

/** The `typ` value as it is compared: lower case, without application/. */
export function typeOf(token: Token): string | undefined {
  const typ = stringParameter(token, 'typ');
  return typ === undefined ? undefined : normalizeType(typ);
}

function objectIn(part: Part | undefined): ObjectPart | undefined {
  const json = part?.json;
  if (!part || json?.root?.kind !== 'object') return undefined;
  return { part, root: json.root, whole: json.problems.length === 0 };
}

function memberIn(object: ObjectPart | undefined, name: string): PartMember | undefined {
  const member = findMember(object?.root, name);
  return object && member ? { part: object.part, member } : undefined;
}
