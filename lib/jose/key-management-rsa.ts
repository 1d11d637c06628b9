import { decodeBase64url } from '../encoding/base64url';
import type { KeyManagementAlgorithm } from '../registry/key-management';
import { done, type JweAttempt, type JweResult, mismatch, type Octets, refuse } from './jwe-attempt';
import type { Jwk } from './key';
import { withRsaFactors } from './rsa-factors';
import { privateMembers, publicMembers } from './signature-engine';

/** The library's arithmetic on larger numbers (of 8192 bits) would hold up the page for long. */
const MOST_OCTETS = 1024;

/** A number's octets without leading zeros. */
function octetsOf(encoded: string | undefined): Octets {
  const { bytes } = decodeBase64url(encoded ?? '');
  const first = bytes.findIndex((octet) => octet !== 0);
  return first < 0 ? new Uint8Array() : bytes.slice(first);
}

const integer = (octets: Octets): bigint =>
  BigInt(`0x0${Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('')}`);

const unusable = (row: KeyManagementAlgorithm, why: string) =>
  refuse('unusable-key', `This key does not work for ${row.name}: ${why}.`);

const hint = 'its numbers must belong together, and the modulus must be long enough for the hash';

/** The modulus and an exponent as the library takes them; undefined where they are too large to be computed with. */
function numbersOf(n: string | undefined, exponent: string | undefined): [bigint, bigint] | undefined {
  const octets = [octetsOf(n), octetsOf(exponent)] as const;
  if (octets.some(({ length }) => length > MOST_OCTETS)) return undefined;
  return [integer(octets[0]), integer(octets[1])];
}

const tooLarge = (row: KeyManagementAlgorithm) =>
  unusable(row, `it has more than the ${MOST_OCTETS * 8} bits computed here`);

const importOaep = ({ hash = 'SHA-1' }: KeyManagementAlgorithm, members: JsonWebKey, usage: KeyUsage) =>
  crypto.subtle.importKey('jwk', members, { name: 'RSA-OAEP', hash }, false, [usage]);

/** What RSA encrypted, with the private JWK (RFC 8017 §7.1.2, §7.2.2). Never throws. */
export async function rsaDecrypt(
  row: KeyManagementAlgorithm,
  jwk: Jwk,
  encrypted: Octets,
): Promise<JweAttempt<Octets>> {
  // Another length than the modulus's is of another key (RFC 8017 §7.1.2, step 1b; §7.2.2, step 1).
  if (encrypted.length !== octetsOf(jwk.n).length) return mismatch;
  if (row.family === 'rsa-pkcs1') {
    const numbers = numbersOf(jwk.n, jwk.d);
    if (!numbers) return tooLarge(row);
    const { PKCS1_KEM } = await import('micro-rsa-dsa-dh/rsa.js');
    try {
      return done(new Uint8Array(PKCS1_KEM.decrypt({ n: numbers[0], d: numbers[1] }, encrypted)));
    } catch {
      return mismatch;
    }
  }
  let key: CryptoKey;
  try {
    key = await importOaep(row, privateMembers(await withRsaFactors(jwk)), 'decrypt');
  } catch {
    return unusable(row, hint);
  }
  return crypto.subtle.decrypt({ name: 'RSA-OAEP' }, key, encrypted).then(
    (content) => done(new Uint8Array(content)),
    () => mismatch,
  );
}

/** The content encrypted with the JWK's public half (RFC 8017 §7.1.1, §7.2.1). Never throws. */
export async function rsaEncrypt(row: KeyManagementAlgorithm, jwk: Jwk, content: Octets): Promise<JweResult<Octets>> {
  try {
    if (row.family === 'rsa-pkcs1') {
      const numbers = numbersOf(jwk.n, jwk.e);
      if (!numbers) return tooLarge(row);
      const { PKCS1_KEM } = await import('micro-rsa-dsa-dh/rsa.js');
      return done(new Uint8Array(PKCS1_KEM.encrypt({ n: numbers[0], e: numbers[1] }, content)));
    }
    const key = await importOaep(row, publicMembers(jwk), 'encrypt');
    return done(new Uint8Array(await crypto.subtle.encrypt({ name: 'RSA-OAEP' }, key, content)));
  } catch {
    return unusable(row, 'the modulus must be long enough for the hash and the content key');
  }
}

/** A new pair as its private JWK, without `alg`. @throws what WebCrypto throws. */
export async function newRsaKey(bits: number): Promise<Jwk> {
  const publicExponent = new Uint8Array([1, 0, 1]);
  const algorithm = { name: 'RSA-OAEP', hash: 'SHA-256', modulusLength: bits, publicExponent };
  const pair = await crypto.subtle.generateKey(algorithm, true, ['encrypt', 'decrypt']);
  const { kty = 'RSA', n, e, d, p, q, dp, dq, qi } = await crypto.subtle.exportKey('jwk', pair.privateKey);
  return { kty, n, e, d, p, q, dp, dq, qi };
}
