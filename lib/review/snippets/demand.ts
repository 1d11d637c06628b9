import type { SecretEncoding } from '../../jose/key';
import type { SignatureAlgorithm } from '../../registry/algorithm';

export type HashName = NonNullable<SignatureAlgorithm['hash']>;

/** What only the caller has: it is an argument of the code, and never written into it. */
export type ArgumentName = 'accessToken' | 'code' | 'state';

/** One thing that a token has to meet, in every library's code. Values are text of a stranger: each is a literal's content. */
export type Demand =
  /** `typ`, compared without `application/` and in any case (RFC 7515 §4.1.9); `written` as the reviewer has it. */
  | { kind: 'type'; value: string; written: string }
  | { kind: 'issuer'; value: string }
  | { kind: 'audience'; values: readonly string[] }
  | { kind: 'present'; claims: readonly string[] }
  | { kind: 'one-present'; claims: readonly string[] }
  | { kind: 'absent'; claim: string }
  | { kind: 'equal'; claim: string; value: string }
  | { kind: 'equal-if-present'; claim: string; value: string }
  /** A claim with an address, compared without query and fragment. */
  | { kind: 'address'; claim: string; value: string }
  /** A member of the claim `events`. */
  | { kind: 'event'; value: string }
  /** Seconds from `iat` to `exp`. */
  | { kind: 'lifetime'; seconds: number }
  /** Seconds since the moment in a claim. */
  | { kind: 'age'; claim: string; seconds: number }
  /** A claim with the hash of an argument in base64url, the first half of it or all; `optional` where it may be absent. */
  | { kind: 'digest'; claim: string; argument: ArgumentName; hash: HashName; half: boolean; optional: boolean }
  /** RFC 7638 SHA-256 thumbprint of the key in the header. */
  | { kind: 'thumbprint'; value: string };

export type DemandKind = Demand['kind'];
export type DemandOf<Kind extends DemandKind> = Extract<Demand, { kind: Kind }>;

/** Where the code takes the key from; `key-in-header` is a DPoP proof's own (RFC 9449 §4.3). */
export type PlannedKey =
  | { kind: 'secret'; encoding: SecretEncoding }
  | { kind: 'public-key'; type: 'RSA' | 'EC' | 'OKP' }
  | { kind: 'key-set' }
  | { kind: 'key-in-header' };

/** What the code of any library has to do, before it is said in a language. */
export type Plan = {
  algorithms: readonly string[];
  key: PlannedKey;
  /** Seconds, a whole number. */
  leeway: number;
  /** NumericDate seconds, where the clock stands still. */
  clock?: number;
  /** Whether the kind of token has to end; undefined where nothing says what kind it is. */
  mustEnd: boolean | undefined;
  arguments: readonly ArgumentName[];
  demands: readonly Demand[];
  /** Sentences that hold for every library. */
  notes: readonly string[];
};
