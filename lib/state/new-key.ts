import type { GenerateOptions } from '../jose/generate-key';
import type { SignatureAlgorithm } from '../registry/algorithm';
import { findAlgorithm } from '../registry/algorithms';
import type { ContentEncryptionAlgorithm } from '../registry/content-encryption';
import type { KeyManagementAlgorithm } from '../registry/key-management';
import type { KeyInput } from './state';

export type KeyedAlgorithm = SignatureAlgorithm | KeyManagementAlgorithm;

/** What an algorithm leaves open about its keys: the first option is taken unless another is chosen. */
export type KeyVariety = { name: 'Curve' | 'Key size'; options: readonly { value: string; label: string }[] };

const MODULI = ['2048', '3072', '4096'].map((value) => ({ value, label: `${value} bits` }));

/** What can be chosen about a new key for an algorithm; undefined where there is nothing to choose. */
export function keyVariety(row: KeyedAlgorithm): KeyVariety | undefined {
  const isRsa = 'hasEncryptedKey' in row ? row.keyTypes.includes('RSA') : row.keyType === 'RSA';
  if (isRsa) return { name: 'Key size', options: MODULI };
  const { curves = [] } = row;
  return curves.length > 1 ? { name: 'Curve', options: curves.map((value) => ({ value, label: value })) } : undefined;
}

/** "A128KW secret", "RSA-OAEP key pair": what a new key for an algorithm is. */
export function newKeyWords(row: KeyedAlgorithm): string {
  if (row.family === 'pbes2') return `${row.name} password`;
  const isSecret = 'hasEncryptedKey' in row ? row.keyTypes.includes('oct') : row.family === 'hmac';
  return `${row.name} ${isSecret ? 'secret' : 'key pair'}`;
}

/**
 * A new key for an algorithm as the key field takes it, or the reason why this browser can make none. `choice` is a value
 * of keyVariety; `enc` is what a secret for `dir` encrypts with.
 * @throws the signal's reason when it is aborted; nothing else.
 */
export async function keyFor(
  row: KeyedAlgorithm,
  { choice, enc }: { choice?: string; enc?: ContentEncryptionAlgorithm } = {},
  signal = new AbortController().signal,
): Promise<{ kind: 'made'; key: KeyInput } | { kind: 'unsupported'; reason: string }> {
  const { generateKey } = await import('../jose/generate-key');
  const options: GenerateOptions = {
    enc,
    ...(keyVariety(row)?.name === 'Key size' && choice ? { bits: Number(choice) } : {}),
    ...('hasEncryptedKey' in row && choice ? { curve: choice } : {}),
  };
  const made = await generateKey(signal, curveOnly(row, choice), options);
  if (made.kind === 'unsupported') return made;
  if (made.secretText === undefined) {
    const isNamed = row.family === 'eddsa' && made.jwk.alg !== row.name;
    const text = isNamed ? JSON.stringify({ ...made.jwk, alg: row.name }, undefined, 2) : made.text;
    return { kind: 'made', key: { text, encoding: 'detect', origin: 'generated' } };
  }
  const encoding = row.family === 'pbes2' ? 'utf-8' : 'base64url';
  return { kind: 'made', key: { text: made.secretText, encoding, origin: 'generated' } };
}

/** "EdDSA" leaves the curve open; the algorithms named for one make its keys (RFC 9864 §2.2). */
function curveOnly(row: KeyedAlgorithm, choice: string | undefined): KeyedAlgorithm {
  return (row.family === 'eddsa' && findAlgorithm(choice)) || row;
}
