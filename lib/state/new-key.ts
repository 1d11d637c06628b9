import type { SignatureAlgorithm } from '../registry/algorithm';
import type { KeyInput } from './state';

/** A new key for an algorithm as the key field takes it, or the reason why this browser can make none. */
export async function keyFor(
  algorithm: SignatureAlgorithm,
  signal = new AbortController().signal,
): Promise<{ kind: 'made'; key: KeyInput } | { kind: 'unsupported'; reason: string }> {
  const { generateKey } = await import('../jose/generate-key');
  const made = await generateKey(signal, algorithm);
  if (made.kind === 'unsupported') return made;
  const key: KeyInput = made.secretText
    ? { text: made.secretText, encoding: 'base64url', origin: 'generated' }
    : { text: made.text, encoding: 'detect', origin: 'generated' };
  return { kind: 'made', key };
}
