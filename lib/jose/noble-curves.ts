import { decodeBase64url, encodeBase64url } from '../encoding/base64url';
import type { Jwk } from './key';
import type { SignatureEngine } from './signature-engine';

type Octets = Uint8Array<ArrayBuffer>;

/** One curve of the library; a public key is SEC 1's uncompressed point for EC, RFC 8032's octets for OKP. */
type Curve = {
  readonly kty: 'EC' | 'OKP';
  readonly signatureOctets: number;
  newSecret(): Uint8Array;
  publicKeyOf(secret: Octets): Uint8Array;
  isPublicKey(key: Octets): boolean;
  sign(data: Octets, secret: Octets): Uint8Array;
  verify(signature: Octets, data: Octets, publicKey: Octets): boolean;
};

async function loadSecp256k1(): Promise<Curve> {
  const { secp256k1 } = await import('@noble/curves/secp256k1.js');
  return {
    kty: 'EC',
    signatureOctets: 64,
    newSecret: () => secp256k1.utils.randomSecretKey(),
    publicKeyOf: (secret) => secp256k1.getPublicKey(secret, false),
    isPublicKey: (key) => secp256k1.utils.isValidPublicKey(key, false),
    sign: (data, secret) => secp256k1.sign(data, secret),
    // That s be in the lower half is a rule of Bitcoin's; RFC 8812 has none, and OpenSSL signs with either.
    verify: (signature, data, publicKey) => secp256k1.verify(signature, data, publicKey, { lowS: false }),
  };
}

type Edwards = typeof import('@noble/curves/ed448.js')['ed448'];

/** `zip215: false` is RFC 8032's strictness: no encodings of points that are not reduced. */
const edwards = (curve: Edwards, signatureOctets: number): Curve => ({
  kty: 'OKP',
  signatureOctets,
  newSecret: () => curve.utils.randomSecretKey(),
  publicKeyOf: (secret) => curve.getPublicKey(secret),
  isPublicKey: (key) => curve.utils.isValidPublicKey(key, false),
  sign: (data, secret) => curve.sign(data, secret),
  verify: (signature, data, publicKey) => curve.verify(signature, data, publicKey, { zip215: false }),
});

/** By JWK `crv`; each is loaded when a key of it comes. Ed25519 is for browsers from before it was everywhere. */
const loaders: ReadonlyMap<string, () => Promise<Curve>> = new Map([
  ['secp256k1', loadSecp256k1],
  ['Ed448', async () => edwards((await import('@noble/curves/ed448.js')).ed448, 114)],
  ['Ed25519', async () => edwards((await import('@noble/curves/ed25519.js')).ed25519, 64)],
]);

async function load(crv = ''): Promise<Curve> {
  const loader = loaders.get(crv);
  if (!loader) throw new Error('the library has no such curve');
  return loader();
}

const octets = (encoded: string | undefined): Octets => decodeBase64url(encoded ?? '').bytes;

const publicKey = (jwk: Jwk): Octets =>
  jwk.kty === 'EC' ? new Uint8Array([4, ...octets(jwk.x), ...octets(jwk.y)]) : octets(jwk.x);

function privateJwk(crv: string, { kty, publicKeyOf }: Curve, secret: Octets): Jwk {
  const key = publicKeyOf(secret);
  const d = encodeBase64url(secret);
  if (kty === 'OKP') return { kty, crv, x: encodeBase64url(key), d };
  const middle = (key.length + 1) / 2;
  return { kty, crv, x: encodeBase64url(key.subarray(1, middle)), y: encodeBase64url(key.subarray(middle)), d };
}

/**
 * The private JWK of a secret scalar (EC, RFC 7518 §6.2.2) or seed (OKP, RFC 8037 §2), its public half computed.
 * @throws for a curve that the library lacks, and for octets that are no private key of the curve.
 */
export const nobleJwk = async (crv: string, secret: Octets): Promise<Jwk> => privateJwk(crv, await load(crv), secret);

/**
 * The curves that WebCrypto lacks: ECDSA on secp256k1 with SHA-256 (RFC 8812 §3.2), R‖S; Ed448, and Ed25519 where it is
 * missing (RFC 8032). The curve is the key's. As with WebCrypto, a point off the curve is an error, and a private key
 * must belong to its public half.
 */
export const nobleCurvesEngine: SignatureEngine = {
  async verify(_row, jwk, data, signature) {
    const curve = await load(jwk.crv);
    const key = publicKey(jwk);
    if (!curve.isPublicKey(key)) throw new Error('the public key is no point of the curve');
    // The library throws for another length, which is only a wrong signature.
    return signature.length === curve.signatureOctets && curve.verify(signature, data, key);
  },
  async sign(_row, jwk, data) {
    const curve = await load(jwk.crv);
    const secret = octets(jwk.d);
    const { x, y } = privateJwk(jwk.crv ?? '', curve, secret);
    if (x !== jwk.x || y !== jwk.y) throw new Error('the private key does not belong to the public one');
    return new Uint8Array(curve.sign(data, secret));
  },
  async generate(row) {
    const [crv = ''] = row.curves ?? [];
    const curve = await load(crv);
    return privateJwk(crv, curve, new Uint8Array(curve.newSecret()));
  },
};
