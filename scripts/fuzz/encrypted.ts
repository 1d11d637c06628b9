import { createCipheriv, createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { decryptJwe } from '../../lib/jose/decrypt-jwe';
import { encryptJwe } from '../../lib/jose/encrypt-jwe';
import type { KeyReading } from '../../lib/jose/key';
import { parseToken, withRecipient } from '../../lib/jose/parse-token';
import { readKey } from '../../lib/jose/read-key';
import type { JweToken, Token } from '../../lib/jose/token';
import { hold } from './hold';

const { signal } = new AbortController();
const encode = (bytes: string | Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** Octets that a name stands for, the same in every run. */
const octets = (name: string, length: number): Buffer => createHash('sha512').update(name).digest().subarray(0, length);

const secret = octets('secret', 32);
const key: Promise<KeyReading> = readKey(JSON.stringify({ kty: 'oct', k: encode(secret) }));
/** More than any token here has, less than what takes long: a header may ask for what it likes. */
const limits = { maxIterations: 2000 };

type Content = { iv: Buffer; ciphertext: Buffer; tag: Buffer };

function encryptContent(enc: string, contentKey: Buffer, plaintext: Buffer, aad: string): Content {
  const isGcm = enc === 'A256GCM';
  const iv = octets(aad, isGcm ? 12 : 16);
  if (isGcm) {
    const cipher = createCipheriv('aes-256-gcm', contentKey, iv).setAAD(Buffer.from(aad));
    const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
    return { iv, ciphertext, tag: cipher.getAuthTag() };
  }
  const cipher = createCipheriv('aes-128-cbc', contentKey.subarray(16), iv);
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  const bits = Buffer.alloc(8);
  bits.writeBigUInt64BE(BigInt(Buffer.byteLength(aad) * 8));
  const hmac = createHmac('sha256', contentKey.subarray(0, 16)).update(aad).update(iv).update(ciphertext).update(bits);
  return { iv, ciphertext, tag: hmac.digest().subarray(0, 16) };
}

function wrap(bits: 128 | 256, wrappingKey: Buffer, contentKey: Buffer): Buffer {
  const cipher = createCipheriv(`id-aes${bits}-wrap`, wrappingKey, Buffer.alloc(8, 0xa6));
  return Buffer.concat([cipher.update(contentKey), cipher.final()]);
}

/** The content key and what of it is in the token, by `dir`, A256KW or PBES2 (RFC 7518 §4.5, §4.4, §4.8). */
function keyFor(alg: string): { contentKey: Buffer; encryptedKey: Buffer } {
  if (alg === 'dir') return { contentKey: secret, encryptedKey: Buffer.alloc(0) };
  const contentKey = octets(alg, 32);
  if (alg === 'A256KW') return { contentKey, encryptedKey: wrap(256, secret, contentKey) };
  const salt = Buffer.concat([Buffer.from(`${alg}\0`), Buffer.alloc(8, 1)]);
  return { contentKey, encryptedKey: wrap(128, pbkdf2Sync(secret, salt, 1000, 16, 'sha256'), contentKey) };
}

const headers: readonly Record<string, unknown>[] = [
  { alg: 'dir', enc: 'A256GCM' },
  { alg: 'dir', enc: 'A128CBC-HS256', kid: 'a', typ: 'JWT' },
  { alg: 'dir', enc: 'A256GCM', zip: 'DEF' },
  { alg: 'A256KW', enc: 'A256GCM', cty: 'JWT' },
  { alg: 'A256KW', enc: 'A128CBC-HS256' },
  { alg: 'PBES2-HS256+A128KW', p2s: encode(Buffer.alloc(8, 1)), p2c: 1000, enc: 'A256GCM' },
];

const PLAINTEXT = '{"sub":"Jörg","exp":1795194900}';

function make(header: Record<string, unknown>, aad?: string) {
  const { contentKey, encryptedKey } = keyFor(String(header.alg));
  const head = encode(JSON.stringify(header));
  const plaintext = header.zip ? deflateRawSync(PLAINTEXT) : Buffer.from(PLAINTEXT);
  const authenticated = aad === undefined ? head : `${head}.${encode(aad)}`;
  const { iv, ciphertext, tag } = encryptContent(String(header.enc), contentKey, plaintext, authenticated);
  return { head, encryptedKey: encode(encryptedKey), iv: encode(iv), ciphertext: encode(ciphertext), tag: encode(tag) };
}

const compact: readonly string[] = headers.map((header) => Object.values(make(header)).join('.'));

const flattened: readonly string[] = headers.map((header) => {
  const aad = 'further data';
  const { head, encryptedKey, ...content } = make(header, aad);
  const ofKey = encryptedKey && { encrypted_key: encryptedKey };
  const unprotected = { jku: 'https://a.example/k' };
  return JSON.stringify({ protected: head, ...ofKey, ...content, aad: encode(aad), unprotected });
});

/** The first recipient is someone else. */
const general: readonly string[] = headers.slice(3).map((header) => {
  const { head, encryptedKey, ...content } = make(header);
  const other = { header: { kid: 'b' }, encrypted_key: encode(octets('other', 40)) };
  const recipients = [other, { encrypted_key: encryptedKey, header: { kid: 'a' } }];
  return JSON.stringify({ protected: head, recipients, ...content }, undefined, 1);
});

/** Encrypted tokens that mutation starts from, in every form; one key opens them all. */
export const encryptedTokens: readonly string[] = [...compact, ...flattened, ...general];

/** All that the key and the header vouch for, as octets: how they are spelt is left aside. */
function contentOf({
  header,
  encryptedKey,
  initializationVector,
  ciphertext,
  authenticationTag,
  aad,
}: JweToken): string {
  const parts = [encryptedKey, initializationVector, ciphertext, authenticationTag];
  return [header.encoded, aad?.encoded, ...parts.map(({ bytes }) => encode(bytes))].join();
}

const contents = new Set(
  encryptedTokens.flatMap((text) => {
    const token = parseToken(text);
    return token.kind === 'jwe' ? token.recipients.map((_, index) => contentOf(withRecipient(token, index))) : [];
  }),
);

/** What opens is what was made, octet for octet, and it opens to what was put in; a refusal is a sentence. */
async function holdDecryption(token: Token): Promise<void> {
  const outcome = await decryptJwe(signal, token, await key, limits);
  const isMade = encryptedTokens.includes(token.text);
  hold(!isMade || outcome.kind === 'decrypted', 'a token that was not changed opens');
  if (outcome.kind === 'cannot-decrypt') hold(outcome.reason.endsWith('.'), 'a refusal to decrypt is a sentence');
  if (outcome.kind !== 'decrypted') return;
  if (token.kind !== 'jwe') throw new Error('only an encrypted token opens');
  hold(contents.has(contentOf(withRecipient(token, outcome.recipient))), 'a token that was changed does not open');
  hold(Buffer.from(outcome.plaintext).toString() === PLAINTEXT, 'what was put in comes out');
}

/** Whatever a header says, what is encrypted under it comes out again, or there is a reason. */
async function holdEncryption(token: JweToken): Promise<void> {
  // Further authenticated data are kept as they are written, even where they cannot be read.
  if (token.problems.some(({ part }) => part === 'aad')) return;
  const like = token.serialization === 'compact' ? undefined : token;
  const parts = { header: token.header.text ?? '', payload: PLAINTEXT };
  const outcome = await encryptJwe(signal, parts, await key, { ...limits, like });
  if (outcome.kind === 'cannot-encrypt')
    return hold(outcome.reason.endsWith('.'), 'a refusal to encrypt is a sentence');
  const again = await decryptJwe(signal, parseToken(outcome.token), await key, limits);
  const text = again.kind === 'decrypted' ? Buffer.from(again.plaintext).toString() : again.kind;
  hold(text === PLAINTEXT, 'what was encrypted here opens here');
}

/** The laws of encrypted tokens; any other token is not opened. */
export async function holdEncrypted(token: Token): Promise<void> {
  await holdDecryption(token);
  if (token.kind === 'jwe') await holdEncryption(token);
}
