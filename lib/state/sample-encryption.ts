import { encryptJwe } from '../jose/encrypt-jwe';
import { parseToken } from '../jose/parse-token';
import { readKey } from '../jose/read-key';
import type { JweToken } from '../jose/token';
import { contentEncryptionAlgorithms } from '../registry/content-encryption';
import { findKeyManagement, type KeyManagementAlgorithm, keyManagementAlgorithms } from '../registry/key-management';
import type { Sample } from './sample-choices';
import { claimsAt, encodeObject, keySet, kidOf, type SampleOrder, sampleKey, signSample } from './sample-parts';
import type { KeyInput } from './state';

/** What stands, in a form that is still to be filled, for a header and for octets. */
const EMPTY = encodeObject({});
const PLACE = 'AA';

/** A token for each key management algorithm; every content encryption has its turn. */
export function encryptedWith(order: SampleOrder, row: KeyManagementAlgorithm): Promise<Sample> {
  const turn = keyManagementAlgorithms.indexOf(row) % contentEncryptionAlgorithms.length;
  return encryptClaims(order, row.name, contentEncryptionAlgorithms[turn]?.name ?? 'A256GCM');
}

/** Compressed before it was encrypted (RFC 7516 §4.1.3): claims that are much alike, so that it pays. */
export function compressedJwe(order: SampleOrder): Promise<Sample> {
  const shops = Array.from({ length: 40 }, (_, index) => `https://shop.example/branches/${index + 1}/orders:read`);
  const payload = JSON.stringify({ ...claimsAt(order.now), permissions: shops });
  return encryptClaims(order, 'A256KW', 'A256GCM', { payload, zip: 'DEF' });
}

/** RFC 7516 §7.2.2: one recipient, as a JSON object; the `kid` is in a header that is not protected. */
export async function flattenedJwe({ signal, id, now }: SampleOrder): Promise<Sample> {
  const alg = 'ECDH-ES+A128KW';
  const key = await sampleKey(signal, findKeyManagement(alg));
  const like = formOf({ protected: EMPTY, header: await kidOf(key), encrypted_key: PLACE });
  const header = JSON.stringify({ alg, enc: 'A128CBC-HS256' });
  return { id, key, token: await encrypt(signal, { header, payload: JSON.stringify(claimsAt(now)) }, key, like) };
}

/** RFC 7516 §7.2.1: two recipients, each with an algorithm and a key of its own. */
export async function generalJwe({ signal, id, now }: SampleOrder): Promise<Sample> {
  const algs = ['RSA-OAEP-256', 'ECDH-ES+A256KW'];
  const keys = await Promise.all(algs.map((alg) => sampleKey(signal, findKeyManagement(alg))));
  const headers = await Promise.all(keys.map(async (key, index) => ({ alg: algs[index], ...(await kidOf(key)) })));
  const like = formOf({ protected: EMPTY, recipients: headers.map((header) => ({ header, encrypted_key: PLACE })) });
  const parts = { header: JSON.stringify({ enc: 'A256GCM' }), payload: JSON.stringify(claimsAt(now)) };
  const key = keySet(keys);
  return { id, key, token: await encrypt(signal, parts, key, like) };
}

/** RFC 7519 §5.2: a signed token inside an encrypted one, and the two keys in one set. */
export async function nestedJwt(order: SampleOrder): Promise<Sample> {
  const inner = await signSample(order, 'ES256', claimsAt(order.now));
  const { key, ...outer } = await encryptClaims(order, 'ECDH-ES+A256KW', 'A256GCM', {
    payload: inner.token,
    cty: 'JWT',
  });
  return { ...outer, key: keySet([key, inner.key]) };
}

/** The shop's claims, or another payload, encrypted in compact form with a new key. */
export async function encryptClaims(
  { signal, id, now }: SampleOrder,
  alg: string,
  enc: string,
  { payload = JSON.stringify(claimsAt(now)), ...more }: { payload?: string; [parameter: string]: unknown } = {},
): Promise<Sample> {
  const content = contentEncryptionAlgorithms.find(({ name }) => name === enc);
  const key = await sampleKey(signal, findKeyManagement(alg), { enc: content });
  const header = JSON.stringify({ alg, enc, typ: 'JWT', ...(await kidOf(key)), ...more });
  return { id, token: await encrypt(signal, { header, payload }, key), key };
}

async function encrypt(
  signal: AbortSignal,
  parts: { header: string; payload: string },
  key: KeyInput,
  like?: JweToken,
): Promise<string> {
  const made = await encryptJwe(signal, parts, await readKey(key.text, { encoding: key.encoding }), { like });
  if (made.kind === 'cannot-encrypt') throw new Error(made.reason);
  return made.token;
}

/** A token of a JSON serialization in which all that encrypting makes is still to be put in. */
function formOf(members: object): JweToken {
  const token = parseToken(JSON.stringify({ ...members, iv: PLACE, ciphertext: PLACE, tag: PLACE }, undefined, 2));
  if (token.kind !== 'jwe') throw new Error('The form of the token could not be made.');
  return token;
}
