import { decodeBase64url, encodeBase64url } from '../encoding/base64url';
import type { JsonNode, JsonObject } from '../encoding/json-node';
import { toValue } from '../encoding/json-query';
import { encodeUtf8 } from '../encoding/utf8';
import type { Jwk, Key, KeyProblemCode, KeySource } from './key';
import { akpSeedOctets, akpSets, ecCurves, okpCurves } from './key-types';

/** Why a JWK cannot be used: one sentence, with the member's name in quotes, and its place where there is one. */
export type JwkProblem = { code: KeyProblemCode; reason: string; start?: number; end?: number };

const problem = (reason: string, code: KeyProblemCode = 'malformed-jwk'): JwkProblem => ({ code, reason });

/**
 * A JWK from its JSON text's node (RFC 7517 §4): members are checked one by one, a repeated member is refused, and
 * whether a point lies on its curve is left to the import. Never throws.
 */
export async function readJwk(node: JsonNode, source: KeySource): Promise<Key | JwkProblem> {
  if (node.kind !== 'object') return problem('A JWK is a JSON object.');
  const repeated = findRepeated(node);
  if (repeated) return repeated;
  return keyFromJwk(toValue(node) as Jwk, source);
}

function findRepeated(node: JsonObject): JwkProblem | undefined {
  const seen = new Set<string>();
  for (const { name, start, end } of node.members) {
    if (seen.has(name)) return { ...problem(`"${name}" occurs twice in the key.`), start, end };
    seen.add(name);
  }
  return undefined;
}

/** A checked key with its description from a JWK's members; see readJwk. */
export async function keyFromJwk(jwk: Jwk, source: KeySource): Promise<Key | JwkProblem> {
  const shape = checkJwk(jwk);
  if ('reason' in shape) return shape;
  return { source, jwk, ...shape, thumbprint: await thumbprintOf(jwk), description: describe(shape) };
}

type Shape = Pick<Key, 'type' | 'curve' | 'bits' | 'isPrivate'>;

function describe({ type, curve, bits, isPrivate }: Shape): string {
  if (type === 'oct') return `Secret, ${bits} bits`;
  const half = isPrivate ? 'private' : 'public';
  if (type === 'RSA') return `RSA ${half} key, ${bits} bits`;
  return type === 'EC' ? `EC ${half} key, ${curve}` : `${curve} ${half} key`;
}

function checkJwk(jwk: Jwk): Shape | JwkProblem {
  if (jwk.kty === undefined) return problem('"kty" is missing.');
  if (typeof jwk.kty !== 'string') return problem('"kty" is not a string.');
  for (const name of ['kid', 'alg', 'use', 'crv']) {
    if (jwk[name] !== undefined && typeof jwk[name] !== 'string') return problem(`"${name}" is not a string.`);
  }
  const operations: unknown = jwk.key_ops;
  if (
    operations !== undefined &&
    !(Array.isArray(operations) && operations.every((name) => typeof name === 'string'))
  ) {
    return problem('"key_ops" is not an array of strings.');
  }
  const check = checks.get(jwk.kty);
  return check
    ? check(jwk)
    : problem(`"kty" is "${cut(jwk.kty)}", which is no key type known here.`, 'unsupported-key');
}

/** A name out of a token or key as a message quotes it: at most 40 characters. */
export const cut = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** The octets of a base64url member, or what is wrong with it; `octets` is the length it must have. */
function readOctets(jwk: Jwk, name: string, octets?: number): Uint8Array | JwkProblem {
  const text = jwk[name];
  if (text === undefined) return problem(`"${name}" is missing.`);
  if (typeof text !== 'string') return problem(`"${name}" is not a string.`);
  const { bytes, problems } = decodeBase64url(text);
  const [first] = problems;
  if (first?.code === 'stray-bits') return problem(`The last character of "${name}" has bits that must be zero.`);
  if (first?.code === 'impossible-length')
    return problem(`"${name}" is cut off: no octets have this length in base64url.`);
  if (first) return problem(`Character ${first.start + 1} of "${name}" is not in the base64url alphabet.`);
  if (octets !== undefined && bytes.length !== octets) {
    return problem(`"${name}" has ${bytes.length} octets; ${jwk.crv ?? jwk.alg} asks for ${octets}.`);
  }
  return bytes;
}

function firstProblem(jwk: Jwk, names: readonly string[], octets?: number): JwkProblem | undefined {
  for (const name of names) {
    const read = readOctets(jwk, name, octets);
    if ('reason' in read) return read;
  }
  return undefined;
}

/** RFC 7518 §6.3.2: the factors come all together or not at all. */
const rsaFactors = ['p', 'q', 'dp', 'dq', 'qi'] as const;

function checkRsa(jwk: Jwk): Shape | JwkProblem {
  const isPrivate = jwk.d !== undefined;
  const hasFactors = rsaFactors.some((name) => jwk[name] !== undefined);
  const bad = firstProblem(jwk, [
    'n',
    'e',
    ...(isPrivate ? ['d'] : []),
    ...(isPrivate && hasFactors ? rsaFactors : []),
  ]);
  if (bad) return bad;
  if (jwk.oth !== undefined) return problem('The key has more than two primes ("oth").', 'unsupported-key');
  const bits = bitLength(readOctets(jwk, 'n') as Uint8Array);
  return bits === 0 ? problem('"n" is zero.') : { type: 'RSA', bits, isPrivate };
}

function bitLength(bytes: Uint8Array): number {
  const first = bytes.findIndex((byte) => byte !== 0);
  return first < 0 ? 0 : (bytes.length - first) * 8 - Math.clz32(bytes[first] ?? 0) + 24;
}

function checkEc(jwk: Jwk): Shape | JwkProblem {
  if (jwk.crv === undefined) return problem('"crv" is missing.');
  const curve = ecCurves.get(jwk.crv);
  if (!curve) return problem(`The curve "${cut(jwk.crv)}" is not known here.`, 'unsupported-key');
  const isPrivate = jwk.d !== undefined;
  const bad = firstProblem(jwk, isPrivate ? ['x', 'y', 'd'] : ['x', 'y'], curve.octets);
  return bad ?? { type: 'EC', curve: jwk.crv, bits: curve.bits, isPrivate };
}

function checkOkp(jwk: Jwk): Shape | JwkProblem {
  if (jwk.crv === undefined) return problem('"crv" is missing.');
  const curve = okpCurves.get(jwk.crv);
  if (!curve) return problem(`The curve "${cut(jwk.crv)}" is not known here.`, 'unsupported-key');
  const isPrivate = jwk.d !== undefined;
  const bad = firstProblem(jwk, isPrivate ? ['x', 'd'] : ['x'], curve.octets);
  return bad ?? { type: 'OKP', curve: jwk.crv, bits: curve.bits, isPrivate };
}

function checkAkp(jwk: Jwk): Shape | JwkProblem {
  if (jwk.alg === undefined) return problem('"alg" is missing: a key of the type AKP must name its algorithm.');
  const set = akpSets.get(jwk.alg);
  if (!set)
    return problem(`"alg" is "${cut(jwk.alg)}", which is no algorithm of AKP keys known here.`, 'unsupported-key');
  const isPrivate = jwk.priv !== undefined;
  const bad =
    firstProblem(jwk, ['pub'], set.octets) ?? (isPrivate ? firstProblem(jwk, ['priv'], akpSeedOctets) : undefined);
  return bad ?? { type: 'AKP', curve: jwk.alg, bits: set.octets * 8, isPrivate };
}

function checkOct(jwk: Jwk): Shape | JwkProblem {
  const bytes = readOctets(jwk, 'k');
  return 'reason' in bytes ? bytes : { type: 'oct', bits: bytes.length * 8, isPrivate: true };
}

const checks: ReadonlyMap<string, (jwk: Jwk) => Shape | JwkProblem> = new Map([
  ['RSA', checkRsa],
  ['EC', checkEc],
  ['OKP', checkOkp],
  ['AKP', checkAkp],
  ['oct', checkOct],
]);

/** Members that make the thumbprint, in lexicographic order (RFC 7638 §3.2, RFC 8037 §2, RFC 9964 for AKP). */
const thumbprintMembers: ReadonlyMap<string, readonly string[]> = new Map([
  ['RSA', ['e', 'kty', 'n']],
  ['EC', ['crv', 'kty', 'x', 'y']],
  ['OKP', ['crv', 'kty', 'x']],
  ['AKP', ['alg', 'kty', 'pub']],
  ['oct', ['k', 'kty']],
]);

/** RFC 7638 thumbprint of a checked JWK: SHA-256 unless another hash is asked for, base64url. */
export async function thumbprintOf(jwk: Jwk, hash: 'SHA-256' | 'SHA-384' | 'SHA-512' = 'SHA-256'): Promise<string> {
  const names = thumbprintMembers.get(jwk.kty) ?? [];
  const canonical = `{${names.map((name) => `${JSON.stringify(name)}:${JSON.stringify(jwk[name])}`).join(',')}}`;
  return encodeBase64url(new Uint8Array(await crypto.subtle.digest(hash, encodeUtf8(canonical))));
}

/** Members that only a private key has (RFC 7518 §6.2.2, §6.3.2, §6.4.1; RFC 8037 §2; RFC 9964). */
const privateMembers: ReadonlySet<string> = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv']);

/** The public half of a JWK: its private members left out; `key_ops` too, since it names private operations. */
export const publicJwk = (jwk: Jwk): Jwk =>
  Object.fromEntries(Object.entries(jwk).filter(([name]) => !privateMembers.has(name) && name !== 'key_ops')) as Jwk;
