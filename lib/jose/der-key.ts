import { encodeBase64url } from '../encoding/base64url';
import { type DerNode, derTags, readDer } from '../encoding/der';
import { expandPoint } from './ec-point';
import { montgomeryJwk } from './jwe-montgomery';
import type { Jwk, KeyProblemCode } from './key';
import { encodeFixed, encodeUnsigned } from './key-octets';
import { akpSeedOctets, akpSets, ecCurves, ecOid, okpCurves, rsaOid, rsaPssOid } from './key-types';
import { mlDsaJwk } from './ml-dsa';
import { nobleJwk } from './noble-curves';

/** A key taken out of its structure, or one sentence on why it cannot be. */
export type DerKey = { jwk: Jwk } | { code: KeyProblemCode; reason: string };

const malformed = (what: string): DerKey => ({ code: 'malformed-pem', reason: `This is not a readable ${what}.` });
const unsupported = (reason: string): DerKey => ({ code: 'unsupported-key', reason });

const nameOf = <T extends { oid: string }>(table: ReadonlyMap<string, T>, oid: string | undefined) =>
  [...table].find(([, facts]) => facts.oid === oid)?.[0];

const integer = (node: DerNode | undefined): string => encodeUnsigned(node?.octets ?? new Uint8Array());

/** SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) as a JWK. Never throws. */
export async function readSpki(bytes: Uint8Array<ArrayBuffer>): Promise<DerKey> {
  const node = await readDer(bytes);
  return node ? publicKeyOf(node) : malformed('public key (SPKI)');
}

/** The JWK of a SubjectPublicKeyInfo that was read already, as in a certificate. */
export async function publicKeyOf(spki: DerNode): Promise<DerKey> {
  const [algorithm, key] = spki.children;
  const [id, parameters] = algorithm?.children ?? [];
  if (!id?.oid || !key || key.tag !== derTags.bitString) return malformed('public key (SPKI)');
  if (id.oid === rsaOid || id.oid === rsaPssOid) {
    const [n, e] = (await readDer(key.octets))?.children ?? [];
    return n && e ? { jwk: { kty: 'RSA', n: integer(n), e: integer(e) } } : malformed('RSA public key');
  }
  if (id.oid === ecOid) return ecPoint(parameters, key.octets);
  const okp = nameOf(okpCurves, id.oid);
  if (okp) return { jwk: { kty: 'OKP', crv: okp, x: encodeBase64url(key.octets) } };
  const akp = nameOf(akpSets, id.oid);
  if (akp) return { jwk: { kty: 'AKP', alg: akp, pub: encodeBase64url(key.octets) } };
  return unsupported(`The key is of a type that is not known here (object identifier ${id.oid}).`);
}

/** ECPoint (SEC 1 §2.3.3): 04, then both coordinates; or 02 or 03, then x alone. */
async function ecPoint(parameters: DerNode | undefined, given: Uint8Array<ArrayBuffer>): Promise<DerKey> {
  if (!parameters?.oid) return unsupported('The EC key spells out its curve; only named curves are supported here.');
  const crv = nameOf(ecCurves, parameters.oid);
  const octets = crv && ecCurves.get(crv)?.octets;
  if (!crv || !octets)
    return unsupported(`The curve of the key is not known here (object identifier ${parameters.oid}).`);
  const point = given[0] === 2 || given[0] === 3 ? await expandPoint(crv, given) : given;
  if (point?.[0] !== 4 || point.length !== 2 * octets + 1) return malformed(`point on ${crv}`);
  const x = encodeBase64url(point.subarray(1, octets + 1));
  return { jwk: { kty: 'EC', crv, x, y: encodeBase64url(point.subarray(octets + 1)) } };
}

/** PrivateKeyInfo or OneAsymmetricKey (PKCS#8, RFC 5958 §2) as a private JWK. Never throws. */
export async function readPkcs8(bytes: Uint8Array<ArrayBuffer>): Promise<DerKey> {
  const [, algorithm, key] = (await readDer(bytes))?.children ?? [];
  const [id, parameters] = algorithm?.children ?? [];
  if (!id?.oid || !key || key.tag !== derTags.octetString) return malformed('private key (PKCS#8)');
  if (id.oid === rsaOid || id.oid === rsaPssOid) return rsaPrivateKey(key.octets);
  if (id.oid === ecOid) return ecPrivateKey(parameters, key.octets, bytes);
  const okp = nameOf(okpCurves, id.oid);
  if (okp) return okpPrivateKey(okp, key.octets, bytes);
  const akp = nameOf(akpSets, id.oid);
  if (akp) return akpPrivateKey(akp, key.octets);
  return unsupported(`The key is of a type that is not known here (object identifier ${id.oid}).`);
}

/** RSAPrivateKey (RFC 8017 A.1.2). */
async function rsaPrivateKey(octets: Uint8Array<ArrayBuffer>): Promise<DerKey> {
  const numbers = (await readDer(octets))?.children ?? [];
  if (numbers.length > 9) return unsupported('The RSA key has more than two primes.');
  if (numbers.length < 9) return malformed('RSA private key');
  const [n, e, d, p, q, dp, dq, qi] = numbers.slice(1).map(integer);
  return { jwk: { kty: 'RSA', n, e, d, p, q, dp, dq, qi } };
}

/** ECPrivateKey (RFC 5915 §3); its public half is optional, and then computed. */
async function ecPrivateKey(
  parameters: DerNode | undefined,
  octets: Uint8Array<ArrayBuffer>,
  pkcs8: Uint8Array<ArrayBuffer>,
): Promise<DerKey> {
  const [, scalar, ...optional] = (await readDer(octets))?.children ?? [];
  if (scalar?.tag !== derTags.octetString) return malformed('EC private key');
  const point = optional.find(({ tagClass, tag }) => tagClass === 'context' && tag === 1)?.children[0];
  if (!point) {
    const namedCurve = nameOf(ecCurves, parameters?.oid) ?? '';
    return completed(namedCurve, scalar.octets, pkcs8, { name: 'ECDSA', namedCurve }, ['sign']);
  }
  const key = await ecPoint(parameters, point.octets);
  if (!('jwk' in key)) return key;
  // Some tools leave out the scalar's leading zeros, which RFC 5915 §3 asks for and JWK too.
  const length = ecCurves.get(key.jwk.crv ?? '')?.octets ?? 0;
  return { jwk: { ...key.jwk, d: encodeFixed(scalar.octets, length) } };
}

/** CurvePrivateKey (RFC 8410 §7): an octet string inside the octet string; the public half is computed. */
async function okpPrivateKey(
  crv: string,
  octets: Uint8Array<ArrayBuffer>,
  pkcs8: Uint8Array<ArrayBuffer>,
): Promise<DerKey> {
  const inner = await readDer(octets);
  if (inner?.tag !== derTags.octetString) return malformed(`${crv} private key`);
  return completed(crv, inner.octets, pkcs8, { name: crv }, crv.startsWith('X') ? ['deriveBits'] : ['sign']);
}

/** The whole key by WebCrypto, or by the library for a curve that WebCrypto lacks. */
async function completed(
  crv: string,
  secret: Uint8Array<ArrayBuffer>,
  pkcs8: Uint8Array<ArrayBuffer>,
  algorithm: { name: string; namedCurve?: string },
  usages: KeyUsage[],
): Promise<DerKey> {
  try {
    const key = await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, true, usages);
    const { kty = '', x, y, d } = await crypto.subtle.exportKey('jwk', key);
    return { jwk: y === undefined ? { kty, crv, x, d } : { kty, crv, x, y, d } };
  } catch {
    return (crv.startsWith('X') ? montgomeryJwk : nobleJwk)(crv, secret).then(
      (jwk) => ({ jwk }),
      () => unsupported(`The key lacks its public half, which cannot be computed here for ${crv || 'its curve'}.`),
    );
  }
}

/** ML-DSA-PrivateKey (RFC 9881 §6): a seed, an expanded key, or both. A JWK holds the seed (RFC 9964). */
async function akpPrivateKey(alg: string, octets: Uint8Array<ArrayBuffer>): Promise<DerKey> {
  const node = await readDer(octets);
  const seed = node?.tagClass === 'context' && node.tag === 0 ? node : node?.children[0];
  if (seed?.octets.length === akpSeedOctets) return { jwk: await mlDsaJwk(alg, seed.octets) };
  if (node?.tag === derTags.octetString) {
    return unsupported(`The ${alg} key is stored in expanded form, without the seed that a JWK needs.`);
  }
  return malformed(`${alg} private key`);
}
