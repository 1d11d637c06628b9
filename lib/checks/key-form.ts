import { decodeBase64, decodeBase64url } from '../encoding/base64url';
import type { JsonNode } from '../encoding/json-node';
import { findMember } from '../encoding/json-query';
import type { Key } from '../jose/key';
import { akpSets, ecCurves } from '../jose/key-types';
import { rfc } from '../registry/source';
import { couldCertify, readValidity } from './certificate';
import type { Check, CheckContext, Hit } from './check';
import { memberEvidence } from './evidence';
import { hitsOf, keysIn } from './keys';
import { findParameter, findTokenClaim } from './parts';
import { cwe } from './references';

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
  references: [rfc(7518, '2'), rfc(7518, '6.2.1.2'), rfc(7518, '6.3.1.1'), rfc(7638, '7')],
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
  references: [rfc(9964, '3'), rfc(9964, '5')],
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

/** Checks of how keys are written, and of the certificates that come with them. */
export const keyFormChecks = [noncanonicalJwkInteger, jwkCertificateMismatch, badAkpKey] as const;
