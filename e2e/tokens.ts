import {
  verify as checkSignature,
  constants,
  createHmac,
  createPrivateKey,
  createPublicKey,
  sign as createSignature,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import { ml_dsa44, ml_dsa65, ml_dsa87 } from '@noble/post-quantum/ml-dsa.js';

/** Tokens and signatures made without the page's own code, so that it is not asked whether it is right. */

export type Json = string | object;

/** A text or octets as base64url; an object as its JSON. A JSON text stays as it is written. */
export function encode(content: Json | Buffer): string {
  if (Buffer.isBuffer(content)) return content.toString('base64url');
  return Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)).toString('base64url');
}

/** What a token's header or payload says, as text. */
export function decode(token: string, part: 'header' | 'payload'): string {
  return Buffer.from(token.split('.')[part === 'header' ? 0 : 1] ?? '', 'base64url').toString();
}

/** The octets of a token's signature. */
export function signatureOf(token: string): Buffer {
  return Buffer.from(token.split('.')[2] ?? '', 'base64url');
}

/** A JWS in compact form, signed for `alg` with a secret (its UTF-8 or octets) or a private key. */
export function makeToken(header: Json, payload: Json, key: string | Buffer | KeyObject, alg?: string): string {
  const name = alg ?? JSON.parse(typeof header === 'string' ? header : JSON.stringify(header)).alg;
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${makeSignature(name, input, key).toString('base64url')}`;
}

/** An HS256 token with the given claims. */
export function hs256(payload: Json, secret: string | Buffer, header: object = {}): string {
  return makeToken({ alg: 'HS256', typ: 'JWT', ...header }, payload, secret);
}

/** Whether this key text (secret, PEM or JWK) made the token's signature, by the token's own `alg`. */
export function isSignedWith(token: string, keyText: string): boolean {
  const { alg } = JSON.parse(decode(token, 'header')) as { alg: string };
  const input = token.slice(0, token.lastIndexOf('.'));
  const signature = signatureOf(token);
  if (alg.startsWith('HS')) {
    // A generated secret is shown in base64url, a person's own in UTF-8.
    return [Buffer.from(keyText), Buffer.from(keyText, 'base64url')].some((secret) =>
      makeSignature(alg, input, secret).equals(signature),
    );
  }
  const mlDsa = ML_DSA.get(alg);
  if (mlDsa) {
    const { pub } = JSON.parse(keyText) as { pub: string };
    return mlDsa.verify(signature, Buffer.from(input), Buffer.from(pub, 'base64url'));
  }
  const { digest, options } = schemeOf(alg);
  return checkSignature(digest, Buffer.from(input), { key: publicKeyOf(keyText), ...options }, signature);
}

/** The private or public key of a PEM or JWK text. */
export function privateKeyOf(text: string): KeyObject {
  return text.trimStart().startsWith('{')
    ? createPrivateKey({ key: JSON.parse(text), format: 'jwk' })
    : createPrivateKey(text);
}

export function publicKeyOf(text: string): KeyObject {
  return text.trimStart().startsWith('{')
    ? createPublicKey({ key: JSON.parse(text), format: 'jwk' })
    : createPublicKey(text);
}

export const spki = (key: KeyObject): string => String(publicHalf(key).export({ type: 'spki', format: 'pem' }));
export const pkcs8 = (key: KeyObject): string => String(key.export({ type: 'pkcs8', format: 'pem' }));
export const jwkOf = (key: KeyObject): JsonWebKey => key.export({ format: 'jwk' });
export const publicHalf = (key: KeyObject): KeyObject => (key.type === 'private' ? createPublicKey(key) : key);

/** A self-signed certificate (RFC 5280 §4.1) of an EC or Ed25519 key: just enough to be one. */
export function certificate(key: KeyObject, commonName: string): string {
  const ed = key.asymmetricKeyType === 'ed25519';
  const algorithm = der(0x30, Buffer.from(ed ? '06032b6570' : '06082a8648ce3d040302', 'hex'));
  const name = der(0x30, der(0x31, der(0x30, Buffer.from('0603550403', 'hex'), der(0x0c, Buffer.from(commonName)))));
  const validity = der(0x30, der(0x17, Buffer.from('260101000000Z')), der(0x17, Buffer.from('360101000000Z')));
  const publicKey = publicHalf(key).export({ type: 'spki', format: 'der' });
  const version = der(0xa0, der(0x02, Buffer.from([2])));
  const serial = der(0x02, Buffer.from([1]));
  const body = der(0x30, version, serial, algorithm, name, validity, name, publicKey);
  const signature = createSignature(ed ? null : 'sha256', body, key);
  const whole = der(0x30, body, algorithm, der(0x03, Buffer.from([0]), signature));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

function der(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const ML_DSA = new Map([
  ['ML-DSA-44', ml_dsa44],
  ['ML-DSA-65', ml_dsa65],
  ['ML-DSA-87', ml_dsa87],
]);

function makeSignature(alg: string, input: string, key: string | Buffer | KeyObject): Buffer {
  if (typeof key === 'string' || Buffer.isBuffer(key)) {
    return createHmac(`sha${alg.slice(2)}`, key)
      .update(input)
      .digest();
  }
  const { digest, options } = schemeOf(alg);
  return createSignature(digest, Buffer.from(input), { key, ...options });
}

/** How node:crypto names what RFC 7518 §3, RFC 8812 §3.2 and RFC 8037 §3.1 ask for. */
function schemeOf(alg: string) {
  const digest = `sha${alg.slice(2, 5)}`;
  if (alg.startsWith('RS')) return { digest, options: { padding: constants.RSA_PKCS1_PADDING } };
  if (alg.startsWith('PS')) {
    const options = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
    return { digest, options };
  }
  if (alg.startsWith('ES')) return { digest, options: { dsaEncoding: 'ieee-p1363' as const } };
  return { digest: null, options: {} };
}
