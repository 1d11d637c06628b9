import { type ProfileId, profileOf } from '../registry/profiles';
import type { CheckContext, Evidence, Severity } from './check';
import { absenceEvidence, memberEvidence } from './evidence';
import { claimsOf, findParameter, findTokenClaim, headerOf } from './parts';
import { type Confidence, detectProfile } from './profile-detection';

/** The profile that the reviewer chose, or else the one that the token looks like. */
export function profileIn({
  token,
  expectations,
}: CheckContext): { profile: ProfileId; confidence: Confidence | 'chosen' } | undefined {
  if (expectations?.profile) return { profile: expectations.profile, confidence: 'chosen' };
  return detectProfile(token);
}

/**
 * How grave a breach of a profile's rule is: as grave as it gets for a token that says itself what it is, or of which the
 * reviewer says so; medium at most for one that only looks like it; undefined, so that nothing is said, for a guess and
 * for any other kind.
 */
export function severityIn(context: CheckContext, id: ProfileId, severity: Severity): Severity | undefined {
  const found = profileIn(context);
  if (found?.profile !== id || found.confidence === 'guess') return undefined;
  const isGrave = severity === 'critical' || severity === 'high';
  return found.confidence === 'likely' && isGrave ? 'medium' : severity;
}

/** The claims of a profile that a whole claims set lacks, other than those named; none where there is no claims set. */
export function missingClaims({ token }: CheckContext, id: ProfileId, except: readonly string[] = []): string[] {
  if (!claimsOf(token)?.whole) return [];
  return profileOf(id).requiredClaims.filter((name) => !except.includes(name) && !findTokenClaim(token, name));
}

/** Where a claim stands, or where it should. */
export function claimPlace({ token }: CheckContext, name: string): Evidence[] {
  const claim = findTokenClaim(token, name);
  if (claim) return [memberEvidence(claim.part, claim.member, [name])];
  const part = claimsOf(token)?.part ?? token.payload;
  return part ? [absenceEvidence(part, name)] : [];
}

/** Where a header parameter stands, or where it should. */
export function parameterPlace({ token }: CheckContext, name: string): Evidence[] {
  const parameter = findParameter(token, name);
  if (parameter) return [memberEvidence(parameter.part, parameter.member, [name])];
  const part = headerOf(token)?.part ?? token.header;
  return part ? [absenceEvidence(part, name)] : [];
}

/** Names in a sentence: `"iss" and "aud"`. */
export function quoted(names: readonly string[]): string {
  const all = names.map((name) => `"${name}"`);
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

/** The text of a claim; undefined where it is missing or no string. */
export function textClaim({ token }: CheckContext, name: string): string | undefined {
  const value = findTokenClaim(token, name)?.member.value;
  return value?.kind === 'string' ? value.value : undefined;
}
