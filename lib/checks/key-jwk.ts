import type { Key } from '../jose/key';
import { findMisfit } from '../jose/key-fit';
import { rfc } from '../registry/source';
import type { Check } from './check';
import { isOnCurve } from './curve';
import { keyEvidence, mostEvidence } from './evidence';
import { keyFormChecks } from './key-form';
import { describeKey, hitsOf, keysIn, keysInPlay, meantKeys } from './keys';
import { rowOf } from './parts';
import { cve, cwe } from './references';

/** An EC key whose point is not on its curve. Never a false positive: it is reckoned out. */
const offCurvePoint = {
  id: 'off-curve-point',
  subject: 'key',
  severity: 'critical',
  title: 'Point is not on its curve',
  why: 'Arithmetic with a point that is not on the curve gives away private keys and forged signatures. No generator makes such a key: it was damaged, or made to attack.',
  fix: 'Refuse the key, and use a library that checks points before it uses them.',
  references: [rfc(8725, '3.4'), rfc(7518, '6.2.1'), cve('2017-16007')],
  find: ({ key }) =>
    hitsOf(keysIn(key).slice(0, 200), ({ type, curve, jwk }) =>
      type === 'EC' && isOnCurve(curve, jwk.x, jwk.y) === false ? `"x" and "y" are no point of ${curve}.` : undefined,
    ),
} as const satisfies Check;

/**
 * A private key in the key field. A remark: verifying needs only the public half, but signing anew needs the private one,
 * and this page does both.
 */
const privateKeyForVerifying = {
  id: 'private-key-for-verifying',
  subject: 'key',
  severity: 'info',
  title: 'Private key where the public one is enough',
  why: 'To verify a token the public key is enough. A private key that is passed around for it can be copied, and whoever has it signs what they like.',
  fix: 'Keep the private key with the signer, and give verifiers the public half.',
  references: [rfc(7517, '9.2'), cwe(522)],
  find(context) {
    const row = rowOf(context.token);
    if (!row || row.family === 'none') return [];
    return hitsOf(
      keysInPlay(context).filter(({ source }) => source !== 'generated'),
      ({ isPrivate, type }) =>
        isPrivate && type !== 'oct' ? 'The key is a private one; the public half is enough to verify.' : undefined,
    );
  },
} as const satisfies Check;

/** A JWK that does not say for which algorithm it is. True of many published keys. */
const jwkWithoutAlg = {
  id: 'jwk-without-alg',
  subject: 'key',
  severity: 'low',
  title: 'Key is not tied to an algorithm',
  why: 'Without "alg" in the key a verifier has only the token to go by, and the token may say what suits the attacker.',
  fix: 'Write "alg" into every published JWK.',
  references: [rfc(7517, '4.4'), rfc(8725, '3.1')],
  find: (context) =>
    hitsOf(
      keysInPlay(context).filter(({ source }) => source === 'jwk' || source === 'jwks'),
      ({ jwk }) => (jwk.alg === undefined ? '"alg" is missing from the key.' : undefined),
    ),
} as const satisfies Check;

/** A key that says that it is not for this: `"use": "enc"` for a signature. Never a false positive: it is the key’s own word. */
const jwkUseMismatch = {
  id: 'jwk-use-mismatch',
  subject: 'key',
  severity: 'high',
  title: 'Key is not for this use',
  why: 'Keys say what they are for, so that one use cannot be turned against another. A verifier that does not heed it takes a key that its owner never meant for this.',
  fix: 'Use the issuer’s signing key for this algorithm, and let verifiers heed "use", "key_ops" and "alg".',
  references: [rfc(7517, '4.2'), rfc(7517, '4.3'), rfc(7517, '4.4')],
  find(context) {
    const row = rowOf(context.token);
    if (!row || row.family === 'none') return [];
    const keys = meantKeys(context);
    const misfits = keys.map((key) => findMisfit(row, key, 'verify'));
    // Of a set, one key that may be used is enough; a key of another type has a check of its own.
    if (keys.length === 0 || misfits.some((misfit) => misfit?.code !== 'key-forbids-use')) return [];
    return hitsOf(keys, (key) => misfits[keys.indexOf(key)]?.reason);
  },
} as const satisfies Check;

/** A key of a pair with a prime in common: where it is not in hand, its thumbprint tells it from others. */
function describeSharing(key: Key, isInHand: boolean): string {
  return isInHand ? describeKey(key) : `${describeKey(key)}, thumbprint ${key.thumbprint}`;
}

/** Two RSA keys with a prime in common: of a set, or seen in the same tab. Never a false positive: the prime was found. */
const sharedRsaFactor = {
  id: 'shared-rsa-factor',
  subject: 'key',
  severity: 'critical',
  title: 'Keys share a prime',
  why: 'The greatest common divisor of the two moduli is a prime of both, and anyone can reckon it: both private keys are open.',
  fix: 'Replace both keys, and find out why the generator had so little randomness.',
  references: [cwe(331), rfc(8725, '3.5')],
  find({ key, facts }) {
    const inHand = keysIn(key);
    return (facts?.sharedFactors ?? []).slice(0, mostEvidence).map((pair) => {
      const isOfSet = pair.every((one) => inHand.includes(one));
      const message = isOfSet
        ? 'Two RSA keys of the set have a prime in common.'
        : 'An RSA key has a prime in common with another that was seen in this tab.';
      return { message, evidence: pair.map((one) => keyEvidence(describeSharing(one, isOfSet))) };
    });
  },
} as const satisfies Check;

/** Checks of keys: for this token, what their numbers give away, and how they are written. */
export const keyJwkChecks = [
  offCurvePoint,
  privateKeyForVerifying,
  jwkWithoutAlg,
  jwkUseMismatch,
  sharedRsaFactor,
  ...keyFormChecks,
] as const;
