import { coreClaims } from './claims-core';
import { specialClaims } from './claims-special';
import { vendorClaims } from './claims-vendor';
import { indexByName, isCollisionResistant, type MemberRow, type NameKind } from './member';

/** One JWT claim. */
export type Claim = MemberRow;

/** Every claim known here: all of the IANA registry, then some that well-known issuers document. */
export const claims: readonly Claim[] = [...coreClaims, ...specialClaims, ...vendorClaims];

/** Names for completion, the everyday ones first. */
export const claimNames: readonly string[] = claims.map((row) => row.name);

const byName = indexByName(claims);

/** The row of a claim, or undefined for one that is not known. Names are case-sensitive. */
export function findClaim(name: string): Claim | undefined {
  return byName.get(name);
}

/**
 * Registered, public or private (RFC 7519 §4.1 to §4.3). Public are names with a URI or domain in them, and those that
 * a well-known issuer documents.
 */
export function classifyClaim(name: string): NameKind {
  return byName.get(name)?.kind ?? (isCollisionResistant(name) ? 'public' : 'private');
}
