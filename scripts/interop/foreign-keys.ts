import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import jsrsasign from 'jsrsasign';
import nodeJose from 'node-jose';
import type { KeyText } from './key-set';

/** New keys by another program, in its own writing; undefined where it makes no such keys. */
export type KeyMaker = {
  name: string;
  /** The library that these keys are for; what Node makes is for all that take Node's keys. */
  peers: RegExp;
  make(type: 'RSA' | 'EC' | 'OKP', curve?: string): Promise<{ toSign: KeyText[]; toVerify: KeyText[] } | undefined>;
};

const pem = (key: KeyObject, type: 'pkcs8' | 'spki' | 'pkcs1' | 'sec1') =>
  key.export({ type: type as 'spki', format: 'pem' }).toString();
const jwk = (key: KeyObject) => JSON.stringify(key.export({ format: 'jwk' }));

function makeWithNode(type: 'RSA' | 'EC' | 'OKP', curve = '') {
  if (type === 'RSA') return generateKeyPairSync('rsa', { modulusLength: 2048 });
  if (type === 'EC') return generateKeyPairSync('ec', { namedCurve: curve });
  return curve === 'Ed448' ? generateKeyPairSync('ed448') : generateKeyPairSync('ed25519');
}

const ofNode: KeyMaker = {
  name: 'Node',
  peers: /^(jsonwebtoken|fast-jwt|@hapi\/jwt)$/,
  async make(type, curve) {
    const { privateKey, publicKey } = makeWithNode(type, curve);
    const toSign: KeyText[] = [
      { form: 'private pkcs8-pem', text: pem(privateKey, 'pkcs8') },
      { form: 'private jwk', text: jwk(privateKey) },
    ];
    const toVerify: KeyText[] = [
      { form: 'public spki-pem', text: pem(publicKey, 'spki') },
      { form: 'public jwk', text: jwk(publicKey) },
    ];
    if (type === 'EC') toSign.push({ form: 'private sec1-pem', text: pem(privateKey, 'sec1') });
    if (type === 'RSA') {
      toSign.push({ form: 'private pkcs1-pem', text: pem(privateKey, 'pkcs1') });
      toVerify.push({ form: 'public pkcs1-pem', text: pem(publicKey, 'pkcs1') });
    }
    return { toSign, toVerify };
  },
};

const ofNodeJose: KeyMaker = {
  name: 'node-jose',
  peers: /^node-jose$/,
  async make(type, curve) {
    if (type === 'OKP') return undefined;
    const key = await nodeJose.JWK.createKeyStore().generate(type, curve ?? 2048);
    return {
      toSign: [
        { form: 'private jwk', text: JSON.stringify(key.toJSON(true)) },
        { form: 'private pkcs8-pem', text: key.toPEM(true) },
      ],
      toVerify: [
        { form: 'public jwk', text: JSON.stringify(key.toJSON()) },
        { form: 'public spki-pem', text: key.toPEM() },
      ],
    };
  },
};

/** Curves as SEC 2 names them. */
const secCurves: ReadonlyMap<string | undefined, string> = new Map([
  ['P-256', 'secp256r1'],
  ['P-384', 'secp384r1'],
  ['P-521', 'secp521r1'],
]);

const ofJsrsasign: KeyMaker = {
  name: 'jsrsasign',
  peers: /^jsrsasign$/,
  async make(type, curve) {
    if (type === 'OKP') return undefined;
    const { KEYUTIL } = jsrsasign;
    // The shortest modulus that PS512 has room in: a usual one takes it seconds.
    const { prvKeyObj, pubKeyObj } =
      type === 'RSA'
        ? KEYUTIL.generateKeypair('RSA', 1280)
        : KEYUTIL.generateKeypair('EC', secCurves.get(curve) as 'secp256r1');
    return {
      toSign: [
        { form: 'private pkcs8-pem', text: KEYUTIL.getPEM(prvKeyObj, 'PKCS8PRV') },
        {
          form: type === 'RSA' ? 'private pkcs1-pem' : 'private sec1-pem',
          text: KEYUTIL.getPEM(prvKeyObj, 'PKCS1PRV'),
        },
        { form: 'private jwk', text: JSON.stringify(KEYUTIL.getJWKFromKey(prvKeyObj)) },
      ],
      toVerify: [
        { form: 'public spki-pem', text: KEYUTIL.getPEM(pubKeyObj) },
        { form: 'public jwk', text: JSON.stringify(KEYUTIL.getJWKFromKey(pubKeyObj)) },
      ],
    };
  },
};

/** Those who make keys for the libraries that tokens are exchanged with. */
export const keyMakers: readonly KeyMaker[] = [ofNode, ofNodeJose, ofJsrsasign];
