import type { Decryption, DecryptOptions } from './decryption';
import type { KeyReading } from './key';
import type { Token } from './token';

/** Stub; see Decryption. */
export async function decryptJwe(
  signal: AbortSignal,
  _token: Token,
  _key: KeyReading,
  _options: DecryptOptions = {},
): Promise<Decryption> {
  signal.throwIfAborted();
  return { kind: 'cannot-decrypt', code: 'unsupported-alg', reason: 'Decrypting is not supported yet.' };
}
