import { decodeBase64url, encodeBase64url } from '../encoding/base64url';
import type { KeyManagementAlgorithm } from '../registry/key-management';
import { aesEngine } from './jwe-aes';
import {
  concatOctets,
  countOctets,
  done,
  type JweAttempt,
  type JweRefusal,
  type JweResult,
  mismatch,
  type Octets,
  refuse,
} from './jwe-attempt';
import type { JweAlgorithms } from './jwe-header';
import type { Jwk } from './key';
import { agreeOnSecret, deriveAgreedKey, newAgreementKey } from './key-management-ecdh';
import { type KeyParameters, wrapIvOctets, wrapTagOctets } from './key-management-parameters';
import { derivePasswordKey } from './key-management-pbes2';
import { rsaDecrypt, rsaEncrypt } from './key-management-rsa';
import { publicMembers } from './signature-engine';

const secretOf = (jwk: Jwk): Octets => decodeBase64url(jwk.k ?? '').bytes;

/**
 * Why the encrypted key cannot be one that the algorithm makes, whosever key it is for: it is empty where the content
 * key does not travel (RFC 7516 §5.2, step 10), and key wraps keep to fixed lengths. Undefined when it can.
 */
export function findWrongEncryptedKey({ alg, enc }: JweAlgorithms, encryptedKey: Octets): JweRefusal | undefined {
  const found = countOctets(encryptedKey.length);
  if (!alg.hasEncryptedKey) {
    if (encryptedKey.length === 0) return undefined;
    return refuse('bad-parameter', `The encrypted key must be empty with ${alg.name}; it has ${found}.`);
  }
  if (encryptedKey.length === 0) {
    return refuse('bad-parameter', `The encrypted key is empty; ${alg.name} asks for one.`);
  }
  if (alg.family === 'rsa-oaep' || alg.family === 'rsa-pkcs1') return undefined;
  // RFC 3394 puts 8 octets before the key; GCM's tag is in the header.
  const wanted = enc.keyBits / 8 + (alg.family === 'aes-gcm-kw' ? 0 : 8);
  if (encryptedKey.length === wanted) return undefined;
  return refuse(
    'bad-parameter',
    `The encrypted key has ${found}; ${alg.name} makes ${wanted} of a key for ${enc.name}.`,
  );
}

/**
 * The content key out of a JWE, by a private JWK or secret whose type, curve and length fit (RFC 7516 §5.2, steps 6 to
 * 12). `mismatch` when this is not the key that it was encrypted for. Never throws.
 */
export async function decryptKey(
  algorithms: JweAlgorithms,
  parameters: KeyParameters,
  jwk: Jwk,
  encryptedKey: Octets,
): Promise<JweAttempt<Octets>> {
  const key = await openKey(algorithms, parameters, jwk, encryptedKey);
  const wanted = algorithms.enc.keyBits / 8;
  if (key.kind !== 'done' || key.value.length === wanted) return key;
  const reason = `The content key has ${countOctets(key.value.length)}; ${algorithms.enc.name} asks for ${wanted}.`;
  return refuse('bad-parameter', reason);
}

async function openKey(
  { alg, enc }: JweAlgorithms,
  parameters: KeyParameters,
  jwk: Jwk,
  encryptedKey: Octets,
): Promise<JweAttempt<Octets>> {
  const { family } = alg;
  if (family === 'dir') return done(secretOf(jwk));
  if (family === 'rsa-oaep' || family === 'rsa-pkcs1') return rsaDecrypt(alg, jwk, encryptedKey);
  if (family === 'aes-gcm-kw') {
    const aes = await aesEngine((alg.wrapBits ?? 0) / 8);
    const sealed = concatOctets(encryptedKey, parameters.tag);
    return aes.gcmOpen(secretOf(jwk), parameters.iv, new Uint8Array(), sealed).then(done, () => mismatch);
  }
  if (family === 'aes-kw') return unwrap(secretOf(jwk), encryptedKey);
  if (family === 'pbes2') {
    const wrapper = await passwordKey(alg, jwk, parameters);
    return wrapper.kind === 'done' ? unwrap(wrapper.value, encryptedKey) : wrapper;
  }
  if (!parameters.epk) return refuse('bad-parameter', '"epk" is missing from the header.');
  const agreed = await agreedKey({ alg, enc }, parameters, jwk, parameters.epk.jwk);
  return agreed.kind === 'done' && alg.wrapBits ? unwrap(agreed.value, encryptedKey) : agreed;
}

async function unwrap(wrapper: Octets, wrapped: Octets): Promise<JweAttempt<Octets>> {
  const aes = await aesEngine(wrapper.length);
  return aes.unwrap(wrapper, wrapped).then(done, () => mismatch);
}

async function passwordKey(
  alg: KeyManagementAlgorithm,
  jwk: Jwk,
  { p2s, p2c }: Pick<KeyParameters, 'p2s' | 'p2c'>,
): Promise<JweResult<Octets>> {
  return derivePasswordKey(alg, secretOf(jwk), p2s, p2c).then(done, () =>
    refuse('unusable-key', `This password does not work for ${alg.name}: it must not be empty.`),
  );
}

/** The key that both sides derive: the content key itself for ECDH-ES, else the one that wraps it (RFC 7518 §4.6). */
async function agreedKey(
  { alg, enc }: JweAlgorithms,
  parameters: Pick<KeyParameters, 'apu' | 'apv'>,
  privateJwk: Jwk,
  publicJwk: Jwk,
): Promise<JweResult<Octets>> {
  const secret = await agreeOnSecret(privateJwk, publicJwk);
  if (secret.kind !== 'done') return secret;
  const [name, bits] = alg.wrapBits ? [alg.name, alg.wrapBits] : [enc.name, enc.keyBits];
  return done(await deriveAgreedKey(secret.value, name, bits, parameters));
}

/** The content key, how it travels, and the header parameters that were made anew, as JSON texts by name. */
export type EncryptedKey = { contentKey: Octets; encryptedKey: Octets; parameters: (readonly [string, string])[] };

const NO_OCTETS = new Uint8Array();

const random = (octets: number): Octets => crypto.getRandomValues(new Uint8Array(octets));

const json = (octets: Octets): string => `"${encodeBase64url(octets)}"`;

/**
 * A content key encrypted for a JWK whose type, curve and length fit; of a private one the public half is used (RFC 7516
 * §5.1, steps 1 to 7). `contentKey` is one that other recipients have already, else it is new. `p2c` is the number of
 * iterations of PBES2. Never throws.
 */
export async function encryptKey(
  algorithms: JweAlgorithms,
  { apu, apv, p2c }: Pick<KeyParameters, 'apu' | 'apv' | 'p2c'>,
  jwk: Jwk,
  contentKey: Octets = random(algorithms.enc.keyBits / 8),
): Promise<JweResult<EncryptedKey>> {
  const { alg } = algorithms;
  const { family } = alg;
  const made = (encryptedKey: Octets, ...parameters: (readonly [string, string])[]) =>
    done({ contentKey, encryptedKey, parameters });
  if (family === 'dir') return done({ contentKey: secretOf(jwk), encryptedKey: NO_OCTETS, parameters: [] });
  if (family === 'rsa-oaep' || family === 'rsa-pkcs1') {
    const encrypted = await rsaEncrypt(alg, jwk, contentKey);
    return encrypted.kind === 'done' ? made(encrypted.value) : encrypted;
  }
  if (family === 'aes-kw') return made(await wrap(secretOf(jwk), contentKey));
  if (family === 'aes-gcm-kw') {
    const iv = random(wrapIvOctets);
    const aes = await aesEngine((alg.wrapBits ?? 0) / 8);
    const sealed = await aes.gcmSeal(secretOf(jwk), iv, NO_OCTETS, contentKey);
    const tag = sealed.slice(-wrapTagOctets);
    return made(sealed.slice(0, -wrapTagOctets), ['iv', json(iv)], ['tag', json(tag)]);
  }
  if (family === 'pbes2') {
    const p2s = random(16);
    const wrapper = await passwordKey(alg, jwk, { p2s, p2c });
    if (wrapper.kind !== 'done') return wrapper;
    return made(await wrap(wrapper.value, contentKey), ['p2s', json(p2s)], ['p2c', String(p2c)]);
  }
  return agreeAndWrap(algorithms, { apu, apv }, jwk, contentKey);
}

async function wrap(wrapper: Octets, contentKey: Octets): Promise<Octets> {
  return (await aesEngine(wrapper.length)).wrap(wrapper, contentKey);
}

async function agreeAndWrap(
  algorithms: JweAlgorithms,
  parties: Pick<KeyParameters, 'apu' | 'apv'>,
  jwk: Jwk,
  contentKey: Octets,
): Promise<JweResult<EncryptedKey>> {
  const ephemeral = await newAgreementKey(jwk.crv ?? '').catch(() => undefined);
  if (!ephemeral) return refuse('unsupported-alg', `Key agreement on ${jwk.crv} is not available in this browser.`);
  const agreed = await agreedKey(algorithms, parties, ephemeral, jwk);
  if (agreed.kind === 'refused') {
    // The half that was just made is sound, so it is the key that was given.
    return refuse('unusable-key', `This key does not work for ${algorithms.alg.name}: it is no point of ${jwk.crv}.`);
  }
  const parameters = [['epk', JSON.stringify(publicMembers(ephemeral))] as const];
  if (!algorithms.alg.wrapBits) return done({ contentKey: agreed.value, encryptedKey: NO_OCTETS, parameters });
  return done({ contentKey, encryptedKey: await wrap(agreed.value, contentKey), parameters });
}
