import { encodeBase64url } from '../encoding/base64url';
import { encodeUtf8 } from '../encoding/utf8';
import { type ContentEncryptionAlgorithm, contentEncryptionAlgorithms } from '../registry/content-encryption';
import type { KeyManagementAlgorithm } from '../registry/key-management';
import { done, type JweResult, refuse } from './jwe-attempt';
import type { Jwk } from './key';
import { newAgreementKey } from './key-management-ecdh';
import { newRsaKey } from './key-management-rsa';

/** What a row leaves open: the modulus of RSA in bits, the curve of an agreement, and with `dir` the content encryption. */
export type KeyManagementKeyOptions = { bits?: number; curve?: string; enc?: ContentEncryptionAlgorithm };

/** A new JWK with the `alg` that it is for; `password` is, for PBES2, the text that its octets spell. */
export type NewKeyManagementKey = { jwk: Jwk; password?: string };

/** 32 characters that are not taken for one another when they are copied by hand. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';

/** 125 random bits in five groups of five characters. */
function newPassword(): string {
  const letters = [...crypto.getRandomValues(new Uint8Array(25))].map((octet) => LETTERS[octet & 31]);
  return letters.join('').replace(/.{5}(?=.)/g, '$&-');
}

/**
 * A new key for a key management algorithm: a random secret of the length that it asks for, a password for PBES2, or a
 * pair as its private JWK, RSA with 2048 bits and agreements on P-256 unless the options say otherwise. A secret for
 * `dir` is named for its content encryption, AES-256 in GCM unless said otherwise. Never throws.
 */
export async function makeKeyManagementKey(
  row: KeyManagementAlgorithm,
  { bits = 2048, curve = 'P-256', enc = contentEncryptionAlgorithms[2] }: KeyManagementKeyOptions,
): Promise<JweResult<NewKeyManagementKey>> {
  if (row.family === 'pbes2') {
    const password = newPassword();
    return done({ jwk: { kty: 'oct', alg: row.name, k: encodeBase64url(encodeUtf8(password)) }, password });
  }
  if (row.keyTypes.includes('oct')) {
    const octets = (row.wrapBits ?? enc?.keyBits ?? 256) / 8;
    const k = encodeBase64url(crypto.getRandomValues(new Uint8Array(octets)));
    return done({ jwk: { kty: 'oct', alg: row.family === 'dir' && enc ? enc.name : row.name, k } });
  }
  if (row.curves && !row.curves.includes(curve)) {
    return refuse('unsupported-alg', `${row.name} has no keys on that curve, only on ${row.curves.join(', ')}.`);
  }
  try {
    const { kty, ...members } = row.curves ? await newAgreementKey(curve) : await newRsaKey(bits);
    return done({ jwk: { kty, alg: row.name, ...members } });
  } catch {
    return refuse('unsupported-alg', `No key can be made for "${row.name}" in this browser.`);
  }
}
