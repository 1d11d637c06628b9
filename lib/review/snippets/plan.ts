import { audiencesOf, type Expectations } from '../../checks/expectations';
import { findAlgorithm } from '../../registry/algorithms';
import { logoutEvent, type Profile, profileOf } from '../../registry/profiles';
import { normalizeType } from '../../registry/values';
import { planBindings, planRequest } from './bindings';
import type { Demand, Plan, PlannedKey } from './demand';
import type { SnippetFacts } from './facts';

/** What to do for these facts and expectations. Never throws. */
export function planFor(facts: SnippetFacts, expectations: Expectations): Plan {
  const notes: string[] = [];
  const id = expectations.profile ?? facts.profile;
  const profile = id && profileOf(id);
  const algorithms = planAlgorithms(facts, expectations, notes);
  const demands = [
    ...planType(facts, expectations, profile, notes),
    ...planParties(facts, expectations, profile, notes),
    ...planBindings(algorithms, expectations, profile, notes),
    ...planRequest(expectations, profile),
    ...planTimes(expectations, profile, notes),
    ...planClaims(expectations, profile, notes),
  ];
  notes.push(...remarks(facts, expectations, profile));
  const given = demands.flatMap((demand) => (demand.kind === 'digest' ? [demand.argument] : []));
  return {
    algorithms,
    key: planKey(facts, algorithms, profile),
    leeway: Math.floor(expectations.leeway ?? 0),
    clock: expectations.clock,
    mustEnd: profile?.requiredClaims.includes('exp'),
    arguments: [...new Set(given)],
    demands,
    notes,
  };
}

function planAlgorithms({ key, algorithms }: SnippetFacts, expectations: Expectations, notes: string[]): string[] {
  const expected = expectations.algorithms ?? [];
  const chosen = expected.length > 0 ? expected : algorithms;
  if (expected.length === 0) {
    notes.push(
      chosen.length > 0
        ? 'No algorithm is expected: the one in the code is the token’s. Make sure that it is what your issuer uses.'
        : 'No algorithm is expected, and the token names none that can be taken. The one in the code is an example.',
    );
  }
  if (chosen.some(isHmac) && chosen.some((name) => !isHmac(name))) {
    notes.push(
      'HMAC and public-key algorithms are accepted side by side: a public key must never be taken for a secret.',
    );
  }
  return chosen.length > 0 ? [...chosen] : [key.kind === 'secret' ? 'HS256' : 'RS256'];
}

const isHmac = (name: string): boolean => findAlgorithm(name)?.family === 'hmac';

function planKey({ key }: SnippetFacts, algorithms: readonly string[], profile: Profile | undefined): PlannedKey {
  if (profile?.id === 'dpop-proof') return { kind: 'key-in-header' };
  if (key.kind !== 'public-key') return key;
  const type = algorithms.map((name) => findAlgorithm(name)?.keyType).find((found) => found !== undefined);
  return { kind: 'public-key', type: type === 'EC' || type === 'OKP' ? type : 'RSA' };
}

function planType(
  { typ }: SnippetFacts,
  expectations: Expectations,
  profile: Profile | undefined,
  notes: string[],
): Demand[] {
  const asked = expectations.typ || (profile?.needsType ? profile.types[0] : undefined);
  if (asked) return [{ kind: 'type', value: normalizeType(asked), written: asked }];
  if (typ && normalizeType(typ) !== 'jwt') notes.push('The token has a "typ" of its own, and none is expected.');
  return [];
}

function planParties(
  facts: SnippetFacts,
  expectations: Expectations,
  profile: Profile | undefined,
  notes: string[],
): Demand[] {
  const { issuer, clientId, nonce } = expectations;
  const demands: Demand[] = [];
  if (issuer) demands.push({ kind: 'issuer', value: issuer });
  const audiences = audiencesOf(expectations).filter((audience) => audience !== '');
  const isBound = facts.form === 'sd-jwt' && Boolean(facts.isBound || expectations.keyBinding);
  if (audiences.length > 0 && !isBound) demands.push({ kind: 'audience', values: audiences });
  if (clientId && profile?.id === 'client-assertion') {
    // Client and issuer of an assertion are the same (RFC 7523 §3).
    if (!issuer) demands.push({ kind: 'equal', claim: 'iss', value: clientId });
    demands.push({ kind: 'equal', claim: 'sub', value: clientId });
  } else if (clientId) {
    for (const claim of ['azp', 'client_id', 'cid']) demands.push({ kind: 'equal-if-present', claim, value: clientId });
  }
  if (nonce && profile?.id !== 'dpop-proof' && !isBound) {
    demands.push({ kind: 'equal', claim: 'nonce', value: nonce });
    notes.push('The nonce in the code is of this one login: take it from the session in its place.');
  }
  return demands;
}

function planTimes(expectations: Expectations, profile: Profile | undefined, notes: string[]): Demand[] {
  const { greatestLifetime, greatestAuthenticationAge } = expectations;
  const demands: Demand[] = [];
  if (profile?.id === 'dpop-proof') {
    // A proof has no "exp": how old it may be is for the server to say (RFC 9449 §4.3).
    const seconds = Math.floor(greatestLifetime ?? profile.greatestLifetime);
    demands.push({ kind: 'age', claim: 'iat', seconds });
  } else if (greatestLifetime !== undefined) {
    demands.push({ kind: 'lifetime', seconds: Math.floor(greatestLifetime) });
    notes.push('A token without "iat" or "exp" is refused, as its lifetime cannot be told.');
  }
  if (greatestAuthenticationAge !== undefined) {
    demands.push({ kind: 'age', claim: 'auth_time', seconds: Math.floor(greatestAuthenticationAge) });
  }
  return demands;
}

function planClaims(expectations: Expectations, profile: Profile | undefined, notes: string[]): Demand[] {
  const required = profile?.requiredClaims ?? [];
  const demands: Demand[] = [];
  if (required.length > 0) demands.push({ kind: 'present', claims: required });
  if (profile?.requiredOneOf) demands.push({ kind: 'one-present', claims: profile.requiredOneOf });
  if (profile?.id === 'logout-token') {
    // OpenID Connect Back-Channel Logout 1.0 §2.4.
    demands.push({ kind: 'event', value: logoutEvent }, { kind: 'absent', claim: 'nonce' });
  }
  const ends = required.includes('exp') || expectations.greatestLifetime !== undefined;
  if (!ends && profile?.id !== 'dpop-proof')
    notes.push('Nothing asks for "exp": where the library does not either, a token without it is good for ever.');
  return demands;
}

function remarks({ form }: SnippetFacts, expectations: Expectations, profile: Profile | undefined): string[] {
  const notes: string[] = [];
  if (form === 'jwe') notes.push('The code verifies a signed token: decrypt this one first, and pass what is inside.');
  if (form === 'sd-jwt' || profile?.id === 'sd-jwt' || expectations.keyBinding) {
    notes.push(
      'The code verifies the issuer’s JWT, before the first "~". Disclosures and key binding, with its audience and nonce, are missing: they need a library for SD-JWT.',
    );
  }
  if (profile?.isOneTime) {
    notes.push(
      'Such a token is good for one use: keep its "jti" until it expires and refuse it a second time. That is missing.',
    );
  }
  if (expectations.clock !== undefined)
    notes.push(
      'The clock stands still at the moment that is expected, wherever a time is compared: take that out for real use.',
    );
  return notes;
}
