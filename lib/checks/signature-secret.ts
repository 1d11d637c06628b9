import { encodeBase64url } from '../encoding/base64url';
import type { Signer } from '../jose/token';
import { rfc } from '../registry/source';
import type { Check, CheckContext, Evidence } from './check';
import { keyEvidence, memberEvidence, mostEvidence, partEvidence } from './evidence';
import { findTokenClaim, rowOf } from './parts';
import { cve, cwe } from './references';

function signatureEvidence({ token }: CheckContext): Evidence[] {
  return token.signature ? [partEvidence(token.signature)] : [];
}

/**
 * A token signed with the text of a public key as the secret. Never a false positive: it was verified so. Whether a
 * receiver accepts it is for the receiver’s code to say.
 */
const algorithmConfusion = {
  id: 'algorithm-confusion',
  subject: 'signature',
  severity: 'critical',
  title: 'Signed with a public key as the secret',
  why: 'Everyone has the public key, so everyone can make this signature. Verifiers that let the token choose the algorithm take it for the issuer’s.',
  fix: 'Refuse the token. Tie each key to its algorithm, and accept no HS algorithm where public keys are in use.',
  references: [rfc(8725, '2.1'), rfc(8725, '3.1'), cve('2015-9235'), cve('2016-10555'), cwe(347)],
  find(context) {
    const secret = context.facts?.secret;
    if (secret?.kind !== 'public-key') return [];
    const name = rowOf(context.token)?.name ?? 'HMAC';
    const message = `The ${name} signature verifies with ${secret.form} as the secret, and that is a public key.`;
    return [{ message, evidence: [...signatureEvidence(context), keyEvidence(secret.key.description)] }];
  },
} as const satisfies Check;

/** A token signed with no secret at all, or one of zeros, which HMAC does not tell apart. Never a false positive. */
const emptyKeySignature = {
  id: 'empty-key-signature',
  subject: 'signature',
  severity: 'critical',
  title: 'Signed with an empty secret',
  why: 'Anyone can make this signature. It happens where the secret was never set, and the verifier then takes every such token.',
  fix: 'Refuse the token. Set a random secret, and let the service fail to start without one.',
  references: [cve('2019-20933'), rfc(7518, '3.2'), cwe(1391)],
  find(context) {
    if (context.facts?.secret?.kind !== 'empty') return [];
    const name = rowOf(context.token)?.name ?? 'HMAC';
    const message = `The ${name} signature verifies with an empty secret, or one of zeros.`;
    return [{ message, evidence: signatureEvidence(context) }];
  },
} as const satisfies Check;

/** A token whose secret stands in a list of common ones. Never a false positive: it was found by verifying. */
const guessableSecret = {
  id: 'guessable-secret',
  subject: 'signature',
  severity: 'critical',
  title: 'Guessable secret',
  why: 'The secret was found by trying a list, and whoever has one token can do the same: then they can sign any other.',
  fix: 'Replace the secret at once with a random one, and withdraw the tokens that it signed.',
  references: [rfc(8725, '3.5'), rfc(8725, '2.2'), cwe(1391)],
  find(context) {
    const secret = context.facts?.secret;
    if (secret?.kind !== 'guessed') return [];
    const message = `The signature verifies with a secret from ${secret.list}.`;
    return [{ message, evidence: signatureEvidence(context) }];
  },
} as const satisfies Check;

/** Signers whose signatures begin with the same r and go on differently; a copy of one signature is no sign of anything. */
function signersAlike(signers: readonly Signer[], octets: number): readonly Signer[] {
  if (signers.length < 2) return [];
  const byNonce = new Map<string, Map<string, Signer>>();
  for (const signer of signers) {
    const { bytes } = signer.signature;
    if (bytes.length !== octets) continue;
    const r = encodeBase64url(bytes.subarray(0, octets / 2));
    const same = byNonce.get(r) ?? new Map<string, Signer>();
    byNonce.set(r, same.set(encodeBase64url(bytes), signer));
  }
  return [...byNonce.values()].filter(({ size }) => size > 1).flatMap((same) => [...same.values()]);
}

/**
 * Two signatures of one ECDSA key that begin alike: within a JSON serialization, or over the tokens seen. Never a false
 * positive but for copies of one token, which are not counted.
 */
const repeatedEcdsaNonce = {
  id: 'repeated-ecdsa-nonce',
  subject: 'signature',
  severity: 'critical',
  title: 'Repeated ECDSA nonce',
  why: 'Two signatures of one key with the same r were made with the same random number. From the two the private key is computed with school arithmetic.',
  fix: 'Replace the key at once. Sign with a library that makes nonces as RFC 6979 says, or use Ed25519.',
  references: [rfc(8725, '3.2'), rfc(6979), cwe(323)],
  find(context) {
    const { token, facts } = context;
    const row = rowOf(token);
    if (row?.family !== 'ecdsa') return [];
    const alike = 'signers' in token ? signersAlike(token.signers, row.signatureOctets ?? 0) : [];
    if (alike.length > 0) {
      const message = `${alike.length} signatures of this token have the same r.`;
      return [{ message, evidence: alike.slice(0, mostEvidence).map(({ signature }) => partEvidence(signature)) }];
    }
    const others = facts?.repeatedNonce?.tokens ?? 0;
    if (others === 0) return [];
    const message = `${others} other ${others === 1 ? 'token' : 'tokens'} of this key ${others === 1 ? 'has' : 'have'} the same r in the signature.`;
    return [{ message, evidence: signatureEvidence(context) }];
  },
} as const satisfies Check;

/** Subjects of tokens in documentation, with a claim that goes with them. */
const samples: readonly { name: string; value: string; beside: string; where: string }[] = [
  { name: 'name', value: 'John Doe', beside: '1234567890', where: 'jwt.io' },
  { name: 'iss', value: 'joe', beside: '', where: 'RFC 7519' },
];

/** The token of a documentation, with its claims as they were. Never a false positive, and never a danger by itself. */
const sampleSignature = {
  id: 'sample-signature',
  subject: 'signature',
  severity: 'low',
  title: 'Well-known example token',
  why: 'This is the token that documentation shows, with a secret that everyone knows. Where a service accepts it, its key was never changed.',
  fix: 'Make a token of your own, and make sure that no service accepts this one.',
  references: [rfc(7519, '3.1'), cwe(1394)],
  find({ token }) {
    const textOf = (name: string) => {
      const value = findTokenClaim(token, name)?.member.value;
      return value?.kind === 'string' ? value.value : undefined;
    };
    const sample = samples.find(({ name, value, beside }) => {
      if (textOf(name) !== value) return false;
      return beside === ''
        ? findTokenClaim(token, 'http://example.com/is_root') !== undefined
        : textOf('sub') === beside;
    });
    const claim = sample && findTokenClaim(token, sample.name);
    if (!claim) return [];
    const message = `The claims are those of the example token of ${sample.where}.`;
    return [{ message, evidence: [memberEvidence(claim.part, claim.member, [sample.name])] }];
  },
} as const satisfies Check;

/** Checks of what the signature was made with. */
export const signatureSecretChecks = [
  algorithmConfusion,
  emptyKeySignature,
  guessableSecret,
  repeatedEcdsaNonce,
  sampleSignature,
] as const;
