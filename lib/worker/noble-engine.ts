import type { GuessTarget } from './guess';
import { splitLines } from './lines';
import { LONGEST_SECRET, type SecretEngine } from './secret-engine';

/** One secret at a time in plain script, for browsers without WebAssembly vectors. Rejects when its code cannot be fetched. */
export async function openNobleEngine({ hash, message, digest }: GuessTarget): Promise<SecretEngine> {
  const [{ hmac }, { sha256, sha384, sha512 }] = await Promise.all([
    import('@noble/hashes/hmac.js'),
    import('@noble/hashes/sha2.js'),
  ]);
  const hashed = { 'SHA-256': sha256, 'SHA-384': sha384, 'SHA-512': sha512 }[hash];
  const isSecret = (octets: Uint8Array) => {
    const mac = hmac(hashed, octets, message);
    return mac.length === digest.length && mac.every((octet, index) => octet === digest[index]);
  };
  return {
    kind: 'script',
    isSecret: (octets) => octets.length <= LONGEST_SECRET && isSecret(octets),
    search(lines) {
      let tried = 0;
      let passedOver = 0;
      for (const { start, end } of splitLines(lines)) {
        if (end - start > LONGEST_SECRET) passedOver += 1;
        else if (end > start) {
          tried += 1;
          if (isSecret(lines.subarray(start, end))) return { at: start, tried, passedOver };
        }
      }
      return { at: -1, tried, passedOver };
    },
  };
}
