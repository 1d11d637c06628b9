import type { JsonNode } from '../encoding/json-node';
import { digestOfElement } from '../jose/sd-jwt-digest';
import { findClaim } from '../registry/claims';
import type { ValueType } from '../registry/member';
import { rfc } from '../registry/source';
import type { Check, Hit } from './check';
import { absenceEvidence, memberEvidence, mostEvidence } from './evidence';
import { claimsOf, findTokenClaim, typeOf } from './parts';
import { cwe } from './references';

/** Dates that have a check of their own (`non-numeric-date`). */
const ownCheck: ReadonlySet<string> = new Set(['exp', 'nbf', 'iat', 'auth_time']);

const wordsFor: Record<ValueType, string> = {
  string: 'a string',
  'string-or-uri': 'a string',
  'string-or-strings': 'a string or an array of strings',
  strings: 'an array of strings',
  'numeric-date': 'a number of seconds',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  array: 'an array',
};

/** The strings of an array; in an SD-JWT some may be concealed, and what they are only their disclosures say. */
function isStrings(node: JsonNode, concealable: boolean): boolean {
  const isString = (item: JsonNode) => item.kind === 'string' || (concealable && digestOfElement(item) !== undefined);
  return node.kind === 'array' && node.items.every(isString);
}

function fits(node: JsonNode, type: ValueType, concealable: boolean): boolean {
  switch (type) {
    case 'string':
    case 'string-or-uri':
      return node.kind === 'string';
    case 'string-or-strings':
      return node.kind === 'string' || isStrings(node, concealable);
    case 'strings':
      return isStrings(node, concealable);
    case 'numeric-date':
    case 'number':
      return node.kind === 'number';
    case 'boolean':
      return node.kind === 'literal' && node.value !== null;
    default:
      return node.kind === type;
  }
}

/**
 * A registered claim of another type than its specification says: `{"sub": 42}`, `{"email_verified": "true"}`. Never a
 * false positive for registered names; that a StringOrURI with a colon is a URI is not checked, nor what an element of an
 * array is that an SD-JWT conceals (RFC 9901 §4.2.4.2).
 */
const mistypedClaim = {
  id: 'mistyped-claim',
  subject: 'claims',
  severity: 'medium',
  title: 'Claim of the wrong type',
  why: 'Receivers convert or compare such a value each in its own way: a number as "sub" can lose digits, "false" in quotes counts as true.',
  fix: 'Write the claim in the type that its specification gives.',
  references: [rfc(7519, '4.1'), cwe(1287)],
  find({ token }) {
    const claims = claimsOf(token);
    if (!claims) return [];
    const hits: Hit[] = [];
    for (const member of claims.root.members) {
      const claim = ownCheck.has(member.name) ? undefined : findClaim(member.name);
      if (claim?.kind !== 'registered' || !claim.valueType) continue;
      if (fits(member.value, claim.valueType, token.kind === 'sd-jwt')) continue;
      const message = `"${claim.name}" must be ${wordsFor[claim.valueType]} (${claim.source.label}).`;
      hits.push({ message, evidence: [memberEvidence(claims.part, member, [member.name])] });
      if (hits.length === mostEvidence) break;
    }
    return hits;
  },
} as const satisfies Check;

/** Kinds of token that are about no subject, or name it otherwise. */
const typesWithoutSub: ReadonlySet<string | undefined> = new Set([
  'dpop+jwt',
  'kb+jwt',
  'oauth-authz-req+jwt',
  'openid4vci-proof+jwt',
  'passport',
  'secevent+jwt',
  'token-introspection+jwt',
]);

/**
 * A token that does not say whom it is about: `{"iss": "https://issuer.example"}`. Harmless for kinds of token without a
 * subject; the known ones are left alone.
 */
const missingSub = {
  id: 'missing-sub',
  subject: 'claims',
  severity: 'low',
  title: 'No subject',
  why: 'Without "sub" receivers take whom the token is about from another claim, such as an e-mail address, which can change hands.',
  fix: 'Set "sub" to an id that is unique at the issuer and never given to another.',
  references: [rfc(7519, '4.1.2')],
  find({ token }) {
    const claims = claimsOf(token);
    if (!claims?.whole || typesWithoutSub.has(typeOf(token))) return [];
    if (['sub', 'sub_id', 'events'].some((name) => findTokenClaim(token, name))) return [];
    return [{ message: '"sub" is missing.', evidence: [absenceEvidence(claims.part, 'sub')] }];
  },
} as const satisfies Check;

/** Checks of the claims as registered. */
export const claimChecks = [mistypedClaim, missingSub] as const;
