import type { CheckContext } from '../checks/check';
import type { Key, SecretEncoding } from '../jose/key';
import type { KeyUsed } from '../jose/verdict';

/**
 * The key that was given, without anything of it that is secret: of a secret not even the thumbprint (RFC 7638 §7), since
 * whoever guesses the secret could tell by it that the guess is right.
 */
export type ReportedKey =
  | { kind: 'none' }
  | { kind: 'unreadable'; reason: string }
  /** `proved` says that the verdict stands on it: the signature verifies with it, or the token opens. */
  | { kind: 'secret'; octets: number; encoding?: SecretEncoding; proved: boolean }
  | { kind: 'key'; description: string; bits: number; kid?: string; thumbprint: string; proved: boolean }
  /** A set of which none has proved to be the key. */
  | { kind: 'key-set'; keys: number };

/** What is said of the key in hand; `shown` redacts what came with a token. */
export function reportKey(context: CheckContext, shown: (text: string) => string): ReportedKey {
  const used = usedIn(context);
  if (used) {
    return used.kind === 'secret'
      ? { kind: 'secret', octets: used.octets, encoding: used.encoding, proved: true }
      : oneKey(used.key, true, shown);
  }
  const { key } = context;
  switch (key.kind) {
    case 'empty':
      return { kind: 'none' };
    case 'unreadable':
      return { kind: 'unreadable', reason: key.reason };
    case 'secret':
      return { kind: 'secret', octets: key.readings[0]?.bytes.length ?? 0, proved: false };
    case 'key':
      return oneKey(key.key, false, shown);
    case 'key-set':
      return { kind: 'key-set', keys: key.keys.length };
  }
}

function usedIn({ verdict, decryption }: CheckContext): KeyUsed | undefined {
  if (decryption?.kind === 'decrypted') return decryption.used;
  return verdict.kind === 'valid' ? verdict.used : undefined;
}

function oneKey(key: Key, proved: boolean, shown: (text: string) => string): ReportedKey {
  if (key.type === 'oct') return { kind: 'secret', octets: Math.ceil(key.bits / 8), proved };
  const { description, bits, thumbprint, jwk } = key;
  const kid = jwk.kid === undefined ? {} : { kid: shown(jwk.kid) };
  return { kind: 'key', description, bits, ...kid, thumbprint, proved };
}

/** The key in one line: "EC public key, P-256, thumbprint …"; the thumbprint apart, for whoever shows it otherwise. */
export function keyLine(key: ReportedKey): { words: string; kid?: string; thumbprint?: string } {
  switch (key.kind) {
    case 'none':
      return { words: 'none was given' };
    case 'unreadable':
      return { words: `could not be read: ${key.reason}` };
    case 'secret': {
      const size = `${key.octets} ${key.octets === 1 ? 'octet' : 'octets'}, ${key.octets * 8} bits`;
      const read = key.encoding ? `, read as ${key.encoding}` : '';
      return { words: `secret of ${size}${read}${provedWords(key.proved)}` };
    }
    case 'key': {
      const { kid, thumbprint, proved } = key;
      return { words: `${key.description}${provedWords(proved)}`, kid, thumbprint };
    }
    case 'key-set':
      return { words: `set of ${key.keys} ${key.keys === 1 ? 'key' : 'keys'}, none of which has proved to be the one` };
  }
}

function provedWords(proved: boolean): string {
  return proved ? '' : ' (the verdict does not stand on it)';
}
