import type { Part } from '../jose/token';
import { rfc } from '../registry/source';
import type { Check, CheckContext } from './check';
import { keyEvidence, partEvidence } from './evidence';
import { keysInPlay } from './keys';
import { isNoneLike, rowOf, stringParameter } from './parts';
import { cve, cwe } from './references';
import { looksLikeDer } from './signature-form';

/** The signature of a token that is whole enough to have one; an encrypted or cut one has none to speak of. */
function signatureOf({ token }: CheckContext): Part | undefined {
  return token.kind === 'jws' || token.kind === 'sd-jwt' ? token.signature : undefined;
}

function isUnsecured({ token }: CheckContext): boolean {
  return isNoneLike(stringParameter(token, 'alg'));
}

/**
 * A signature that does not match under the key in hand. A false positive when the key is not the issuer's: the check
 * knows no other.
 */
const signatureMismatch = {
  id: 'signature-mismatch',
  subject: 'signature',
  severity: 'critical',
  title: 'Signature does not match',
  why: 'Either the token was changed after it was signed, or it was signed with another key. In both cases nothing in it can be relied on.',
  fix: 'Make sure that the key is the issuer’s, for this "kid" and for the time of issue; if it is, refuse the token.',
  references: [rfc(7515, '5.2'), cwe(347)],
  find(context) {
    const signature = signatureOf(context);
    const { verdict } = context;
    // An empty signature has a check of its own, which says more.
    if (verdict.kind !== 'invalid' || !signature || signature.encoded === '') return [];
    const count = verdict.tried.length;
    const tried = count > 1 ? `any of the ${count} keys and readings that were tried` : 'the key given';
    return [
      { message: `The ${verdict.alg} signature does not match under ${tried}.`, evidence: [partEvidence(signature)] },
    ];
  },
} as const satisfies Check;

/**
 * A token that was only decoded, since there is no key. Never wrong: it says that nothing is known.
 */
const unverifiedSignature = {
  id: 'unverified-signature',
  subject: 'signature',
  severity: 'info',
  title: 'Signature not verified',
  why: 'Without the key nothing is known about who made this token: what is shown is what it says, and anyone can write that.',
  fix: 'Paste the issuer’s public key, its key set, or the shared secret.',
  references: [rfc(7515, '5.2')],
  find(context) {
    const signature = signatureOf(context);
    if (context.verdict.kind !== 'unverified' || !signature || signature.encoded === '' || isUnsecured(context))
      return [];
    return [{ message: 'There is no key to verify the signature with.', evidence: [partEvidence(signature)] }];
  },
} as const satisfies Check;

/**
 * A token whose signature was cut off: `eyJ….eyJ….` with `"alg": "HS256"`. A false positive for a token that was cut by
 * hand to be shown around.
 */
const emptySignature = {
  id: 'empty-signature',
  subject: 'signature',
  severity: 'critical',
  title: 'No signature',
  why: 'The header promises a signature and there is none. Libraries that skip the comparison for an empty signature have accepted such tokens with any contents.',
  fix: 'Refuse the token. Signatures have a length: insist on it.',
  references: [rfc(7515, '5.2'), cve('2020-28042'), cwe(347)],
  find(context) {
    const signature = signatureOf(context);
    if (signature?.encoded !== '' || isUnsecured(context)) return [];
    const name = rowOf(context.token)?.name;
    const message = name ? `"alg" is "${name}", but the signature is empty.` : 'The signature is empty.';
    return [{ message, evidence: [partEvidence(signature, 'empty')] }];
  },
} as const satisfies Check;

/**
 * A signature where none may be: `{"alg": "none"}` with a third segment. Never a false positive.
 */
const signedNone = {
  id: 'signed-none',
  subject: 'signature',
  severity: 'medium',
  title: 'Signature in spite of alg none',
  why: 'An unsecured token has an empty signature. One that has something there looks as if "alg" had been changed afterwards, to keep the signature from being verified.',
  fix: 'Refuse the token. If you made it, name the algorithm that made the signature.',
  references: [rfc(7518, '3.6'), rfc(7519, '6')],
  find(context) {
    const signature = signatureOf(context);
    if (!signature || signature.encoded === '' || !isUnsecured(context)) return [];
    const message = `"alg" means no signature, but there is one of ${signature.bytes.length} octets.`;
    return [{ message, evidence: [partEvidence(signature)] }];
  },
} as const satisfies Check;

/** How long a signature must be, in octets, and why; undefined when that cannot be said without more keys. */
function dueLength(context: CheckContext): { lengths: readonly number[]; because: string; key?: string } | undefined {
  const row = rowOf(context.token);
  if (!row || row.family === 'none') return undefined;
  if (row.signatureOctets !== undefined) return { lengths: [row.signatureOctets], because: `one by ${row.name}` };
  if (row.family === 'eddsa') {
    // The curve is the key's; RFC 8032 §5.1.6 and §5.2.6 give the lengths.
    return { lengths: [64, 114], because: `one by ${row.name}` };
  }
  const keys = keysInPlay(context).filter(({ type }) => type === 'RSA');
  if (keys.length !== 1 || !keys[0]) return undefined;
  const { bits, description } = keys[0];
  return { lengths: [Math.ceil(bits / 8)], because: `one by this key of ${bits} bits`, key: description };
}

/**
 * A signature that no key of this algorithm can have made: 71 octets for ES256. Never a false positive: lengths are fixed.
 */
const signatureLength = {
  id: 'signature-length',
  subject: 'signature',
  severity: 'high',
  title: 'Wrong length of signature',
  why: 'Signatures of an algorithm have a fixed length. One of another length was cut, written in another form, or made by another algorithm, and cannot be valid.',
  fix: 'Copy the whole token, and use the key that the issuer names for it.',
  references: [rfc(7518, '3.4'), rfc(8017, '8.1.2'), rfc(8032, '5.1.6')],
  find(context) {
    const signature = signatureOf(context);
    const due = dueLength(context);
    if (!signature || signature.encoded === '' || !due || due.lengths.includes(signature.bytes.length)) return [];
    // DER has a check of its own, which says more.
    if (rowOf(context.token)?.family === 'ecdsa' && looksLikeDer(signature.bytes)) return [];
    const message = `The signature has ${signature.bytes.length} octets; ${due.because} has ${due.lengths.join(' or ')}.`;
    const evidence = [partEvidence(signature)];
    if (due.key) evidence.push(keyEvidence(due.key));
    return [{ message, evidence }];
  },
} as const satisfies Check;

/** Checks of the signature and what is known of it. */
export const signatureChecks = [
  signatureMismatch,
  unverifiedSignature,
  emptySignature,
  signedNone,
  signatureLength,
] as const;
