import { openidCore, publication, rfc, type Source } from './source';

export type ProfileId =
  | 'id-token'
  | 'access-token'
  | 'dpop-proof'
  | 'logout-token'
  | 'security-event'
  | 'client-assertion'
  | 'authorization-response'
  | 'sd-jwt';

/** A kind of token with rules of its own: one row for each that a verifier can be set to expect. */
export type Profile = {
  readonly id: ProfileId;
  /** With its article, in the middle of a sentence: "an ID token". */
  readonly words: string;
  /** For a picker. */
  readonly title: string;
  /** The `typ` values that announce it, in the form in which they are compared. */
  readonly types: readonly string[];
  /** Whether the profile asks for one of these `typ` values. */
  readonly needsType: boolean;
  /** Claims that it asks for. */
  readonly requiredClaims: readonly string[];
  /** Claims of which it asks for at least one. */
  readonly requiredOneOf?: readonly string[];
  /** The longest that such a token should live, in seconds: advice where the standard names no number. */
  readonly greatestLifetime: number;
  /** Whether such a token is to be accepted once only. */
  readonly isOneTime: boolean;
  readonly source: Source;
};

const hour = 3600;
const logout = publication(
  'OpenID Connect Back-Channel Logout §2.4',
  'https://openid.net/specs/openid-connect-backchannel-1_0.html#LogoutToken',
);

/** The event that makes a security event token a logout token (OpenID Connect Back-Channel Logout 1.0 §2.4). */
export const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout';

/** Every kind of token known here, in the order of a picker. */
export const profiles: readonly Profile[] = [
  {
    id: 'id-token',
    words: 'an ID token',
    title: 'OpenID Connect ID token',
    types: [],
    needsType: false,
    requiredClaims: ['iss', 'sub', 'aud', 'exp', 'iat'],
    greatestLifetime: 24 * hour,
    isOneTime: false,
    source: openidCore('2', 'IDToken'),
  },
  {
    id: 'access-token',
    words: 'an access token',
    title: 'OAuth access token (RFC 9068)',
    types: ['at+jwt'],
    needsType: true,
    requiredClaims: ['iss', 'exp', 'aud', 'sub', 'client_id', 'iat', 'jti'],
    greatestLifetime: 24 * hour,
    isOneTime: false,
    source: rfc(9068, '2.2'),
  },
  {
    id: 'dpop-proof',
    words: 'a DPoP proof',
    title: 'DPoP proof (RFC 9449)',
    types: ['dpop+jwt'],
    needsType: true,
    requiredClaims: ['jti', 'htm', 'htu', 'iat'],
    greatestLifetime: 300,
    isOneTime: true,
    source: rfc(9449, '4.2'),
  },
  {
    id: 'logout-token',
    words: 'a logout token',
    title: 'Logout token (Back-Channel Logout)',
    types: ['logout+jwt'],
    needsType: false,
    requiredClaims: ['iss', 'aud', 'iat', 'exp', 'events'],
    requiredOneOf: ['sub', 'sid'],
    greatestLifetime: 120,
    isOneTime: true,
    source: logout,
  },
  {
    id: 'security-event',
    words: 'a security event token',
    title: 'Security event token (RFC 8417)',
    types: ['secevent+jwt'],
    needsType: false,
    requiredClaims: ['iss', 'iat', 'jti', 'events'],
    greatestLifetime: 24 * hour,
    isOneTime: true,
    source: rfc(8417, '2.2'),
  },
  {
    id: 'client-assertion',
    words: 'a client assertion',
    title: 'Client assertion (RFC 7523)',
    types: ['client-authentication+jwt'],
    needsType: false,
    requiredClaims: ['iss', 'sub', 'aud', 'exp'],
    greatestLifetime: hour,
    isOneTime: true,
    source: rfc(7523, '3'),
  },
  {
    id: 'authorization-response',
    words: 'an authorization response',
    title: 'Authorization response (JARM)',
    types: [],
    needsType: false,
    requiredClaims: ['iss', 'aud', 'exp'],
    greatestLifetime: 600,
    isOneTime: true,
    source: publication('JARM §2.1', 'https://openid.net/specs/oauth-v2-jarm-final.html'),
  },
  {
    id: 'sd-jwt',
    words: 'an SD-JWT',
    title: 'SD-JWT (RFC 9901)',
    types: ['dc+sd-jwt', 'vc+sd-jwt', 'example+sd-jwt'],
    needsType: false,
    requiredClaims: [],
    greatestLifetime: 20 * 366 * 24 * hour,
    isOneTime: false,
    source: rfc(9901, '4'),
  },
];

const byId: ReadonlyMap<string, Profile> = new Map(profiles.map((profile) => [profile.id, profile]));

const byType: ReadonlyMap<string, Profile> = new Map(
  profiles.flatMap((profile) => profile.types.map((type) => [type, profile] as const)),
);

/** The row of a profile. */
export function profileOf(id: ProfileId): Profile {
  return byId.get(id) as Profile;
}

/** The profile that a `typ` value announces, in the form in which values are compared; undefined for any other. */
export function profileOfType(type: string | undefined): Profile | undefined {
  return type === undefined ? undefined : byType.get(type);
}
