import type { SdJwtProblem, SdJwtProblemCode } from '../jose/sd-jwt-reading';
import { rfc } from '../registry/source';
import type { Check, CheckContext, Hit } from './check';
import { mostEvidence, partEvidence } from './evidence';

/** One hit for every problem of these codes, with the disclosure that has it, or the payload. */
function hitsFor({ token, facts }: CheckContext, codes: ReadonlySet<SdJwtProblemCode>): Hit[] {
  if (token.kind !== 'sd-jwt') return [];
  const problems: readonly SdJwtProblem[] = facts?.sdJwt?.reading.problems ?? [];
  return problems
    .filter(({ code }) => codes.has(code))
    .slice(0, mostEvidence)
    .map(({ message, index }) => {
      const disclosure = index === undefined ? undefined : token.disclosures[index];
      return { message, evidence: [disclosure ? partEvidence(disclosure) : partEvidence(token.payload)] };
    });
}

const form: ReadonlySet<SdJwtProblemCode> = new Set(['malformed-disclosure', 'missing-tilde', 'unreadable-payload']);
const digest: ReadonlySet<SdJwtProblemCode> = new Set([
  ...(['digest-repeated', 'malformed-digest', 'disclosure-not-referenced', 'disclosure-repeated'] as const),
  ...(['unknown-hash', 'misplaced-hash'] as const),
]);
const placement: ReadonlySet<SdJwtProblemCode> = new Set(['claim-exists', 'forbidden-name', 'wrong-disclosure-kind']);

/** A disclosure that is no array of a salt, a name and a value. Never a false positive: receivers must refuse the token. */
const disclosureForm = {
  id: 'disclosure-form',
  subject: 'profile',
  severity: 'high',
  title: 'Malformed disclosure',
  why: 'A disclosure is a JSON array of two or three elements in base64url, with a tilde behind it. Anything else has no meaning, and readers that guess differ.',
  fix: 'Take the disclosures from the issuer as they are, each with a tilde behind it.',
  references: [rfc(9901, '4.2'), rfc(9901, '7.1')],
  find: (context) => hitsFor(context, form),
} as const satisfies Check;

/** A disclosure that the issuer did not sign, or signed twice. Never a false positive: digests are reckoned out. */
const disclosureDigest = {
  id: 'disclosure-digest',
  subject: 'profile',
  severity: 'high',
  title: 'Disclosure that nothing vouches for',
  why: 'The issuer signs digests of the disclosures. One whose digest is not there was made by someone else, or altered; one that is there twice means two things.',
  fix: 'Refuse the token. Take the disclosures from the issuer unchanged, to the letter.',
  references: [rfc(9901, '4.2.3'), rfc(9901, '7.1')],
  find: (context) => hitsFor(context, digest),
} as const satisfies Check;

/** A disclosure in a place where it may not be: over a claim that is there, or of a forbidden name. Never a false positive. */
const disclosurePlacement = {
  id: 'disclosure-placement',
  subject: 'profile',
  severity: 'high',
  title: 'Disclosure where none may be',
  why: 'A disclosure that takes the place of a claim the issuer signed in the clear changes what the token says.',
  fix: 'Refuse the token. Let the issuer keep names apart.',
  references: [rfc(9901, '7.1'), rfc(9901, '4.2.1')],
  find: (context) => hitsFor(context, placement),
} as const satisfies Check;

/** A key binding that is missing though it is asked for, or that does not hold. Never a false positive. */
const keyBinding = {
  id: 'key-binding',
  subject: 'profile',
  severity: 'high',
  title: 'Key binding does not hold',
  why: 'The key-binding token shows that the holder shows the credential to this verifier, now. Without it anyone who once saw the credential can show it again.',
  fix: 'Ask the holder for a new presentation, with the audience and nonce of this request.',
  references: [rfc(9901, '4.3'), rfc(9901, '7.3')],
  find({ token, facts }): Hit[] {
    const binding = facts?.sdJwt?.keyBinding;
    if (token.kind !== 'sd-jwt' || !binding) return [];
    const evidence = [partEvidence(token.keyBinding ?? token.payload, token.keyBinding ? undefined : 'no key binding')];
    const { verdict, problems } = binding;
    const faults = [...problems];
    if (verdict.kind === 'invalid')
      faults.unshift('The signature of the key-binding JWT does not match under the key in "cnf".');
    else if (verdict.kind !== 'valid' && 'reason' in verdict && !problems.includes(verdict.reason))
      faults.unshift(verdict.reason);
    return faults.slice(0, mostEvidence).map((message) => ({ message, evidence }));
  },
} as const satisfies Check;

/** Checks of disclosures and of the holder's key. */
export const sdJwtChecks = [disclosureForm, disclosureDigest, disclosurePlacement, keyBinding] as const;
