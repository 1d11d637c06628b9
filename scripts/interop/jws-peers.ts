import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import Hapi, { type HapiJwt } from '@hapi/jwt';
import * as fast from 'fast-jwt';
import jsonwebtoken from 'jsonwebtoken';
import jsrsasign from 'jsrsasign';
import nodeJose from 'node-jose';
import type { KeyText } from './key-set';

/** Another library that signs and verifies. */
export type JwsPeer = {
  name: string;
  /** Whether the library says itself that it has the algorithm. */
  knows(alg: string): Promise<boolean>;
  /** The forms of keys that it does not read. */
  unread?: RegExp;
  /** Whether it signs a JSON text as it is written; the others take a value and write it themselves. */
  signsText: boolean;
  sign(alg: string, payload: string, key: KeyText): Promise<string>;
  /** The payload, as a text where the library gives it as one, else as a value. @throws when the library refuses. */
  verify(alg: string, token: string, key: KeyText): Promise<unknown>;
};

const octets = (encoded: string): Buffer => Buffer.from(encoded, 'base64url');

/** A key for the libraries that take what Node takes. */
function nodeKey({ form, text }: KeyText): string | Buffer | KeyObject {
  if (form === 'secret octets') return octets(text);
  if (form === 'secret jwk') return octets(JSON.parse(text).k);
  if (form === 'private jwk') return createPrivateKey({ key: JSON.parse(text), format: 'jwk' });
  return form === 'public jwk' ? createPublicKey({ key: JSON.parse(text), format: 'jwk' }) : text;
}

/** Whether a library goes on where it would complain of an algorithm that it lacks. */
async function goesOn(complaint: RegExp, attempt: () => unknown): Promise<boolean> {
  try {
    await attempt();
    return true;
  } catch (error) {
    return !complaint.test(String(error));
  }
}

const anyPrivateKey = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

const ofJsonwebtoken: JwsPeer = {
  name: 'jsonwebtoken',
  // It looks at the type of the key before it looks at the name.
  knows: (alg) =>
    goesOn(/"algorithm" must be a valid string enum value/, () =>
      jsonwebtoken.sign({}, /^HS/.test(alg) ? Buffer.alloc(64) : anyPrivateKey(), {
        algorithm: alg as jsonwebtoken.Algorithm,
      }),
    ),
  signsText: true,
  sign: async (alg, payload, key) =>
    jsonwebtoken.sign(payload, nodeKey(key), { algorithm: alg as jsonwebtoken.Algorithm }),
  verify: async (alg, token, key) =>
    jsonwebtoken.verify(token, nodeKey(key), { algorithms: [alg as jsonwebtoken.Algorithm] }),
};

const ofFastJwt: JwsPeer = {
  name: 'fast-jwt',
  knows: (alg) =>
    goesOn(/The algorithm option must be one of/, () => fast.createSigner({ algorithm: alg as fast.Algorithm })),
  unread: /^(private|public) jwk$/,
  signsText: false,
  sign: async (alg, payload, key) => {
    const options = { key: nodeKey(key) as string, algorithm: alg as fast.Algorithm, noTimestamp: true };
    return fast.createSigner(options)(JSON.parse(payload));
  },
  verify: async (alg, token, key) =>
    fast.createVerifier({ key: nodeKey(key) as string, algorithms: [alg as fast.Algorithm] })(token),
};

const ofHapi: JwsPeer = {
  name: '@hapi/jwt',
  knows: (alg) =>
    goesOn(/Unsupported algorithm/, () =>
      Hapi.token.generate({}, { key: '', algorithm: alg as HapiJwt.SupportedAlgorithm }),
    ),
  signsText: false,
  sign: async (alg, payload, key) => {
    const secret = { key: nodeKey(key) as string, algorithm: alg as HapiJwt.SupportedAlgorithm };
    return Hapi.token.generate(JSON.parse(payload), secret, { iat: false });
  },
  verify: async (alg, token, key) => {
    const artifacts = Hapi.token.decode(token);
    Hapi.token.verify(artifacts, { key: nodeKey(key) as string, algorithm: alg as HapiJwt.SupportedAlgorithm });
    return artifacts.decoded.payload;
  },
};

/** A key of node-jose's own. */
export function nodeJoseKey({ form, text }: KeyText): Promise<nodeJose.JWK.Key> {
  if (form === 'secret octets') return nodeJose.JWK.asKey({ kty: 'oct', k: text });
  if (form === 'secret words') return nodeJose.JWK.asKey({ kty: 'oct', k: Buffer.from(text).toString('base64url') });
  return nodeJose.JWK.asKey(text, form.endsWith('jwk') ? 'json' : 'pem');
}

const ofNodeJose: JwsPeer = {
  name: 'node-jose',
  knows: (alg) => goesOn(/unsupported algorithm/, () => nodeJose.JWA.sign(alg, Buffer.alloc(64), Buffer.alloc(1), {})),
  unread: /^public pkcs1-pem$/,
  signsText: true,
  sign: async (alg, payload, key) => {
    const signer = nodeJose.JWS.createSign({ format: 'compact', fields: { alg } }, await nodeJoseKey(key));
    return String(await signer.update(payload, 'utf8').final());
  },
  verify: async (alg, token, key) => {
    const verifier = nodeJose.JWS.createVerify(await nodeJoseKey(key), { algorithms: [alg] });
    return (await verifier.verify(token)).payload.toString('utf8');
  },
};

const { JWS } = jsrsasign.KJUR.jws;
type JsrsasignKey = Parameters<typeof JWS.verify>[1];

function jsrsasignKey({ form, text }: KeyText): JsrsasignKey {
  if (form === 'secret words') return { utf8: text };
  if (form.startsWith('secret')) return { b64u: form === 'secret jwk' ? JSON.parse(text).k : text };
  return jsrsasign.KEYUTIL.getKey(form.endsWith('jwk') ? JSON.parse(text) : text) as JsrsasignKey;
}

/** As the library does it. */
export const signWithJsrsasign = (alg: string, payload: string, key: KeyText): string =>
  JWS.sign(alg, JSON.stringify({ alg }), payload, jsrsasignKey(key));

/**
 * Whether jsrsasign has left out the leading zeros of both numbers of an ES512 signature, as it does in one of four:
 * they are to have 66 octets each (RFC 7518 §3.4).
 */
export const isShortEs512 = (alg: string, token: string): boolean =>
  alg === 'ES512' && octets(token.split('.')[2] ?? '').length < 132;

const ofJsrsasign: JwsPeer = {
  name: 'jsrsasign',
  knows: async (alg) => Object.hasOwn((JWS as unknown as { jwsalg2sigalg: object }).jwsalg2sigalg, alg),
  unread: /^public pkcs1-pem$/,
  signsText: true,
  sign: async (alg, payload, key) => {
    for (;;) {
      const token = signWithJsrsasign(alg, payload, key);
      if (!isShortEs512(alg, token)) return token;
    }
  },
  verify: async (alg, token, key) => {
    if (!JWS.verify(token, jsrsasignKey(key), [alg])) throw new Error('the signature is not verified');
    return jsrsasign.b64utoutf8(token.split('.')[1] ?? '');
  },
};

/** The libraries that tokens are exchanged with. */
export const jwsPeers: readonly JwsPeer[] = [ofJsonwebtoken, ofFastJwt, ofHapi, ofNodeJose, ofJsrsasign];
