import { describeDate, relativeTime } from '../encoding/numeric-date';
import type { CheckContext, Evidence } from './check';
import { memberEvidence } from './evidence';
import { findTokenClaim, type PartMember } from './parts';

const dateNames = ['exp', 'nbf', 'iat', 'auth_time'] as const;
type DateName = (typeof dateNames)[number];

/** A date claim as it is written; `seconds` when it is a date that a verifier can reckon with. */
export type DateClaim = PartMember & { name: DateName; seconds?: number };

/** 2100-01-01T00:00:00Z. */
export const year2100 = 4_102_444_800;

/** In seconds the year 5138 and later, in milliseconds 1973 to 5138: nobody means the former. */
export function isMilliseconds(value: number): boolean {
  return value >= 1e11 && value <= 1e14;
}

/** One date claim, or undefined when the token has none of that name. */
export function dateClaim({ token }: CheckContext, name: DateName): DateClaim | undefined {
  const found = findTokenClaim(token, name);
  if (!found) return undefined;
  const { value } = found.member;
  const usable = value.kind === 'number' && Number.isFinite(value.value) && !isMilliseconds(value.value);
  return { ...found, name, seconds: usable ? value.value : undefined };
}

/** All date claims that the token has. */
export function dateClaims(context: CheckContext): DateClaim[] {
  return dateNames.flatMap((name) => dateClaim(context, name) ?? []);
}

/** Where date claims stand. */
export function evidenceOf(...claims: DateClaim[]): Evidence[] {
  return claims.map(({ part, member, name }) => memberEvidence(part, member, [name]));
}

/** "exp 1795194900 (20 Nov 2026, 17:00:00 UTC)". */
export function written({ part, member, name, seconds }: DateClaim): string {
  const literal = (part.text ?? '').slice(member.value.start, Math.min(member.value.end, member.value.start + 40));
  const date = seconds === undefined ? undefined : describeDate(seconds, 0, { timeZone: 'UTC' });
  return date ? `${name} ${literal} (${date.utc})` : `${name} ${literal}`;
}

/** "3 days": how far apart two moments are, without saying which comes first. */
export function span(seconds: number): string {
  return Math.abs(seconds) < 1 ? 'less than a second' : relativeTime(Math.abs(seconds), 0).replace(/^in /, '');
}

/** Said after a distance from the clock when the leeway is not enough for it. */
export function forgiven(leeway: number): string {
  return leeway > 0 ? `, more than the leeway of ${leeway} s` : '';
}
