import { encodeBase64url } from '../encoding/base64url';
import { encodeUtf8 } from '../encoding/utf8';
import { readKey } from '../jose/read-key';
import { signJws } from '../jose/sign-jws';
import { findAlgorithm } from '../registry/algorithms';
import { type KeyedAlgorithm, keyFor } from './new-key';
import type { Sample } from './sample-choices';
import type { KeyInput } from './state';

/** A sample, or why this browser can make none. */
export type MadeSample = Sample | { id: string; reason: string };

/** What every sample is made with; `now` is NumericDate seconds. */
export type SampleOrder = { signal: AbortSignal; id: string; now: number };

/** The claims of the shop's token at a moment, NumericDate seconds. */
export function claimsAt(issued: number) {
  return {
    iss: 'https://login.shop.example',
    sub: 'user-48211',
    aud: 'orders',
    permissions: ['cart:write', 'orders:read'],
    iat: issued,
    exp: issued + 900,
    jti: crypto.randomUUID(),
  };
}

/** An object as it stands in a compact token. */
export function encodeObject(value: object): string {
  return encodeBase64url(encodeUtf8(JSON.stringify(value)));
}

/** A new key as a sample's. @throws {Error} with a sentence where this browser cannot make one. */
export async function sampleKey(
  signal: AbortSignal,
  row: KeyedAlgorithm | undefined,
  options?: Parameters<typeof keyFor>[1],
): Promise<KeyInput> {
  const made = row ? await keyFor(row, options, signal) : { kind: 'unsupported' as const, reason: 'Not known here.' };
  if (made.kind === 'unsupported') throw new Error(made.reason);
  return { ...made.key, origin: 'sample' };
}

/** Several keys as the text of a key set (RFC 7517 §5); each is a JWK. */
export function keySet(keys: readonly KeyInput[]): KeyInput {
  const text = JSON.stringify({ keys: keys.map((key) => JSON.parse(key.text)) }, undefined, 2);
  return { text, encoding: 'detect', origin: 'sample' };
}

/** The `kid` of a key that has one. */
export async function kidOf(key: KeyInput): Promise<{ kid?: string }> {
  const reading = await readKey(key.text, { encoding: key.encoding });
  const kid = reading.kind === 'key' ? reading.key.jwk.kid : undefined;
  return kid === undefined ? {} : { kid };
}

/** A token signed with a key that is made for it, or with the one that is given. @throws {Error} where that cannot be. */
export async function signSample(
  { signal, id }: SampleOrder,
  alg: string,
  claims: object,
  { key: given, ...more }: { key?: KeyInput; [parameter: string]: unknown } = {},
): Promise<Sample> {
  const key = given ?? (await sampleKey(signal, findAlgorithm(alg)));
  const header = JSON.stringify({ alg, typ: 'JWT', ...(await kidOf(key)), ...more });
  const reading = await readKey(key.text, { encoding: key.encoding });
  const made = await signJws(signal, { header, payload: JSON.stringify(claims) }, reading);
  if (made.kind === 'cannot-sign') throw new Error(made.reason);
  return { id, token: made.token, key };
}
