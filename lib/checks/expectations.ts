import type { ProfileId } from '../registry/profiles';

/** The HTTP request and the access token that a DPoP proof should be for (RFC 9449 §4.3). */
export type ExpectedRequest = {
  /** HTTP method, compared as it is written. */
  method?: string;
  /** Query and fragment are left out of the comparison. */
  url?: string;
  /** What the server gave in `DPoP-Nonce`. */
  nonce?: string;
  /** The access token that was sent with the proof. */
  accessToken?: string;
  /** RFC 7638 SHA-256 thumbprint, base64url, of the key to which the access token is bound (`cnf.jkt`). */
  thumbprint?: string;
};

/**
 * What the verifier of this token asks for, as the reviewer says. Whatever is not there is not asked for: no check
 * compares with it.
 */
export type Expectations = {
  /** The kind of token; where it is not there, it is found from the token. */
  profile?: ProfileId;
  issuer?: string;
  /** One of these must be among the token's audiences. */
  audience?: string | readonly string[];
  clientId?: string;
  nonce?: string;
  /** Compared without `application/` and in any case (RFC 7515 §4.1.9). */
  typ?: string;
  /** The `alg` values that the verifier accepts. */
  algorithms?: readonly string[];
  /** Seconds of clock difference that are forgiven. */
  leeway?: number;
  /** Seconds from `iat` to `exp`. */
  greatestLifetime?: number;
  /** Seconds since `auth_time` (`max_age` of OpenID Connect). */
  greatestAuthenticationAge?: number;
  /** The moment to judge for, NumericDate seconds; now where it is not there. */
  clock?: number;
  /** What came with an ID token, for `at_hash`, `c_hash` and `s_hash`. */
  accessToken?: string;
  code?: string;
  state?: string;
  request?: ExpectedRequest;
  /** Whether an SD-JWT must come with a key-binding JWT; `audience` and `nonce` are then looked for in that. */
  keyBinding?: boolean;
};

/** The expected audiences as a list. */
export function audiencesOf({ audience }: Expectations): readonly string[] {
  if (audience === undefined) return [];
  return typeof audience === 'string' ? [audience] : audience;
}

/** A context with its expectations' clock and leeway in place of its own, where they have one. */
export function settle<Context extends { now: number; leeway: number; expectations?: Expectations }>(
  context: Context,
): Context {
  const { clock, leeway } = context.expectations ?? {};
  if (clock === undefined && leeway === undefined) return context;
  return { ...context, now: clock ?? context.now, leeway: leeway ?? context.leeway };
}
