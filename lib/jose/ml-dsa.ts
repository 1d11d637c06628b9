import { decodeBase64url, encodeBase64url } from '../encoding/base64url';
import type { SignatureAlgorithm } from '../registry/algorithm';
import type { Jwk } from './key';
import { akpSeedOctets } from './key-types';
import type { SignatureEngine } from './signature-engine';

/** FIPS 204 in JavaScript, loaded when a token needs it and the browser has no ML-DSA of its own. */
async function load(name: string) {
  const { ml_dsa44, ml_dsa65, ml_dsa87 } = await import('@noble/post-quantum/ml-dsa.js');
  const sets = new Map([
    ['ML-DSA-44', ml_dsa44],
    ['ML-DSA-65', ml_dsa65],
    ['ML-DSA-87', ml_dsa87],
  ]);
  const set = sets.get(name);
  if (!set) throw new Error(`there is no parameter set ${name}`);
  return set;
}

const octets = (encoded: string | undefined): Uint8Array<ArrayBuffer> => decodeBase64url(encoded ?? '').bytes;

/** The public key of a 32-octet ML-DSA seed, both as JWK members (RFC 9964). */
export async function mlDsaJwk(name: string, seed: Uint8Array): Promise<Jwk> {
  const { publicKey } = (await load(name)).keygen(seed);
  return { kty: 'AKP', alg: name, pub: encodeBase64url(publicKey), priv: encodeBase64url(seed) };
}

/** ML-DSA (FIPS 204, empty context) by the library; keys are AKP JWKs whose `priv` is the seed. */
export const mlDsaEngine: SignatureEngine = {
  async verify(row: SignatureAlgorithm, jwk, data, signature) {
    return (await load(row.name)).verify(signature, data, octets(jwk.pub));
  },
  async sign(row, jwk, data) {
    const set = await load(row.name);
    return new Uint8Array(set.sign(data, set.keygen(octets(jwk.priv)).secretKey));
  },
  generate: (row) => mlDsaJwk(row.name, crypto.getRandomValues(new Uint8Array(akpSeedOctets))),
};
