import type { KeyUsed } from './verdict';

/**
 * What came of opening a JWE. `decrypted` says that the octets are those that someone encrypted, and never who: anyone
 * with a public key can make such a token. `failed` is a proof that none of the keys fits; `cannot-decrypt` means that
 * nothing was proved.
 */
export type Decryption =
  | {
      kind: 'decrypted';
      alg: string;
      enc: string;
      used: KeyUsed;
      /** Which recipient's key it was, counted from 0. */
      recipient: number;
      plaintext: Uint8Array<ArrayBuffer>;
      /** Octets before they were inflated, where the header says `"zip": "DEF"` (RFC 7516 §4.1.3). */
      compressedOctets?: number;
    }
  /**
   * `tried` are all keys and readings that could have opened it and did not. `fitting` is the one of them that did open
   * the content key: then it is the content or the header that is not as it was encrypted.
   */
  | { kind: 'failed'; alg: string; enc: string; tried: KeyUsed[]; fitting?: KeyUsed }
  /** Nothing was tried: there is no key. */
  | { kind: 'not-decrypted'; reason: string }
  | { kind: 'cannot-decrypt'; code: CannotDecryptCode; reason: string };

export type CannotDecryptCode =
  | 'malformed-token'
  | 'missing-alg'
  | 'unknown-alg'
  | 'missing-enc'
  | 'unknown-enc'
  | 'bad-crit'
  /** A parameter that the algorithm needs (`epk`, `p2s`, `iv`, `tag`…) is missing or not in order. */
  | 'bad-parameter'
  | 'unsupported-alg'
  | 'unreadable-key'
  | 'wrong-key-type'
  | 'key-forbids-use'
  | 'unusable-key'
  /** `p2c` is above `maxIterations`: the reason says how many there are; ask again with a higher limit. */
  | 'too-many-iterations'
  /** The plaintext inflates to more than `maxInflatedOctets`: ask again with a higher limit. */
  | 'inflates-too-far'
  /** It was decrypted, but what it holds cannot be inflated. */
  | 'broken-compression'
  | 'unknown-zip';

/**
 * `crit` are names of critical extensions that the caller deals with. The limits guard against tokens made to keep a
 * receiver busy (RFC 8725 §3.6 and RFC 8725's successor draft): 1,200,000 iterations and 250,000 octets unless raised.
 */
export type DecryptOptions = { crit?: readonly string[]; maxIterations?: number; maxInflatedOctets?: number };
