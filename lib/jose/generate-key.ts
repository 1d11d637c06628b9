import type { SignatureAlgorithm } from '../registry/algorithm';
import { keyFromJwk } from './jwk';
import type { Jwk, Key } from './key';
import { makeKey } from './signature';

/** `bits` is the modulus of an RSA key: 2048 unless said otherwise. */
export type GenerateOptions = { bits?: number };

/**
 * A new key. `text` is what to put into a key field: readKey reads it back as this very key. `secretText` is, for
 * HMAC, the secret alone in base64url.
 */
export type GenerateOutcome =
  | { kind: 'generated'; key: Key; jwk: Jwk; text: string; secretText?: string }
  | { kind: 'unsupported'; reason: string };

/**
 * A key for an algorithm: a random secret as long as the hash's output (RFC 7518 §3.2), or a pair as its private JWK.
 * It names its algorithm, and its thumbprint (RFC 7638) as `kid`; a secret has no `kid`, for its thumbprint would let
 * others test guesses of it (RFC 7638 §7).
 * @throws the signal's reason when it is aborted; nothing else.
 */
export async function generateKey(
  signal: AbortSignal,
  row: SignatureAlgorithm,
  options: GenerateOptions = {},
): Promise<GenerateOutcome> {
  signal.throwIfAborted();
  if (row.family === 'none') return { kind: 'unsupported', reason: '"none" needs no key: its tokens are not signed.' };
  const made = await makeKey(row, options.bits);
  signal.throwIfAborted();
  if (made.kind === 'refused') return { kind: 'unsupported', reason: made.reason };
  const bare = await keyFromJwk(made.value, 'generated');
  if ('reason' in bare) return { kind: 'unsupported', reason: bare.reason };
  const { kty, ...members } = made.value;
  const kid = row.family === 'hmac' ? {} : { kid: bare.thumbprint };
  const jwk: Jwk = { kty, alg: row.name, ...kid, ...members };
  const text = JSON.stringify(jwk, undefined, 2);
  const secretText = row.family === 'hmac' ? { secretText: jwk.k } : {};
  return { kind: 'generated', key: { ...bare, jwk }, jwk, text, ...secretText };
}
