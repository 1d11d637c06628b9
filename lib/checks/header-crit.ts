import type { JsonNode } from '../encoding/json-node';
import { findHeaderParameter, isBaseParameter } from '../registry/header-parameters';
import { rfc } from '../registry/source';
import type { Check, CheckContext, Hit } from './check';
import { cut, memberEvidence, mostEvidence, nodeEvidence } from './evidence';
import { findParameter } from './parts';
import { cve, cwe } from './references';

function parameterEvidence({ token }: CheckContext, name: string) {
  const found = findParameter(token, name);
  return found ? [memberEvidence(found.part, found.member, [name])] : [];
}

/** What is wrong with one name in `crit`, or undefined. */
function faultOf(item: JsonNode, seen: ReadonlySet<string>, { token }: CheckContext): string | undefined {
  if (item.kind !== 'string') return '"crit" lists something that is not a string.';
  const name = `"${cut(item.value)}"`;
  if (seen.has(item.value)) return `"crit" lists ${name} twice.`;
  if (isBaseParameter(item.value)) return `"crit" lists ${name}, which every receiver must understand anyway.`;
  if (!findParameter(token, item.value)) return `"crit" lists ${name}, which is not in the header.`;
  if (!findHeaderParameter(item.value)) return `"crit" lists ${name}, which is not a registered extension.`;
  return undefined;
}

/**
 * A list of critical extensions that breaks the rules, or asks for what hardly anyone has: `{"crit": []}`,
 * `{"crit": ["exp"]}`. An unregistered name is a false positive where both sides know the extension.
 */
const badCrit = {
  id: 'bad-crit',
  subject: 'header',
  severity: 'high',
  title: 'Critical extensions not in order',
  why: 'A receiver must refuse a token with a critical extension that it does not understand. Libraries that skip this accept what others refuse, and what the extension was to ensure is not ensured.',
  fix: 'List in "crit" only extensions that are in the header and that every receiver knows; leave it out when there are none.',
  references: [rfc(7515, '4.1.11'), cve('2025-59420'), cwe(345)],
  find(context) {
    const crit = findParameter(context.token, 'crit');
    if (!crit) return [];
    const { value } = crit.member;
    const evidence = [memberEvidence(crit.part, crit.member, ['crit'])];
    if (value.kind !== 'array') return [{ message: '"crit" is not an array of names.', evidence }];
    if (value.items.length === 0) return [{ message: '"crit" is an empty array, which is not allowed.', evidence }];
    const seen = new Set<string>();
    const hits: Hit[] = [];
    for (const [index, item] of value.items.entries()) {
      const message = faultOf(item, seen, context);
      if (item.kind === 'string') seen.add(item.value);
      if (message) hits.push({ message, evidence: [nodeEvidence(crit.part, item, ['crit', index])] });
      if (hits.length === mostEvidence) break;
    }
    return hits;
  },
} as const satisfies Check;

/**
 * A payload signed as it is: `{"b64": false, "crit": ["b64"]}`. A false positive for a JWS that is no JWT.
 */
const unencodedPayload = {
  id: 'unencoded-payload',
  subject: 'header',
  severity: 'high',
  title: 'Unencoded payload',
  why: 'With "b64": false the payload is signed without base64url. That is not allowed in a JWT, and receivers that do not know it read another payload than was signed.',
  fix: 'Leave out "b64", so that the payload is encoded as everywhere.',
  references: [rfc(7797, '7')],
  find(context) {
    const value = findParameter(context.token, 'b64')?.member.value;
    if (value?.kind !== 'literal' || value.value !== false) return [];
    return [{ message: '"b64" is false, which a JWT must not say.', evidence: parameterEvidence(context, 'b64') }];
  },
} as const satisfies Check;

/**
 * An extension that nobody is made to understand: `{"b64": false}`. Never a false positive.
 */
const b64WithoutCrit = {
  id: 'b64-without-crit',
  subject: 'header',
  severity: 'medium',
  title: 'b64 without crit',
  why: 'A receiver that does not know "b64" ignores it unless "crit" lists it, and then checks the signature over something else.',
  fix: 'Add "crit": ["b64"], or leave out "b64".',
  references: [rfc(7797, '6')],
  find(context) {
    if (!findParameter(context.token, 'b64')) return [];
    const crit = findParameter(context.token, 'crit')?.member.value;
    const listed = crit?.kind === 'array' && crit.items.some((item) => item.kind === 'string' && item.value === 'b64');
    if (listed) return [];
    return [{ message: '"b64" is present, but "crit" does not list it.', evidence: parameterEvidence(context, 'b64') }];
  },
} as const satisfies Check;

/** Checks of `crit` and the extension `b64`. */
export const headerCritChecks = [badCrit, unencodedPayload, b64WithoutCrit] as const;
