import type { View } from './view';
import type { WantedAlgorithms } from './wanted-algorithms';

const KEY_IS_MISSING: ReadonlySet<string> = new Set([
  'no-key',
  'unreadable-key',
  'public-key',
  'wrong-key-type',
  'key-forbids-use',
  'unusable-key',
]);

/**
 * Why an edited token could not be signed or encrypted, and whether a new key would mend it; undefined when it was, or
 * nothing was edited.
 */
export function signingAdvice(
  { signing }: Pick<View, 'signing'>,
  { algorithm, keyManagement }: Pick<WantedAlgorithms, 'algorithm' | 'keyManagement'>,
): { reason: string; canGenerate: boolean } | undefined {
  if (signing?.kind !== 'cannot-sign' && signing?.kind !== 'cannot-encrypt') return undefined;
  const isKeyed = keyManagement !== undefined || (algorithm !== undefined && algorithm.family !== 'none');
  return { reason: signing.reason, canGenerate: isKeyed && KEY_IS_MISSING.has(signing.code) };
}
