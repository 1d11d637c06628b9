import type { KeyUsed, Verdict } from '../jose/verdict';
import type { View } from './view';

/** What the verdict strip says. `proof` is `good` or `bad` only where the mathematics said so. */
export type VerdictWords = { title: string; detail: string; proof: 'good' | 'bad' | 'none' | 'unsecured' };

/** The encodings of a secret as people write them. */
export const SECRET_ENCODINGS = { 'utf-8': 'UTF-8', base64: 'Base64', base64url: 'Base64URL', hex: 'hex' } as const;

/** The verdict in words. The titles are fixed: programs and people look for them. */
export function verdictWords({ token, verdict, stale }: Pick<View, 'token' | 'verdict' | 'stale'>): VerdictWords {
  if (token.parts.length === 0) return { title: 'Not verified', detail: 'There is no token yet.', proof: 'none' };
  switch (verdict.kind) {
    case 'valid':
      return {
        title: 'Valid signature',
        detail: `${verdict.alg} · ${usedWords(verdict.used)}${token.kind === 'sd-jwt' ? ISSUER_ONLY : ''}`,
        proof: 'good',
      };
    case 'invalid':
      return { title: 'Invalid signature', detail: `${verdict.alg} · ${mismatchWords(verdict, stale)}`, proof: 'bad' };
    case 'unsecured':
      return { title: 'Unsecured token', detail: verdict.reason, proof: 'unsecured' };
    case 'unverified':
      return { title: 'Not verified', detail: verdict.reason, proof: 'none' };
    case 'cannot-check':
      return {
        title: verdict.code === 'encrypted' ? 'Cannot decrypt' : 'Cannot verify',
        detail: verdict.reason,
        proof: 'none',
      };
  }
}

const ISSUER_ONLY = ' · the issuer’s signature alone: disclosures are not compared with their digests yet';

function mismatchWords({ tried }: Extract<Verdict, { kind: 'invalid' }>, stale: boolean): string {
  if (stale) return 'the signature is from before your edit';
  const [first] = tried;
  if (!first) return 'no key made this signature';
  if (first.kind === 'secret') {
    const readings = tried.flatMap((used) => (used.kind === 'secret' ? [SECRET_ENCODINGS[used.encoding]] : []));
    return `not made with this secret, read as ${listWords(readings)}`;
  }
  if (tried.length > 1) return `not made with any of the ${tried.length} keys that fit`;
  return `not made with this key (${keyWords(first)})`;
}

/** "secret read as UTF-8, 27 bytes", "RSA public key, 2048 bits, kid “a1”, chosen by kid from 3 keys". */
export function usedWords(used: KeyUsed): string {
  if (used.kind === 'secret') {
    return `secret read as ${SECRET_ENCODINGS[used.encoding]}, ${used.octets} ${used.octets === 1 ? 'byte' : 'bytes'}`;
  }
  return keyWords(used);
}

function keyWords(used: Extract<KeyUsed, { kind: 'key' }>): string {
  const { key, of, by } = used;
  const kid = key.jwk.kid === undefined ? '' : `, kid “${key.jwk.kid}”`;
  const choice = of === undefined ? '' : by === 'kid' ? ', chosen by kid' : `, found by trying the set of ${of}`;
  return `${key.description}${kid}${choice}`;
}

/** Words in a sentence: "UTF-8, Base64 or hex". */
export function listWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
