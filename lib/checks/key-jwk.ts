import { decodeBase64, decodeBase64url } from '../encoding/base64url';
import type { JsonNode } from '../encoding/json-node';
import { findMember } from '../encoding/json-query';
import type { Key } from '../jose/key';
import { findMisfit } from '../jose/key-fit';
import { akpSets, ecCurves } from '../jose/key-types';
import { rfc } from '../registry/source';
import { couldCertify, readValidity } from './certificate';
import type { Check, CheckContext, Hit } from './check';
import { isOnCurve } from './curve';
import { keyEvidence, memberEvidence, mostEvidence } from './evidence';
import { describeKey, keysIn, keysInPlay, meantKeys } from './keys';
import { findParameter, findTokenClaim, rowOf } from './parts';
import { cwe } from './references';

/** One hit for every key of which something is wrong. */
function hitsOf(keys: readonly Key[], faultOf: (key: Key) => string | undefined): Hit[] {
  return keys
    .flatMap((key): Hit[] => {
      const message = faultOf(key);
      return message === undefined ? [] : [{ message, evidence: [keyEvidence(describeKey(key))] }];
    })
    .slice(0, mostEvidence);
}

/** An EC key whose point is not on its curve. Never a false positive: it is reckoned out. */
const offCurvePoint = {
  id: 'off-curve-point',
  subject: 'key',
  severity: 'critical',
  title: 'Point is not on its curve',
  why: 'Arithmetic with a point that is not on the curve gives away private keys and forged signatures. No generator makes such a key: it was damaged, or made to attack.',
  fix: 'Refuse the key, and use a library that checks points before it uses them.',
  references: [rfc(8725, '3.4'), rfc(7518, '6.2.1'), cwe(1240)],
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

/** What is wrong with how the numbers of a key are written. */
function numberFault({ type, curve, jwk }: Key): string | undefined {
  if (type === 'RSA') {
    const padded = (['n', 'e'] as const).filter((name) => decodeBase64url(jwk[name] ?? '').bytes[0] === 0);
    return padded.length > 0
      ? `"${padded.join('" and "')}" ${padded.length > 1 ? 'begin' : 'begins'} with an octet of zero.`
      : undefined;
  }
  const octets = type === 'EC' ? ecCurves.get(curve ?? '')?.octets : undefined;
  const wrong = (['x', 'y'] as const).find(
    (name) => octets !== undefined && decodeBase64url(jwk[name] ?? '').bytes.length !== octets,
  );
  return wrong && `"${wrong}" has another length than the ${octets} octets of ${curve}.`;
}

/** Numbers that are not written as the standard says: a leading zero in `n`, a coordinate that is too short. Never wrong. */
const noncanonicalJwkInteger = {
  id: 'noncanonical-jwk-integer',
  subject: 'key',
  severity: 'low',
  title: 'Number written in another form',
  why: 'Some readers refuse such a key and others take it. Its thumbprint is another one, so that one key has two names.',
  fix: 'Write "n" and "e" in as few octets as they take, and coordinates in the full length of the field.',
  references: [rfc(7518, '2'), rfc(7518, '6.2.1.2'), rfc(7518, '6.3.1.1'), rfc(7638, '3.2')],
  find: ({ key }) =>
    hitsOf(keysIn(key), (one) => (one.source === 'jwk' || one.source === 'jwks' ? numberFault(one) : undefined)),
} as const satisfies Check;

/** What is wrong with the first certificate of a key. */
function certificateFault({ jwk }: Key, now: number): string | undefined {
  const chain: unknown = jwk.x5c;
  if (chain === undefined) return undefined;
  const first: unknown = Array.isArray(chain) ? chain[0] : undefined;
  const der = typeof first === 'string' && first.length < 90_000 ? decodeBase64(first) : undefined;
  const validity = der && readValidity(der);
  if (!der || !validity) return 'The first item of the key’s "x5c" is no certificate.';
  if (couldCertify(der, jwk) === false) return 'The certificate in the key’s "x5c" is that of another key.';
  if (now > validity.notAfter) return 'The certificate in the key’s "x5c" is out of date.';
  return undefined;
}

/** A key whose certificate is not its own, or is out of date. The latter is a false positive where nobody looks at it. */
const jwkCertificateMismatch = {
  id: 'jwk-certificate-mismatch',
  subject: 'key',
  severity: 'high',
  title: 'Certificate is not the key’s',
  why: 'The certificate is to vouch for the key. One of another key vouches for nothing, and readers that take the key from it verify with another than those that take the members.',
  fix: 'Publish the certificate of this key, or leave out "x5c".',
  references: [rfc(7517, '4.7'), cwe(295)],
  find: ({ key, now }) =>
    hitsOf(keysIn(key), (one) => certificateFault(one, now)).map((hit) =>
      hit.message.endsWith('out of date.') ? { ...hit, severity: 'medium' } : hit,
    ),
} as const satisfies Check;

/** What is wrong with a JWK of the type AKP, which carries all of its key in "pub". */
function akpFault(jwk: JsonNode): string | undefined {
  const textOf = (name: string) => {
    const value = findMember(jwk, name)?.value;
    return value?.kind === 'string' ? value.value : undefined;
  };
  if (textOf('kty') !== 'AKP') return undefined;
  const alg = textOf('alg');
  if (alg === undefined) return 'has no "alg", without which it is for nothing';
  const set = akpSets.get(alg);
  const octets = decodeBase64url(textOf('pub') ?? '').bytes.length;
  return set && octets !== set.octets ? `has a "pub" of ${octets} octets; ${alg} has ${set.octets}` : undefined;
}

/**
 * A post-quantum key in the token that no one can use. Never a false positive. Such a key in the key field is not read at
 * all, and the field says why.
 */
const badAkpKey = {
  id: 'bad-akp-key',
  subject: 'key',
  severity: 'medium',
  title: 'Incomplete AKP key',
  why: 'Keys of this type are for one algorithm, which they must name, and have one length. A reader that guesses may verify with something else than was meant.',
  fix: 'Write "alg", and "pub" as the octets of the public key in base64url.',
  references: [rfc(9964)],
  find({ token }: CheckContext) {
    const jwk = findParameter(token, 'jwk');
    const cnf = findTokenClaim(token, 'cnf');
    const inner = findMember(cnf?.member.value, 'jwk');
    const places = [
      ...(jwk ? [{ part: jwk.part, member: jwk.member, path: ['jwk'] }] : []),
      ...(cnf && inner ? [{ part: cnf.part, member: inner, path: ['cnf', 'jwk'] }] : []),
    ];
    return places.flatMap(({ part, member, path }): Hit[] => {
      const fault = akpFault(member.value);
      if (!fault) return [];
      return [{ message: `The key in "${path.join('.')}" ${fault}.`, evidence: [memberEvidence(part, member, path)] }];
    });
  },
} as const satisfies Check;

/** Two RSA keys of a set with a prime in common. Never a false positive: the prime was found. */
const sharedRsaFactor = {
  id: 'shared-rsa-factor',
  subject: 'key',
  severity: 'critical',
  title: 'Keys share a prime',
  why: 'The greatest common divisor of the two moduli is a prime of both, and anyone can reckon it: both private keys are open.',
  fix: 'Replace both keys, and find out why the generator had so little randomness.',
  references: [cwe(331), rfc(8725, '3.5')],
  find: ({ facts }) =>
    (facts?.sharedFactors ?? []).slice(0, mostEvidence).map((pair) => ({
      message: 'Two RSA keys of the set have a prime in common.',
      evidence: pair.map((key) => keyEvidence(describeKey(key))),
    })),
} as const satisfies Check;

/** Checks of keys as they are written, by themselves and for this token. */
export const keyJwkChecks = [
  offCurvePoint,
  privateKeyForVerifying,
  jwkWithoutAlg,
  jwkUseMismatch,
  noncanonicalJwkInteger,
  jwkCertificateMismatch,
  badAkpKey,
  sharedRsaFactor,
] as const;
