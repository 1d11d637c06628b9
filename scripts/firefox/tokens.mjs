// What the tour pastes: made by Node, noble and jose, so that the page is not asked whether it is right.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { ml_dsa65 } from '@noble/post-quantum/ml-dsa.js';
import { CompactEncrypt } from 'jose';
import { runnerImport } from 'vite';
import { ROOT } from '../sources.mjs';

const { module } = await runnerImport(join(ROOT, 'e2e/tokens.ts'), { root: ROOT, configFile: false });
export const { encode, hs256, isSignedWith, jwkOf, makeToken, publicHalf, spki } = module;

export const CLAIMS = { iss: 'https://issuer.example', sub: 'ada', exp: 4_102_444_800 };

const ASYMMETRIC = {
  RS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  PS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  ES512: () => generateKeyPairSync('ec', { namedCurve: 'P-521' }),
  EdDSA: () => generateKeyPairSync('ed25519'),
  ES256K: () => generateKeyPairSync('ec', { namedCurve: 'secp256k1' }),
  Ed448: () => generateKeyPairSync('ed448'),
};

/** A token of every family of signatures, with the text of the key that verifies it. */
export function signedTokens() {
  const secret = 'a secret of at least thirty-two octets';
  const asymmetric = Object.entries(ASYMMETRIC).map(([alg, generate]) => {
    const { privateKey, publicKey } = generate();
    return { alg, token: makeToken({ alg, typ: 'JWT' }, CLAIMS, privateKey), key: spki(publicKey) };
  });
  return [{ alg: 'HS256', token: hs256(CLAIMS, secret), key: secret }, ...asymmetric, mlDsaToken()];
}

/** Node 20 has no ML-DSA; its public key goes as a JWK (draft-ietf-cose-dilithium). */
function mlDsaToken() {
  const alg = 'ML-DSA-65';
  const { secretKey, publicKey } = ml_dsa65.keygen(randomBytes(32));
  const input = `${encode({ alg })}.${encode(CLAIMS)}`;
  const signature = ml_dsa65.sign(Buffer.from(input), secretKey);
  const key = JSON.stringify({ kty: 'AKP', alg, pub: Buffer.from(publicKey).toString('base64url') });
  return { alg, token: `${input}.${Buffer.from(signature).toString('base64url')}`, key };
}

/** A set of two keys, and a token by the second, which it names. */
export function keySetAndToken() {
  const pairs = ['one', 'two'].map((kid) => ({ kid, ...generateKeyPairSync('ec', { namedCurve: 'P-256' }) }));
  const keys = pairs.map(({ kid, publicKey }) => ({ ...jwkOf(publicKey), kid, alg: 'ES256', use: 'sig' }));
  const token = makeToken({ alg: 'ES256', kid: 'two' }, CLAIMS, pairs[1].privateKey);
  return { set: JSON.stringify({ keys }), token };
}

/** A JWE of each way to agree on its key that browsers do differently, with its private key as a JWK. */
export function encryptedTokens() {
  const octets = new TextEncoder().encode(JSON.stringify(CLAIMS));
  const pairs = [
    { alg: 'RSA-OAEP-256', enc: 'A256GCM', pair: generateKeyPairSync('rsa', { modulusLength: 2048 }) },
    { alg: 'ECDH-ES+A256KW', enc: 'A128CBC-HS256', pair: generateKeyPairSync('x25519') },
  ];
  return Promise.all(
    pairs.map(async ({ alg, enc, pair }) => ({
      alg,
      token: await new CompactEncrypt(octets).setProtectedHeader({ alg, enc }).encrypt(pair.publicKey),
      key: JSON.stringify(jwkOf(pair.privateKey)),
    })),
  );
}
