import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import type { Jwk } from '../../lib/jose/key';
import type { ContentEncryptionAlgorithm } from '../../lib/registry/content-encryption';
import type { KeyManagementAlgorithm } from '../../lib/registry/key-management';

const secret = (octets: Uint8Array): Jwk => ({ kty: 'oct', k: Buffer.from(octets).toString('base64url') });

function makePair(curve?: string): KeyObject {
  if (curve === undefined) return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  if (curve === 'X25519') return generateKeyPairSync('x25519').privateKey;
  return curve === 'X448'
    ? generateKeyPairSync('x448').privateKey
    : generateKeyPairSync('ec', { namedCurve: curve }).privateKey;
}

const pairs = new Map<string, Jwk>();

/** A key, made by Node, for one algorithm on a curve; with `dir` its length is what the content encryption asks for. */
export function jweKeyFor(row: KeyManagementAlgorithm, enc: ContentEncryptionAlgorithm, curve?: string): Jwk {
  if (row.family === 'pbes2') return secret(Buffer.from(`Ein Schlüssel aus Wörtern 🦊 für ${row.name}`));
  if (row.keyTypes.includes('oct')) return secret(randomBytes((row.wrapBits ?? enc.keyBits) / 8));
  const name = `${row.name} ${curve}`;
  const key = pairs.get(name) ?? (makePair(curve).export({ format: 'jwk' }) as Jwk);
  pairs.set(name, key);
  return key;
}
