import type { CannotCheckCode, Verdict } from '../jose/verdict';

/** What keeps from a verdict and lies in the key or in the token's text, where a repair can be tried. */
const treatable: readonly CannotCheckCode[] = [
  'malformed-token',
  'unreadable-key',
  'wrong-key-type',
  'key-forbids-use',
];

/** Whether there is a cause to look for: the signature does not match, or key or text keep from knowing. */
export function isTreatable(verdict: Verdict): boolean {
  return verdict.kind === 'invalid' || (verdict.kind === 'cannot-check' && treatable.includes(verdict.code));
}
