import type { SignatureAlgorithm } from '../registry/algorithm';
import type { Key } from './key';

/** Why a key is not for an algorithm: by its type, or by its own wish. */
export type Misfit = { code: 'wrong-key-type' | 'key-forbids-use'; reason: string };

/** "an RSA key", "an EC key on P-256", "a shared secret": what an algorithm asks for, in words. */
export function neededKey({ family, keyType, curves = [], name }: SignatureAlgorithm): string {
  if (family === 'hmac') return 'a shared secret';
  if (keyType === 'RSA') return 'an RSA key';
  if (keyType === 'AKP') return `an ${name} key`;
  return keyType === 'EC' ? `an EC key on ${curves.join(' or ')}` : `an ${curves.join(' or ')} key`;
}

/** "an RSA public key, 2048 bits": a key's description in the middle of a sentence. */
const named = ({ type, description }: Key): string => (type === 'oct' ? 'a secret' : `an ${description}`);

/**
 * Whether a key may be used with an algorithm; undefined when it may. The type and curve come first (RFC 7518 §3.1),
 * then what the JWK says of itself: `use`, `key_ops`, `alg` (RFC 7517 §4.2–4.4). A size is not judged: weak is for the
 * checks to say.
 */
export const findMisfit = (row: SignatureAlgorithm, key: Key, operation: 'verify' | 'sign'): Misfit | undefined =>
  misfitOfType(row, key) ?? forbiddenUse(row, key, operation);

/** The part of findMisfit that looks at type and curve alone. */
export function misfitOfType(row: SignatureAlgorithm, key: Key): Misfit | undefined {
  const curves = row.family === 'ml-dsa' ? [row.name] : row.curves;
  const fits = key.type === row.keyType && (!curves || curves.includes(key.curve ?? ''));
  if (fits) return undefined;
  return { code: 'wrong-key-type', reason: `${row.name} needs ${neededKey(row)}; this is ${named(key)}.` };
}

function forbiddenUse(row: SignatureAlgorithm, { jwk, curve, type, isPrivate }: Key, operation: 'verify' | 'sign') {
  const misfit = (reason: string): Misfit => ({ code: 'key-forbids-use', reason });
  if (jwk.use !== undefined && jwk.use !== 'sig') {
    return misfit(`The key says "use": "${jwk.use}", so it is not for signatures.`);
  }
  // The public half of a private key verifies what the private half may sign.
  const allowed = operation === 'verify' && isPrivate && type !== 'oct' ? ['verify', 'sign'] : [operation];
  // Of a public key that is to sign, the caller says what is missing: the private half, not an entry in a list.
  const isJudged = operation === 'verify' || isPrivate;
  if (isJudged && jwk.key_ops && !jwk.key_ops.some((name) => allowed.includes(name))) {
    return misfit(`The key's "key_ops" does not list "${operation}".`);
  }
  // "EdDSA" with a key on Ed25519 and "Ed25519" are two names of one algorithm, and so with Ed448 (RFC 9864 §2.2).
  const isAlias = row.family === 'eddsa' && [jwk.alg, row.name].every((name) => name === 'EdDSA' || name === curve);
  if (jwk.alg !== undefined && jwk.alg !== row.name && !isAlias) {
    return misfit(`The key says "alg": "${jwk.alg}", but the token says "${row.name}".`);
  }
  return undefined;
}
