import type { Key, SecretEncoding } from './key';

/** The key that made a verdict, and how it was read. */
export type KeyUsed =
  | { kind: 'secret'; encoding: SecretEncoding; octets: number }
  /** `index` counts from 0 in a set of `of` keys; `by` says what chose it. */
  | { kind: 'key'; key: Key; index?: number; of?: number; by: 'only-key' | 'kid' | 'trial' };

/**
 * What the mathematics says of one signature. `valid` and `invalid` are proofs; `cannot-check` means that no proof
 * was made, and never that the signature is wrong. Whether a valid signature is wise is for the checks to say.
 */
export type Verdict =
  | { kind: 'valid'; alg: string; used: KeyUsed }
  /** `tried` are all keys and readings that could have made the signature and did not. */
  | { kind: 'invalid'; alg: string; tried: KeyUsed[] }
  | { kind: 'unsecured'; reason: string }
  /** Nothing was tried: there is no key. */
  | { kind: 'unverified'; reason: string }
  | { kind: 'cannot-check'; code: CannotCheckCode; reason: string };

export type CannotCheckCode =
  | 'malformed-token'
  | 'missing-alg'
  | 'unknown-alg'
  | 'unsupported-alg'
  | 'bad-crit'
  | 'encrypted'
  | 'unreadable-key'
  | 'wrong-key-type'
  | 'key-forbids-use'
  | 'unusable-key';
