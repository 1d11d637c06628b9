import { isRegisteredAlgorithm, meantAlgorithm } from '../registry/registered-algorithms';
import { publication, rfc } from '../registry/source';
import type { Check, CheckContext, Hit } from './check';
import { absenceEvidence, cut, keyEvidence, memberEvidence } from './evidence';
import { keysIn } from './keys';
import { findParameter, headerOf, isNoneLike, type PartMember, rowOf, stringParameter } from './parts';
import { cve, cwe } from './references';

/** A parameter that names an algorithm: `alg`, and `enc` of a JWE. */
type NamedAlgorithm = PartMember & { name: 'alg' | 'enc'; value: string };

function namedAlgorithms({ token }: CheckContext): NamedAlgorithm[] {
  const names = token.kind === 'jwe' ? (['alg', 'enc'] as const) : (['alg'] as const);
  return names.flatMap((name) => {
    const found = findParameter(token, name);
    return found?.member.value.kind === 'string' ? [{ ...found, name, value: found.member.value.value }] : [];
  });
}

function algEvidence(context: CheckContext) {
  const alg = findParameter(context.token, 'alg');
  return alg ? [memberEvidence(alg.part, alg.member, ['alg'])] : [];
}

/**
 * A token that nobody signed: `{"alg": "none"}`, and "None" or "NONE", which some libraries take for the same. A false
 * positive only where the token came over a channel that is itself protected, and the receiver knows it.
 */
const unsecuredAlg = {
  id: 'unsecured-alg',
  subject: 'header',
  severity: 'critical',
  title: 'Unsecured: alg is none',
  why: 'Nobody signed this token: anyone can write one with any contents. A receiver that accepts it accepts everything.',
  fix: 'Sign the token with an algorithm such as ES256, and accept only the algorithms that you expect.',
  references: [rfc(7519, '6'), rfc(8725, '3.2'), rfc(7518, '3.6'), cwe(347)],
  find(context) {
    const alg = stringParameter(context.token, 'alg');
    if (alg === undefined || !isNoneLike(alg)) return [];
    const message =
      alg === 'none'
        ? '"alg" is "none": this token is not signed.'
        : `"alg" is "${cut(alg)}", which careless libraries take for "none": not signed.`;
    return [{ message, evidence: algEvidence(context) }];
  },
} as const satisfies Check;

/**
 * A header without an algorithm: `{"typ": "JWT"}`, `{"alg": 5}`. Never a false positive: the parameter is required.
 */
const missingAlg = {
  id: 'missing-alg',
  subject: 'header',
  severity: 'high',
  title: 'No algorithm',
  why: '"alg" is required. Without it a receiver has to guess how the token is protected, and some guess "not at all".',
  fix: 'Name the algorithm in the header, as a string.',
  references: [rfc(7515, '4.1.1'), rfc(7516, '4.1.1')],
  find(context) {
    const header = headerOf(context.token);
    const alg = findParameter(context.token, 'alg');
    if (!header || (!alg && !header.whole) || alg?.member.value.kind === 'string') return [];
    const message = alg ? '"alg" is not a string.' : '"alg" is missing from the header.';
    return [{ message, evidence: alg ? algEvidence(context) : [absenceEvidence(header.part, 'alg')] }];
  },
} as const satisfies Check;

/**
 * A name that is nearly right: `{"alg": "hs256"}`, `{"alg": "RS256 "}`. Never a false positive: names are compared
 * character by character.
 */
const misspeltAlg = {
  id: 'misspelt-alg',
  subject: 'header',
  severity: 'high',
  title: 'Misspelt algorithm',
  why: 'Names of algorithms are case-sensitive. A receiver that is lenient here compares differently from the one that filters, and that is how filters are got around.',
  fix: 'Write the name exactly as it is registered.',
  references: [rfc(7515, '4.1.1'), rfc(8725, '3.1')],
  find(context) {
    return namedAlgorithms(context).flatMap(({ part, member, name, value }): Hit[] => {
      const meant = isNoneLike(value) ? undefined : meantAlgorithm(value);
      if (meant === undefined) return [];
      const message = `"${name}" is "${cut(value)}"; the registered name is "${meant}".`;
      return [{ message, evidence: [memberEvidence(part, member, [name])] }];
    });
  },
} as const satisfies Check;

/**
 * An algorithm of one's own: `{"alg": "XS256"}`. A false positive where both sides agreed on a private name.
 */
const unregisteredAlg = {
  id: 'unregistered-alg',
  subject: 'header',
  severity: 'medium',
  title: 'Unregistered algorithm',
  why: 'The name is not in the IANA registry, so nothing public says what it does, how strong it is or who can verify it.',
  fix: 'Use a registered algorithm.',
  references: [
    rfc(8725, '3.2'),
    publication(
      'IANA JOSE algorithms',
      'https://www.iana.org/assignments/jose/jose.xhtml#web-signature-encryption-algorithms',
    ),
  ],
  find(context) {
    return namedAlgorithms(context).flatMap(({ part, member, name, value }): Hit[] => {
      if (isRegisteredAlgorithm(value) || isNoneLike(value) || meantAlgorithm(value) !== undefined) return [];
      const message = `"${name}" is "${cut(value)}", which is not a registered algorithm.`;
      return [{ message, evidence: [memberEvidence(part, member, [name])] }];
    });
  },
} as const satisfies Check;

/**
 * A name that leaves the curve open: `{"alg": "EdDSA"}`. Never wrong, but many issuers have no choice yet.
 */
const polymorphicAlg = {
  id: 'polymorphic-alg',
  subject: 'header',
  severity: 'info',
  title: 'Algorithm leaves the curve open',
  why: 'The name alone does not say what is done: the key decides. Fully specified names replace it.',
  fix: 'Use "Ed25519" (or "Ed448") where issuer and receivers know the name.',
  references: [rfc(9864, '2.2')],
  find(context) {
    const row = rowOf(context.token);
    if (!row?.curves || row.curves.length < 2) return [];
    const message = `"alg" is "${row.name}", which stands for ${row.curves.join(' or ')}, as the key has it.`;
    return [{ message, evidence: algEvidence(context) }];
  },
} as const satisfies Check;

/**
 * RSA signatures with the older padding: `{"alg": "RS256"}`. True of most tokens in the world, and legal: a remark.
 */
const legacyRsaSignature = {
  id: 'legacy-rsa-signature',
  subject: 'header',
  severity: 'info',
  title: 'Older RSA padding',
  why: 'RSASSA-PKCS1-v1_5 is sound as it is known today, but mistakes in verifying its padding have let forgeries through; newer algorithms leave no such room.',
  fix: 'For new systems prefer ES256, Ed25519 or PS256.',
  references: [rfc(7518, '3.3'), rfc(8017, '8')],
  find(context) {
    const row = rowOf(context.token);
    if (row?.family !== 'rsassa-pkcs1') return [];
    return [{ message: `"alg" is "${row.name}", RSA with PKCS #1 v1.5 padding.`, evidence: algEvidence(context) }];
  },
} as const satisfies Check;

/**
 * A secret's algorithm with a public key's name: `{"alg": "HS256", "kid": "2026-a"}` while the key set holds an RSA key
 * "2026-a". A false positive only if an issuer gives a secret and a public key the same name.
 */
const symmetricAlgWithPublicIssuer = {
  id: 'symmetric-alg-with-public-issuer',
  subject: 'header',
  severity: 'high',
  title: 'Secret where a public key is named',
  why: 'The token names a public key but claims to be protected by a secret. That is how algorithm confusion looks: the public key, which everyone has, is used as the secret.',
  fix: 'Accept only the algorithm that belongs to the key; never let the token choose it.',
  references: [rfc(8725, '2.1'), rfc(8725, '3.1'), cve('2016-10555'), cwe(347)],
  find(context) {
    const row = rowOf(context.token);
    const kid = findParameter(context.token, 'kid');
    if (row?.family !== 'hmac' || kid?.member.value.kind !== 'string') return [];
    const name = kid.member.value.value;
    const named = keysIn(context.key).find(({ type, jwk }) => type !== 'oct' && jwk.kid === name);
    if (!named) return [];
    const message = `"alg" is "${row.name}", but the key that "kid" names is an ${named.description}.`;
    const evidence = [...algEvidence(context), memberEvidence(kid.part, kid.member, ['kid'])];
    return [{ message, evidence: [...evidence, keyEvidence(named.description)] }];
  },
} as const satisfies Check;

/** Checks of the algorithm that the header names. */
export const headerAlgChecks = [
  unsecuredAlg,
  missingAlg,
  misspeltAlg,
  unregisteredAlg,
  polymorphicAlg,
  legacyRsaSignature,
  symmetricAlgWithPublicIssuer,
] as const;
