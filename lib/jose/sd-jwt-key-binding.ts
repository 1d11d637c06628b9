import { readJson } from '../encoding/json';
import type { JsonNode } from '../encoding/json-node';
import { findMember } from '../encoding/json-query';
import { findAlgorithm } from '../registry/algorithms';
import { readJwk } from './jwk';
import type { KeyReading } from './key';
import { headerValue, parseToken } from './parse-token';
import { digestOf, isKnownHash } from './sd-jwt-disclosures';
import { memberOf } from './segments';
import type { Part, SdJwtToken, Token } from './token';
import type { Verdict } from './verdict';
import { verifyJws } from './verify-jws';

/** What the verifier asks of the key-binding JWT (RFC 9901 §7.3). */
export type KeyBindingExpectation = { required?: boolean; audience?: string; nonce?: string };

/** The signature of the key-binding JWT by the holder's key, and whatever else is wrong with it, a sentence each. */
export type KeyBinding = { verdict: Verdict; problems: string[] };

/**
 * The SD-JWT that a key-binding JWT is tied to (RFC 9901 §4.3.1; of the JSON serializations §8.1): the issuer-signed JWT and
 * the disclosures, a tilde behind each.
 */
export function sdJwtText(
  token: SdJwtToken,
  disclosures: readonly string[] = token.disclosures.map(({ encoded }) => encoded),
): string {
  const { header, signature } = token.signers[0] ?? token;
  const jwt = [header, token.payload, signature].map(({ encoded }) => encoded).join('.');
  return `${[jwt, ...disclosures].join('~')}~`;
}

/**
 * What a verifier finds of the key-binding JWT (RFC 9901 §4.3 and §7.3, steps 2 and 5); undefined where there is none and none
 * is asked for. Its signature is checked with the key in the claim "cnf" (RFC 7800 §3.2): of all keys that come inside a
 * token this one alone is used, since the issuer vouched for it. So the verdict is worth as much as the issuer's. That `iat` is
 * recent is for the reader to judge.
 * @throws the signal's reason when it is aborted; nothing else.
 */
export async function verifyKeyBinding(
  signal: AbortSignal,
  token: SdJwtToken,
  { claims, hash }: { claims?: string; hash: string },
  expected: KeyBindingExpectation,
): Promise<KeyBinding | undefined> {
  if (!token.keyBinding) return expected.required ? missing : undefined;
  const jwt = parseToken(token.keyBinding.encoded);
  if (jwt.kind !== 'jws') {
    const reason = `The key-binding JWT is no signed JWT${jwt.problems[0] ? `: ${jwt.problems[0].message}` : '.'}`;
    return { verdict: { kind: 'cannot-check', code: 'malformed-token', reason }, problems: [reason] };
  }
  const problems = [...findHeaderProblems(jwt), ...findClaimProblems(jwt, expected)];
  const hashProblem = await findHashProblem(jwt, token, hash);
  if (hashProblem) problems.push(hashProblem);
  const holder = await readHolderKey(claims);
  return { verdict: await verifyJws(signal, jwt, holder), problems };
}

const missing: KeyBinding = {
  verdict: { kind: 'unverified', reason: 'There is no key-binding JWT.' },
  problems: ['A key-binding JWT is required, and behind the last "~" there is none.'],
};

/** The public key of the holder, as the issuer named it. */
async function readHolderKey(claims: string | undefined): Promise<KeyReading> {
  const root = claims === undefined ? undefined : readJson(claims).root;
  const cnf = findMember(root, 'cnf')?.value;
  const unreadable = (reason: string): KeyReading => ({ kind: 'unreadable', code: 'malformed-jwk', reason });
  if (!cnf) return unreadable('The issuer names no key of the holder: the claim "cnf" is missing.');
  const jwk = findMember(cnf, 'jwk')?.value;
  if (!jwk) return unreadable('The claim "cnf" holds no key in "jwk"; other ways to name one are not supported here.');
  const key = await readJwk(jwk, 'jwk');
  if ('reason' in key) return unreadable(`The key in "cnf" cannot be used: ${key.reason}`);
  return { kind: 'key', key };
}

/** RFC 9901 §4.3: a digital signature, which a MAC and "none" are not; and a type, so that no other JWT is taken for this one. */
function findHeaderProblems(jwt: Token): string[] {
  const problems: string[] = [];
  const typ = headerValue(jwt, 'typ');
  if (!typ) problems.push('The key-binding JWT has no "typ"; it must be "kb+jwt".');
  else if (typ.kind !== 'string' || typ.value !== 'kb+jwt') {
    problems.push(`The key-binding JWT has the "typ" ${written(jwt.header, typ)}; it must be "kb+jwt".`);
  }
  const alg = headerValue(jwt, 'alg');
  const family = alg?.kind === 'string' ? findAlgorithm(alg.value)?.family : undefined;
  if (family === 'none') problems.push('The key-binding JWT has the "alg" "none": nobody signed it.');
  if (family === 'hmac') problems.push('The key-binding JWT has a MAC, not a digital signature.');
  return problems;
}

/** RFC 9901 §4.3: `iat`, `aud` and `nonce` are required; §7.3, step 5: the last two must be what the verifier asked for. */
function findClaimProblems({ payload }: Token, expected: KeyBindingExpectation): string[] {
  const root = payload?.json?.root;
  if (root?.kind !== 'object') return ["The key-binding JWT's payload is not a JSON object."];
  const problems: string[] = [];
  const iat = memberOf(payload, 'iat');
  if (!iat) problems.push('"iat" is missing from the key-binding JWT.');
  else if (iat.kind !== 'number') problems.push('"iat" of the key-binding JWT is not a number.');

  const audience = memberOf(payload, 'aud');
  const audiences = audience?.kind === 'array' ? audience.items : audience ? [audience] : [];
  if (!audience) problems.push('"aud" is missing from the key-binding JWT.');
  else if (expected.audience !== undefined && !audiences.some((one) => isString(one, expected.audience))) {
    const found = written(payload, audience);
    problems.push(`"aud" of the key-binding JWT is ${found}; "${expected.audience}" was expected: it is for another.`);
  }
  const nonce = memberOf(payload, 'nonce');
  if (!nonce) problems.push('"nonce" is missing from the key-binding JWT.');
  else if (nonce.kind !== 'string') problems.push('"nonce" of the key-binding JWT is not a string.');
  else if (expected.nonce !== undefined && nonce.value !== expected.nonce) {
    const found = written(payload, nonce);
    problems.push(`"nonce" of the key-binding JWT is ${found}; "${expected.nonce}" was expected: it may be a replay.`);
  }
  return problems;
}

/** RFC 9901 §4.3.1. */
async function findHashProblem(jwt: Token, token: SdJwtToken, hash: string): Promise<string | undefined> {
  const claimed = memberOf(jwt.payload, 'sd_hash');
  if (!claimed) return '"sd_hash" is missing from the key-binding JWT: it is bound to no disclosures.';
  if (claimed.kind !== 'string') return '"sd_hash" of the key-binding JWT is not a string.';
  if (!isKnownHash(hash)) return '"sd_hash" cannot be checked: the hash that "_sd_alg" names is not supported here.';
  if (claimed.value === (await digestOf(sdJwtText(token), hash))) return undefined;
  return '"sd_hash" is not the digest of what stands before the key-binding JWT: something was added, taken away or changed.';
}

const isString = (node: JsonNode, value: string | undefined): boolean => node.kind === 'string' && node.value === value;

/** A value as it is written, of a long one the beginning. */
function written(part: Part | undefined, { start, end }: JsonNode): string {
  const text = part?.json?.text.slice(start, end) ?? '';
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
