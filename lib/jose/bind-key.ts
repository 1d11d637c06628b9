import { algorithms } from '../registry/algorithms';
import type { Key, KeyReading } from './key';
import { findMisfit } from './key-fit';
import { parseToken } from './parse-token';
import { digestOf, hashOf } from './sd-jwt-disclosures';
import { sdJwtText } from './sd-jwt-key-binding';
import { withKeyBinding } from './sd-jwt-presentation';
import { type CannotSignCode, signJws } from './sign-jws';
import type { KeyUsed } from './verdict';

/** For whom the presentation is, and the verifier's nonce; `iat` is now, in NumericDate seconds. */
export type KeyBindingClaims = { audience: string; nonce: string; iat: number };

export type BindOutcome =
  | { kind: 'bound'; token: string; alg: string; used: KeyUsed }
  | { kind: 'cannot-bind'; code: CannotSignCode | 'not-sd-jwt' | 'unknown-hash'; reason: string };

const cannotBind = (code: Extract<BindOutcome, { kind: 'cannot-bind' }>['code'], reason: string): BindOutcome => ({
  kind: 'cannot-bind',
  code,
  reason,
});

/**
 * An SD-JWT with a key-binding JWT (RFC 9901 §4.3) that the holder's private key signs over just these disclosures; one that it
 * had is replaced. The algorithm is the key's own "alg", else the first that fits it. Whether the key is the one in "cnf" is for
 * verifySdJwt to say.
 * @throws the signal's reason when it is aborted; nothing else.
 */
export async function bindKey(
  signal: AbortSignal,
  presentationText: string,
  holderKey: KeyReading,
  { audience, nonce, iat }: KeyBindingClaims,
): Promise<BindOutcome> {
  signal.throwIfAborted();
  const token = parseToken(presentationText);
  if (token.kind !== 'sd-jwt') return cannotBind('not-sd-jwt', 'Only an SD-JWT can be bound to a key; this is none.');
  const { hash, problem } = hashOf(token);
  if (problem) return cannotBind('unknown-hash', problem.message);
  const alg = algorithmFor(holderKey);
  if ('kind' in alg) return alg;
  const header = `{"alg":${JSON.stringify(alg.name)},"typ":"kb+jwt"}`;
  const sdHash = await digestOf(sdJwtText(token), hash);
  const payload = JSON.stringify({ iat, aud: audience, nonce, sd_hash: sdHash });
  const outcome = await signJws(signal, { header, payload }, alg.key);
  if (outcome.kind === 'cannot-sign') return cannotBind(outcome.code, outcome.reason);
  if (outcome.kind === 'unsecured') return cannotBind('unsupported-alg', 'A key-binding JWT must be signed.');
  return { kind: 'bound', token: withKeyBinding(token, outcome.token), alg: alg.name, used: outcome.used };
}

/** The holder's private key and an algorithm for it: a digital signature, which a MAC is not (RFC 9901 §4.3). */
function algorithmFor(reading: KeyReading): { name: string; key: KeyReading } | BindOutcome {
  if (reading.kind === 'empty') return cannotBind('no-key', "There is no key to bind with: the holder's private key.");
  if (reading.kind === 'unreadable') return cannotBind('unreadable-key', reading.reason);
  if (reading.kind === 'secret') {
    return cannotBind('wrong-key-type', "A key-binding JWT needs the holder's private key; this is a secret.");
  }
  const keys: Key[] = reading.kind === 'key' ? [reading.key] : reading.keys;
  for (const key of keys) {
    const row = algorithms.find((one) => one.family !== 'hmac' && one.keyType && !findMisfit(one, key, 'sign'));
    if (row && key.isPrivate) return { name: row.name, key: { kind: 'key', key } };
  }
  const [key] = keys;
  if (key && !key.isPrivate)
    return cannotBind('public-key', 'This key is a public key; binding needs the private one.');
  return cannotBind('wrong-key-type', 'No signature algorithm of a key-binding JWT is for this key.');
}
