import type { View } from './view';

/** Why an edited token could not be signed, and whether a new key would mend it; undefined when it was, or nothing was edited. */
export function signingAdvice({ signing, algorithm }: View): { reason: string; canGenerate: boolean } | undefined {
  if (signing?.kind !== 'cannot-sign' && signing?.kind !== 'cannot-encrypt') return undefined;
  const keyIsMissing = ['no-key', 'unreadable-key', 'public-key', 'wrong-key-type', 'key-forbids-use', 'unusable-key'];
  const canGenerate = keyIsMissing.includes(signing.code) && algorithm !== undefined && algorithm.family !== 'none';
  return { reason: signing.reason, canGenerate };
}
