import type { JsonObject } from '../encoding/json-node';
import { findMember } from '../encoding/json-query';
import type { SignatureAlgorithm } from '../registry/algorithm';
import { findAlgorithm } from '../registry/algorithms';
import { isRegisteredAlgorithm, meantAlgorithm } from '../registry/registered-algorithms';
import { headersOf } from './parse-token';
import type { Part, Token } from './token';

/** The algorithm that a JOSE header names, or why there is none to work with. */
export type AlgReading =
  | { kind: 'algorithm'; row: SignatureAlgorithm }
  | { kind: 'no-algorithm'; code: 'missing-alg' | 'unknown-alg'; reason: string };

/**
 * The JOSE header of a token: the parameters of the protected and the unprotected headers together (RFC 7515 §4), for the
 * signer that is looked at; of a repeated name the protected one is last, and so counts. Its places mean nothing, since
 * they are those of several texts. Undefined where none of the headers is an object.
 */
export function joseHeaderOf(token: Token): JsonObject | undefined {
  const [first, ...others] = objectsOf(headersOf(token));
  if (!first) return undefined;
  return { ...first, members: [...others.flatMap(({ members }) => members), ...first.members] };
}

/** The JSON objects of those headers that are one. */
export function objectsOf(headers: readonly Part[]): JsonObject[] {
  return headers.flatMap(({ json }) => (json?.root?.kind === 'object' ? [json.root] : []));
}

const cut = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/**
 * The row of the header's "alg" (RFC 7515 §4.1.1); of a repeated member the last one counts, as for parsers. A name
 * that is only nearly right is not taken for the right one: the reason says what was meant. Never throws.
 */
export function readAlg(header: JsonObject): AlgReading {
  const missing = (reason: string): AlgReading => ({ kind: 'no-algorithm', code: 'missing-alg', reason });
  const unknown = (reason: string): AlgReading => ({ kind: 'no-algorithm', code: 'unknown-alg', reason });
  const value = findMember(header, 'alg')?.value;
  if (!value) return missing('"alg" is missing from the header.');
  if (value.kind !== 'string') return missing('"alg" is not a string.');
  const row = findAlgorithm(value.value);
  if (row) return { kind: 'algorithm', row };
  const name = cut(value.value);
  if (isRegisteredAlgorithm(value.value)) return unknown(`"${name}" is no signature algorithm.`);
  const meant = meantAlgorithm(value.value);
  if (meant) return unknown(`There is no algorithm "${name}"; it is spelt "${meant}".`);
  return unknown(`There is no algorithm "${name}".`);
}

/** The header's "kid" (RFC 7515 §4.1.4), when it is a string. */
export function readKid(header: JsonObject): string | undefined {
  const value = findMember(header, 'kid')?.value;
  return value?.kind === 'string' ? value.value : undefined;
}
