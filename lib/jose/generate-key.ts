import type { SignatureAlgorithm } from '../registry/algorithm';
import type { KeyManagementAlgorithm } from '../registry/key-management';
import { keyFromJwk } from './jwk';
import type { Jwk, Key } from './key';
import type { KeyManagementKeyOptions } from './key-management-new';
import { makeKey } from './signature';

/**
 * `bits` is the modulus of an RSA key: 2048 unless said otherwise. `curve` (P-256 unless said otherwise) and `enc` (for
 * `dir`: the content encryption that the secret is for, A256GCM unless said otherwise) are for key management only.
 */
export type GenerateOptions = KeyManagementKeyOptions;

/**
 * A new key. `text` is what to put into a key field: readKey reads it back as this very key, or for PBES2 as a password,
 * which is a secret in UTF-8. `secretText` is the secret alone: for HMAC in base64url, for PBES2 the password.
 */
export type GenerateOutcome =
  | { kind: 'generated'; key: Key; jwk: Jwk; text: string; secretText?: string }
  | { kind: 'unsupported'; reason: string };

/**
 * A key for an algorithm: a random secret as long as the hash's output (RFC 7518 §3.2) or as key management asks for, a
 * password, or a pair as its private JWK. It names its algorithm, and its thumbprint (RFC 7638) as `kid`; a secret has
 * no `kid`, for its thumbprint would let others test guesses of it (RFC 7638 §7).
 * @throws the signal's reason when it is aborted; nothing else.
 */
export async function generateKey(
  signal: AbortSignal,
  row: SignatureAlgorithm | KeyManagementAlgorithm,
  options: GenerateOptions = {},
): Promise<GenerateOutcome> {
  signal.throwIfAborted();
  if (row.family === 'none') return { kind: 'unsupported', reason: '"none" needs no key: its tokens are not signed.' };
  const made = 'hasEncryptedKey' in row ? await makeForEncryption(row, options) : await makeForSignature(row, options);
  signal.throwIfAborted();
  if ('reason' in made) return { kind: 'unsupported', reason: made.reason };
  const bare = await keyFromJwk(made.jwk, 'generated');
  if ('reason' in bare) return { kind: 'unsupported', reason: bare.reason };
  const { kty, alg, ...members } = made.jwk;
  const jwk: Jwk = { kty, alg, ...(kty === 'oct' ? {} : { kid: bare.thumbprint }), ...members };
  const { secretText, text = JSON.stringify(jwk, undefined, 2) } = made;
  return { kind: 'generated', key: { ...bare, jwk }, jwk, text, ...(secretText === undefined ? {} : { secretText }) };
}

/** `text` where it is not the JWK that goes into a key field. */
type Made = { jwk: Jwk; secretText?: string; text?: string } | { reason: string };

async function makeForSignature(row: SignatureAlgorithm, { bits }: GenerateOptions): Promise<Made> {
  const made = await makeKey(row, bits);
  if (made.kind === 'refused') return made;
  const jwk = { ...made.value, alg: row.name };
  return row.family === 'hmac' ? { jwk, secretText: jwk.k } : { jwk };
}

async function makeForEncryption(row: KeyManagementAlgorithm, options: GenerateOptions): Promise<Made> {
  const { makeKeyManagementKey } = await import('./key-management-new');
  const made = await makeKeyManagementKey(row, options);
  if (made.kind === 'refused') return made;
  const { jwk, password } = made.value;
  return password === undefined ? { jwk } : { jwk, secretText: password, text: password };
}
