import { decodeBase64url, encodeBase64url } from '../encoding/base64url';
import type { Octets } from './jwe-attempt';
import type { Jwk } from './key';

/**
 * The curves of RFC 7748 by JWK `crv`; each is loaded when a key of it comes. No browser's WebCrypto has X448, and
 * X25519 is for those from before it was everywhere.
 */
const loaders = new Map([
  ['X25519', async () => (await import('@noble/curves/ed25519.js')).x25519],
  ['X448', async () => (await import('@noble/curves/ed448.js')).x448],
]);

async function load(crv = '') {
  const loader = loaders.get(crv);
  if (!loader) throw new Error('the library has no such curve');
  return loader();
}

/**
 * The private JWK of a secret on X25519 or X448, a new one unless it is given, its public half computed (RFC 8037 §2).
 * @throws for another curve, and for a secret of another length.
 */
export async function montgomeryJwk(crv: string, secret?: Octets): Promise<Jwk> {
  const curve = await load(crv);
  const d = secret ?? curve.utils.randomSecretKey();
  return { kty: 'OKP', crv, x: encodeBase64url(curve.getPublicKey(d)), d: encodeBase64url(d) };
}

/**
 * The secret that two keys share (RFC 7748 §6).
 * @throws when it is all zeros, as it is for points of small order (RFC 7748 §6.1, §6.2).
 */
export async function montgomerySecret(privateJwk: Jwk, publicJwk: Jwk): Promise<Octets> {
  const curve = await load(privateJwk.crv);
  const [d, x] = [privateJwk.d, publicJwk.x].map((text) => decodeBase64url(text ?? '').bytes) as [Octets, Octets];
  return new Uint8Array(curve.getSharedSecret(d, x));
}
