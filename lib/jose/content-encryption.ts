import type { ContentEncryptionAlgorithm } from '../registry/content-encryption';
import { aesEngine } from './jwe-aes';
import {
  concatOctets,
  countOctets,
  done,
  type JweAttempt,
  type JweRefusal,
  mismatch,
  type Octets,
  refuse,
} from './jwe-attempt';

/** The three parts of the encrypted content, and what is authenticated along with it (RFC 7516 §5.1, step 14). */
export type SealedContent = { iv: Octets; ciphertext: Octets; tag: Octets; aad: Octets };

/** Octets of one block of AES. */
const BLOCK = 16;

/**
 * Why the three parts cannot be what the algorithm makes, whatever the key: their lengths are fixed (RFC 7518 §5.2.2.1,
 * §5.3), and CBC makes whole blocks, at least one. Undefined when they can.
 */
export function findWrongLength(
  row: ContentEncryptionAlgorithm,
  { iv, ciphertext, tag }: Omit<SealedContent, 'aad'>,
): JweRefusal | undefined {
  const lengths = [
    ['initialization vector', iv.length, row.ivOctets],
    ['authentication tag', tag.length, row.tagOctets],
  ] as const;
  for (const [what, found, wanted] of lengths) {
    if (found === wanted) continue;
    const reason = `The ${what} has ${countOctets(found)}; ${row.name} asks for ${wanted}.`;
    return refuse('bad-parameter', reason);
  }
  if (row.family === 'aes-cbc-hmac' && (ciphertext.length === 0 || ciphertext.length % BLOCK !== 0)) {
    const reason = `The ciphertext has ${countOctets(ciphertext.length)}; ${row.name} makes whole blocks of ${BLOCK}, at least one.`;
    return refuse('bad-parameter', reason);
  }
  return undefined;
}

/**
 * The plaintext, once the tag has shown that nothing was changed; `mismatch` when it shows otherwise (RFC 7518 §5.2.2.2,
 * §5.3). The lengths are those that findWrongLength asks for, the key's too. Never throws.
 */
export async function openContent(
  row: ContentEncryptionAlgorithm,
  key: Octets,
  content: SealedContent,
): Promise<JweAttempt<Octets>> {
  const { iv, ciphertext, tag, aad } = content;
  const aes = await aesEngine(row.aesBits / 8);
  if (row.family === 'aes-gcm') {
    return aes.gcmOpen(key, iv, aad, concatOctets(ciphertext, tag)).then(done, () => mismatch);
  }
  const expected = await cbcTag(row, key, content);
  if (!isSame(expected, tag)) return mismatch;
  return aes
    .cbcDecrypt(key.slice(row.aesBits / 8), iv, ciphertext)
    .then(done, () => refuse('bad-parameter', 'The content is authentic, but its padding (PKCS #7) is broken.'));
}

/** The content encrypted; `iv` has the algorithm's length and was never used with this key. */
export async function sealContent(
  row: ContentEncryptionAlgorithm,
  key: Octets,
  { iv, plaintext, aad }: { iv: Octets; plaintext: Octets; aad: Octets },
): Promise<SealedContent> {
  const aes = await aesEngine(row.aesBits / 8);
  if (row.family === 'aes-gcm') {
    const sealed = await aes.gcmSeal(key, iv, aad, plaintext);
    return { iv, ciphertext: sealed.slice(0, -row.tagOctets), tag: sealed.slice(-row.tagOctets), aad };
  }
  const ciphertext = await aes.cbcEncrypt(key.slice(row.aesBits / 8), iv, plaintext);
  return { iv, ciphertext, tag: await cbcTag(row, key, { iv, ciphertext, aad }), aad };
}

/** RFC 7518 §5.2.2.1: HMAC over the authenticated data, IV, ciphertext and the data's length in bits, and half of it. */
async function cbcTag(
  row: ContentEncryptionAlgorithm,
  key: Octets,
  { iv, ciphertext, aad }: Omit<SealedContent, 'tag'>,
): Promise<Octets> {
  const algorithm = { name: 'HMAC', hash: row.hash ?? 'SHA-256' };
  const macKey = await crypto.subtle.importKey('raw', key.slice(0, row.aesBits / 8), algorithm, false, ['sign']);
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(aad.length) * 8n);
  const mac = await crypto.subtle.sign('HMAC', macKey, concatOctets(aad, iv, ciphertext, length));
  return new Uint8Array(mac).slice(0, row.tagOctets);
}

/** Without stopping at the first difference, as one compares secrets. */
function isSame(a: Octets, b: Octets): boolean {
  let difference = a.length ^ b.length;
  for (const [at, octet] of a.entries()) difference |= octet ^ (b[at] ?? 0);
  return difference === 0;
}
