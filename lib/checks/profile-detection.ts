import { findMember } from '../encoding/json-query';
import type { Token } from '../jose/token';
import { logoutEvent, type ProfileId, profileOfType } from '../registry/profiles';
import { claimsOf, findTokenClaim, typeOf } from './parts';

/** `certain` when the token says so itself, `likely` by claims of this kind alone, `guess` by claims that others have too. */
export type Confidence = 'certain' | 'likely' | 'guess';

/** What kind of token it is, how sure that is, and the facts in words that say so. */
export type Detection = { profile: ProfileId; confidence: Confidence; because: string[] };

const known = new WeakMap<Token, { detection: Detection | undefined }>();

/** The kind of a token, from its `typ` first and then from its claims; undefined where neither says. Never throws. */
export function detectProfile(token: Token): Detection | undefined {
  const before = known.get(token);
  if (before) return before.detection;
  const detection = detectByType(token) ?? detectByClaims(token);
  known.set(token, { detection });
  return detection;
}

/** Values of `typ` that say nothing of the kind: the plain one, and what some issuers write in its place. */
const plainTypes: ReadonlySet<string | undefined> = new Set([undefined, 'jwt', 'jws', 'jose']);

function detectByType(token: Token): Detection | undefined {
  const type = typeOf(token);
  const profile = profileOfType(type);
  if (profile?.id === 'security-event' && hasLogoutEvent(token)) {
    return detected('logout-token', 'certain', `"events" has the event ${logoutEvent}`);
  }
  if (profile) return detected(profile.id, 'certain', `"typ" is "${type}"`);
  if (token.kind === 'sd-jwt') return detected('sd-jwt', 'certain', 'the token has tildes, as an SD-JWT has');
  return undefined;
}

function detectByClaims(token: Token): Detection | undefined {
  // A type of its own that is not in the table is a kind of token that is not known here.
  if (!plainTypes.has(typeOf(token)) || !claimsOf(token)) return undefined;
  const has = (...names: string[]) => names.every((name) => findTokenClaim(token, name));
  if (has('_sd_alg') || has('_sd')) return detected('sd-jwt', 'likely', 'the claims hold digests of disclosures');
  if (hasLogoutEvent(token)) return detected('logout-token', 'likely', `"events" has the event ${logoutEvent}`);
  if (has('events')) return detected('security-event', 'likely', 'there is a claim "events"');
  if (has('htm', 'htu')) return detected('dpop-proof', 'likely', 'there are claims "htm" and "htu"');
  if (isResponse(has)) return detected('authorization-response', 'likely', 'the claims are those of a response');
  return detectLogin(token, has) ?? detectAssertion(token, has);
}

type Has = (...names: string[]) => boolean;

function isResponse(has: Has): boolean {
  return !has('sub') && has('iss', 'aud', 'state') && (has('code') || has('error') || has('response'));
}

/** What Keycloak and Cognito write, which name the kind in a claim of their own. */
const kindsInClaims: ReadonlyMap<string, ProfileId> = new Map([
  ['typ ID', 'id-token'],
  ['typ Bearer', 'access-token'],
  ['typ Logout', 'logout-token'],
  ['token_use id', 'id-token'],
  ['token_use access', 'access-token'],
]);

function detectLogin(token: Token, has: Has): Detection | undefined {
  for (const name of ['typ', 'token_use']) {
    const value = findTokenClaim(token, name)?.member.value;
    const profile = value?.kind === 'string' ? kindsInClaims.get(`${name} ${value.value}`) : undefined;
    if (profile && value?.kind === 'string')
      return detected(profile, 'likely', `the claim "${name}" is "${value.value}"`);
  }
  if (!has('iss')) return undefined;
  const bound = ['at_hash', 'c_hash', 's_hash'].filter((name) => has(name));
  if (bound.length > 0) return detected('id-token', 'likely', `there is a claim "${bound[0]}"`);
  const granted = ['scope', 'scp', 'client_id', 'cid'].filter((name) => has(name));
  if (has('nonce', 'aud', 'sub') && granted.length === 0) return detected('id-token', 'likely', 'there is a "nonce"');
  if (granted.length > 0) {
    const confidence = granted.length > 1 || has('aud') ? 'likely' : 'guess';
    return detected('access-token', confidence, `there is a claim "${granted[0]}"`);
  }
  const person = ['auth_time', 'azp', 'email', 'name', 'preferred_username', 'acr', 'amr'].filter((name) => has(name));
  return has('aud', 'sub') && person.length > 0
    ? detected('id-token', 'guess', `there is a claim "${person[0]}" and an audience`)
    : undefined;
}

function detectAssertion(token: Token, has: Has): Detection | undefined {
  const [iss, sub] = ['iss', 'sub'].map((name) => findTokenClaim(token, name)?.member.value);
  if (iss?.kind !== 'string' || sub?.kind !== 'string' || iss.value !== sub.value || !has('aud', 'exp'))
    return undefined;
  return detected('client-assertion', has('jti') ? 'likely' : 'guess', '"iss" and "sub" are the same');
}

function hasLogoutEvent(token: Token): boolean {
  return findMember(findTokenClaim(token, 'events')?.member.value, logoutEvent) !== undefined;
}

function detected(profile: ProfileId, confidence: Confidence, because: string): Detection {
  return { profile, confidence, because: [because] };
}
