import type { KeyReading, SecretEncoding } from './key';
import type { JweToken } from './token';
import type { KeyUsed } from './verdict';

/**
 * `encoding` picks among the readings of a secret under Detect. `like` is a token whose serialization, shared and
 * recipients' headers and further authenticated data the new one keeps.
 */
export type EncryptOptions = { encoding?: SecretEncoding; like?: JweToken };

/** `header` is the protected header as it stands in the token: with what was made anew (`epk`, `p2s`, `iv`, `tag`). */
export type EncryptOutcome =
  | { kind: 'encrypted'; token: string; header: string; used: KeyUsed }
  | { kind: 'cannot-encrypt'; code: CannotEncryptCode; reason: string };

export type CannotEncryptCode =
  | 'header-not-json'
  | 'missing-alg'
  | 'unknown-alg'
  | 'missing-enc'
  | 'unknown-enc'
  | 'unknown-zip'
  | 'bad-parameter'
  | 'unsupported-alg'
  | 'no-key'
  | 'unreadable-key'
  | 'wrong-key-type'
  | 'key-forbids-use'
  | 'unusable-key';

/** Stub; see EncryptOutcome. */
export async function encryptJwe(
  signal: AbortSignal,
  _parts: { header: string; payload: string | Uint8Array<ArrayBuffer> },
  _key: KeyReading,
  _options: EncryptOptions = {},
): Promise<EncryptOutcome> {
  signal.throwIfAborted();
  return { kind: 'cannot-encrypt', code: 'unsupported-alg', reason: 'Encrypting is not supported yet.' };
}
