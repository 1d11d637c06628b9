import type { CannotDecryptCode } from './decryption';

export type Octets = Uint8Array<ArrayBuffer>;

/** Why there is no result, in a sentence for a person; it is never the library's own message. */
export type JweRefusal = { kind: 'refused'; code: CannotDecryptCode; reason: string };

/** What came of one step of opening or making a JWE; `refused` says that nothing was proved. */
export type JweResult<T> = { kind: 'done'; value: T } | JweRefusal;

/** The same of a step that proves something: `mismatch` is the mathematics' no, to the key or to the octets. */
export type JweAttempt<T> = JweResult<T> | { kind: 'mismatch' };

export const mismatch = { kind: 'mismatch' } as const;

export function done<T>(value: T): JweResult<T> {
  return { kind: 'done', value };
}

export function refuse(code: CannotDecryptCode, reason: string): JweRefusal {
  return { kind: 'refused', code, reason };
}

/** "1 octet", "16 octets". */
export function countOctets(count: number): string {
  return `${count} ${count === 1 ? 'octet' : 'octets'}`;
}

/** All octets one after the other. */
export function concatOctets(...parts: readonly Uint8Array[]): Octets {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
