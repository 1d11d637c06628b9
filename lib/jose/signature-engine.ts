import { decodeBase64url, encodeBase64url } from '../encoding/base64url';
import type { SignatureAlgorithm } from '../registry/algorithm';
import type { Jwk } from './key';
import { withRsaFactors } from './rsa-factors';

type Octets = Uint8Array<ArrayBuffer>;

/** Who does the arithmetic of a signature. Every method may throw what WebCrypto or the library throws. */
export type SignatureEngine = {
  verify(row: SignatureAlgorithm, jwk: Jwk, data: Octets, signature: Octets): Promise<boolean>;
  sign(row: SignatureAlgorithm, jwk: Jwk, data: Octets): Promise<Octets>;
  generate(row: SignatureAlgorithm, bits?: number): Promise<Jwk>;
};

type Parameters = { key: RsaHashedImportParams & EcKeyImportParams; operation: RsaPssParams & EcdsaParams };

/** WebCrypto's two sets of parameters: for the key, and for the operation. */
function parametersOf(row: SignatureAlgorithm, curve?: string): Parameters {
  const hash = row.hash ?? 'SHA-256';
  const saltLength = Number(hash.slice(4)) / 8; // RFC 7518 §3.5: as long as the hash.
  const names = {
    none: '',
    hmac: 'HMAC',
    'rsassa-pkcs1': 'RSASSA-PKCS1-v1_5',
    'rsassa-pss': 'RSA-PSS',
    ecdsa: 'ECDSA',
    eddsa: 'Ed25519',
    'ml-dsa': row.name,
  };
  const name = names[row.family];
  return { key: { name, hash, namedCurve: curve ?? row.curves?.[0] ?? '' }, operation: { name, hash, saltLength } };
}

/** Chromium refuses integers with leading zero octets, which are against RFC 7518 §2 but harmless. */
function withoutLeadingZeros(encoded: string | undefined): string {
  const { bytes } = decodeBase64url(encoded ?? '');
  const first = bytes.findIndex((byte) => byte !== 0);
  return encodeBase64url(first < 0 ? bytes : bytes.subarray(first));
}

/** The members of a JWK that WebCrypto imports as the public key, and no others. */
export function publicMembers(jwk: Jwk): JsonWebKey {
  const { kty, crv, x, y, alg, pub } = jwk;
  if (kty === 'RSA') return { kty, n: withoutLeadingZeros(jwk.n), e: withoutLeadingZeros(jwk.e) };
  if (kty === 'AKP') return { kty, alg, pub } as JsonWebKey;
  return kty === 'EC' ? { kty, crv, x, y } : { kty, crv, x };
}

/** The members of a JWK that WebCrypto imports as the private key, and no others. */
export function privateMembers(jwk: Jwk): JsonWebKey {
  const { d, p, q, dp, dq, qi, priv } = jwk as Jwk & JsonWebKey;
  if (jwk.kty === 'RSA') return { ...publicMembers(jwk), d, p, q, dp, dq, qi };
  if (jwk.kty === 'AKP') return { ...publicMembers(jwk), priv } as JsonWebKey;
  return { ...publicMembers(jwk), d };
}

/**
 * HMAC pads a key with zero octets to the block (RFC 2104 §2), so one zero octet is the empty key, which WebCrypto
 * would refuse.
 */
function secretOctets(jwk: Jwk): Octets {
  const { bytes } = decodeBase64url(jwk.k ?? '');
  return bytes.length > 0 ? bytes : new Uint8Array(1);
}

async function importKey(row: SignatureAlgorithm, jwk: Jwk, usage: 'verify' | 'sign'): Promise<CryptoKey> {
  const { key } = parametersOf(row, jwk.crv);
  if (row.family === 'hmac') return crypto.subtle.importKey('raw', secretOctets(jwk), key, false, [usage]);
  // The JWK's own "use", "key_ops" and "ext" stay out: what they forbid was judged before, in words.
  const members = usage === 'sign' ? privateMembers(await withRsaFactors(jwk)) : publicMembers(jwk);
  return crypto.subtle.importKey('jwk', members, key, false, [usage]);
}

/** WebCrypto: all algorithms that the browser (or Node) has. Throws NotSupportedError for one that it lacks. */
export const webCryptoEngine: SignatureEngine = {
  async verify(row, jwk, data, signature) {
    const key = await importKey(row, jwk, 'verify');
    return crypto.subtle.verify(parametersOf(row).operation, key, signature, data);
  },
  async sign(row, jwk, data) {
    const key = await importKey(row, jwk, 'sign');
    return new Uint8Array(await crypto.subtle.sign(parametersOf(row).operation, key, data));
  },
  async generate(row, bits) {
    if (row.family === 'hmac') {
      const octets = crypto.getRandomValues(new Uint8Array((row.leastKeyBits ?? 256) / 8));
      return { kty: 'oct', k: encodeBase64url(octets) };
    }
    const { key } = parametersOf(row);
    const publicExponent = new Uint8Array([1, 0, 1]);
    const parameters = { ...key, modulusLength: bits ?? row.leastKeyBits ?? 2048, publicExponent };
    const pair = (await crypto.subtle.generateKey(parameters, true, ['sign', 'verify'])) as CryptoKeyPair;
    const { ext: _ext, key_ops: _operations, ...jwk } = await crypto.subtle.exportKey('jwk', pair.privateKey);
    return jwk as Jwk;
  },
};
