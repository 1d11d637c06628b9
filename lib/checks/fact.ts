import type { CertificateFacts, Key } from '../jose/key';
import type { KeyBinding } from '../jose/sd-jwt-key-binding';
import type { SdJwtReading } from '../jose/sd-jwt-reading';
import type { Verdict } from '../jose/verdict';

/**
 * One certificate of the header's `x5c`: the digests of its DER octets in base64url (RFC 7515 §4.1.7, §4.1.8), and what it
 * says. `signedByNext` is missing where there is no next one, or its algorithm is not known here.
 */
export type CertificateFact = {
  sha1: string;
  sha256: string;
  facts?: CertificateFacts;
  /** RFC 7638 SHA-256 thumbprint of its key, base64url. */
  thumbprint?: string;
  signedByNext?: boolean;
};

/**
 * What `at_hash`, `c_hash` and `s_hash` must be: base64url of the left half of the hash that belongs to the token's `alg`
 * (OpenID Connect Core §3.1.3.6). `ath` of a DPoP proof is all of SHA-256 (RFC 9449 §4.2).
 */
export type Digests = { accessToken?: string; code?: string; state?: string; ath?: string };

/**
 * Which secret it was: none at all, the text of a public key, or one from a list of common ones. The secret itself is not
 * here; `form` and `list` say to a person where it was.
 */
export type SecretFact =
  | { kind: 'empty' }
  | { kind: 'public-key'; key: Key; form: string }
  | { kind: 'guessed'; list: string };

/** How a modulus was taken apart: by a prime factor, or by Fermat's method in so many steps. */
export type Factoring = { kind: 'small-factor'; factor: number } | { kind: 'close-primes'; steps: number };

/**
 * What a check cannot find out by itself, since it takes time or WebCrypto: gathered once, by whoever runs the checks. A
 * member that is missing was not looked for, and says nothing.
 */
export type Facts = {
  /** Of each item of the header's `x5c`, in order. */
  certificates?: readonly CertificateFact[];
  /** Digests that an ID token or a DPoP proof should carry. */
  digests?: Digests;
  /** The key that a proof carries in its header, and whether the proof verifies with it (RFC 9449 §4.3). */
  proof?: { thumbprint: string; verdict: Verdict };
  /** The disclosures in their places, and the key binding where there is or should be one (RFC 9901 §7). */
  sdJwt?: { reading: SdJwtReading; keyBinding?: KeyBinding };
  /** Octets of the salt in an RSASSA-PSS signature that is in order but for that (RFC 8017 §9.1). */
  pssSaltOctets?: number;
  /** A secret that nobody may sign with, and with which the token verifies all the same. */
  secret?: SecretFact;
  /** Keys whose moduli have a factor in common, two by two. The first is in hand, the other one too, or was seen before. */
  sharedFactors?: readonly (readonly [Key, Key])[];
  /** Keys in hand whose moduli were taken apart by a search that takes longer than the checks may. */
  factored?: readonly { key: Key; how: Factoring }[];
  /** How many other tokens of this key were signed with the same nonce: given by whoever has seen them. */
  repeatedNonce?: { tokens: number };
  /** The verdict on the token inside, where the payload is one: given by whoever verified it. */
  inner?: Verdict;
};
