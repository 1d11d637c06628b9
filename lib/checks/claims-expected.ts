import type { JsonNode } from '../encoding/json-node';
import { rfc } from '../registry/source';
import { normalizeType } from '../registry/values';
import type { Check, CheckContext, Evidence, Hit } from './check';
import { absenceEvidence, cut, memberEvidence } from './evidence';
import { audiencesOf } from './expectations';
import { claimsOf, findParameter, findTokenClaim, headerOf, stringParameter } from './parts';
import { cwe } from './references';

function claimEvidence({ token }: CheckContext, name: string): Evidence[] {
  const claim = findTokenClaim(token, name);
  if (claim) return [memberEvidence(claim.part, claim.member, [name])];
  const claims = claimsOf(token);
  return claims ? [absenceEvidence(claims.part, name)] : [];
}

/** From the first slash of those at the end: a search begun anew at each of many would take the square of their number. */
const lastSlashes = /(?<!\/)\/+$/;

/** What two texts have in common when case, a last slash and the scheme do not count. */
function gist(text: string): string {
  return text
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(lastSlashes, '');
}

/** In which way a value is nearly the expected one, for a sentence; undefined when it is not near at all. */
function nearMiss(value: string, expected: string): string | undefined {
  if (gist(value) !== gist(expected)) return undefined;
  if (value.replace(lastSlashes, '') === expected.replace(lastSlashes, '')) return 'they differ in a slash at the end';
  if (value.replace(/^https?:/, '') === expected.replace(/^https?:/, '')) return 'they differ in http and https';
  return value.toLowerCase() === expected.toLowerCase()
    ? 'they differ in upper and lower case'
    : 'they are nearly the same';
}

/**
 * Another issuer than is expected: `https://issuer.example/` for `https://issuer.example`. Only where the reviewer expects
 * one; never a false positive then, since issuers are compared character by character.
 */
const issuerMismatch = {
  id: 'issuer-mismatch',
  subject: 'claims',
  severity: 'high',
  title: 'Not the expected issuer',
  why: 'Keys are trusted for an issuer. A token that names another one was made by someone else, or for someone who trusts someone else.',
  fix: 'Configure the issuer exactly as it writes itself, with or without the last slash, and refuse any other.',
  references: [rfc(8725, '3.8'), rfc(7519, '4.1.1')],
  find(context) {
    const expected = context.expectations?.issuer;
    if (!expected || !claimsOf(context.token)?.whole) return [];
    const value = findTokenClaim(context.token, 'iss')?.member.value;
    if (value?.kind === 'string' && value.value === expected) return [];
    const near = value?.kind === 'string' ? nearMiss(value.value, expected) : undefined;
    const message =
      value?.kind === 'string'
        ? `"iss" is "${cut(value.value)}", and "${cut(expected)}" is expected${near ? `: ${near}` : ''}.`
        : value
          ? '"iss" is not a string.'
          : `"iss" is missing, and "${cut(expected)}" is expected.`;
    return [{ message, evidence: claimEvidence(context, 'iss') }];
  },
} as const satisfies Check;

function textsOf(node: JsonNode | undefined): string[] {
  const items = node?.kind === 'array' ? node.items : node ? [node] : [];
  return items.flatMap((item) => (item.kind === 'string' ? [item.value] : []));
}

/**
 * A token that is not for whom it is expected to be. Only where the reviewer expects an audience; never a false positive
 * then. In an SD-JWT with key binding the audience stands in the key-binding token, and is looked for there.
 */
const audienceMismatch = {
  id: 'audience-mismatch',
  subject: 'claims',
  severity: 'high',
  title: 'Not for the expected audience',
  why: 'A token for another service, replayed here, is the commonest mix-up of tokens: "aud" is what prevents it.',
  fix: 'Ask the issuer for a token with this audience, and refuse any other.',
  references: [rfc(8725, '3.9'), rfc(7519, '4.1.3')],
  find(context) {
    const { token, expectations = {} } = context;
    const expected = audiencesOf(expectations);
    const isBound = token.kind === 'sd-jwt' && (token.keyBinding !== undefined || expectations.keyBinding);
    if (expected.length === 0 || isBound || !claimsOf(token)?.whole) return [];
    const audiences = textsOf(findTokenClaim(token, 'aud')?.member.value);
    if (audiences.some((audience) => expected.includes(audience))) return [];
    const evidence = claimEvidence(context, 'aud');
    const wanted = expected.map((one) => `"${cut(one)}"`).join(' or ');
    if (audiences.length === 0) return [{ message: `"aud" is missing, and ${wanted} is expected.`, evidence }];
    const near = audiences.flatMap((audience) => expected.map((one) => nearMiss(audience, one))).find(Boolean);
    const seen = audiences.length === 1 ? `"${cut(audiences[0] ?? '')}"` : `${audiences.length} others`;
    return [{ message: `"aud" is ${seen}, and ${wanted} is expected${near ? `: ${near}` : ''}.`, evidence }];
  },
} as const satisfies Check;

/** Another type than is expected: an ID token where an access token is due. Only where the reviewer expects one. */
const unexpectedTyp = {
  id: 'unexpected-typ',
  subject: 'header',
  severity: 'high',
  title: 'Not the expected type',
  why: 'The type keeps a token that was made for one purpose from being taken for another.',
  fix: 'Send the right token, and let the receiver insist on the type.',
  references: [rfc(8725, '3.11'), rfc(7515, '4.1.9')],
  find({ token, expectations }): Hit[] {
    const expected = expectations?.typ;
    const header = headerOf(token);
    if (!expected || !header?.whole) return [];
    const typ = findParameter(token, 'typ');
    const value = stringParameter(token, 'typ');
    if (value !== undefined && normalizeType(value) === normalizeType(expected)) return [];
    const message = `"typ" is ${value === undefined ? 'missing' : `"${cut(value)}"`}, and "${cut(expected)}" is expected.`;
    const evidence = typ ? [memberEvidence(typ.part, typ.member, ['typ'])] : [absenceEvidence(header.part, 'typ')];
    return [{ message, evidence }];
  },
} as const satisfies Check;

/** An algorithm that the verifier does not accept. Only where the reviewer says which it does; never a false positive then. */
const unexpectedAlg = {
  id: 'unexpected-alg',
  subject: 'header',
  severity: 'high',
  title: 'Not an accepted algorithm',
  why: 'Which algorithms are accepted is for the verifier to say. One that lets the token choose can be made to verify in the weakest way it knows.',
  fix: 'Sign with an algorithm from the list, or add this one to it if it is meant.',
  references: [rfc(8725, '3.1'), rfc(8725, '3.2'), cwe(347)],
  find({ token, expectations }): Hit[] {
    const accepted = expectations?.algorithms ?? [];
    const alg = findParameter(token, 'alg');
    const value = stringParameter(token, 'alg');
    if (accepted.length === 0 || !alg || value === undefined || accepted.includes(value)) return [];
    const message = `"alg" is "${cut(value)}"; accepted ${accepted.length === 1 ? 'is' : 'are'} ${accepted.join(', ')}.`;
    return [{ message, evidence: [memberEvidence(alg.part, alg.member, ['alg'])] }];
  },
} as const satisfies Check;

/** Checks against what the verifier of this token asks for. */
export const claimExpectedChecks = [issuerMismatch, audienceMismatch, unexpectedTyp, unexpectedAlg] as const;
