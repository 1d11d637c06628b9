import type { Verdict } from '../jose/verdict';
import { findKeyManagement } from '../registry/key-management';
import type { CheckContext, Finding } from './check';
import { audiencesOf, settle } from './expectations';
import { findTokenClaim, stringParameter } from './parts';
import { profileIn } from './profile';

/**
 * One ground of a judgement, a sentence: what is met, what is against it, or what is not known. `check` is the check whose
 * finding it is.
 */
export type Ground = { kind: 'met' | 'against' | 'unknown'; text: string; check?: string };

/**
 * What a verifier with these expectations would do. `undecided` means that it cannot be said, for want of a key for instance;
 * `because` has the grounds that decide first, and on `accept` all that was met.
 */
export type Judgement = { decision: 'accept' | 'reject' | 'undecided'; because: readonly Ground[] };

/**
 * Findings for which a verifier has to refuse the token, whoever it is: by the letter of RFC 7515 §5.2, RFC 7516 §5.2 and
 * RFC 7519 §7.2, or because nothing is proved. All others are advice.
 */
const refusing: ReadonlySet<string> = new Set([
  ...['segment-count', 'illegal-character', 'base64-standard-alphabet', 'impossible-base64url-length', 'invalid-utf8'],
  ...['unsecured-alg', 'missing-alg', 'misspelt-alg', 'bad-crit', 'unexpected-typ', 'unexpected-alg'],
  ...[
    'signature-mismatch',
    'empty-signature',
    'signature-length',
    'der-signature',
    'zero-signature',
    'pss-salt-length',
  ],
  ...['algorithm-confusion', 'empty-key-signature', 'replicated-claim-mismatch'],
  ...['expired', 'not-yet-valid', 'non-numeric-date', 'issuer-mismatch', 'audience-mismatch', 'bad-confirmation'],
  ...['bad-ephemeral-key', 'jwe-part-length', 'encrypted-not-authenticated', 'decompression-bomb'],
]);

function isAgainst({ check, severity }: Finding, context: CheckContext): boolean {
  if (refusing.has(check.id)) return true;
  const { greatestLifetime, greatestAuthenticationAge, profile } = context.expectations ?? {};
  if (check.id === 'long-lifetime') return greatestLifetime !== undefined;
  if (check.id === 'stale-authentication') return greatestAuthenticationAge !== undefined;
  if (check.id === 'not-an-object' || check.subject === 'profile') {
    const isGrave = severity === 'critical' || severity === 'high';
    return isGrave || (profile !== undefined && severity === 'medium' && check.subject === 'profile');
  }
  return false;
}

/** The verdict that counts: a DPoP proof brings its key, and only there may the key come with the token (RFC 9449 §4.3). */
function verdictOf(context: CheckContext): Verdict {
  const { verdict, facts } = context;
  const isProof = profileIn(context)?.profile === 'dpop-proof';
  return isProof && verdict.kind !== 'invalid' && facts?.proof ? facts.proof.verdict : verdict;
}

/** What is proved of who made the token. */
function proofOf(context: CheckContext): Ground {
  if (context.token.kind === 'jwe') return openedProof(context);
  const verdict = verdictOf(context);
  switch (verdict.kind) {
    case 'valid':
      return { kind: 'met', text: `The ${verdict.alg} signature verifies.` };
    case 'invalid':
      return { kind: 'against', text: `The ${verdict.alg} signature does not verify.`, check: 'signature-mismatch' };
    case 'unsecured':
      return { kind: 'against', text: verdict.reason, check: 'unsecured-alg' };
    case 'unverified':
      return { kind: 'unknown', text: verdict.reason };
    default:
      return { kind: verdict.code === 'bad-crit' ? 'against' : 'unknown', text: verdict.reason };
  }
}

/** Of an encrypted token: with a shared secret only its holders can have made it, with a public key anyone. */
function openedProof({ token, decryption, facts }: CheckContext): Ground {
  if (facts?.inner?.kind === 'valid')
    return { kind: 'met', text: 'It was decrypted, and the signature inside verifies.' };
  if (facts?.inner?.kind === 'invalid') return { kind: 'against', text: 'The signature inside does not verify.' };
  if (!decryption || decryption.kind === 'not-decrypted') return { kind: 'unknown', text: 'It was not decrypted.' };
  if (decryption.kind === 'failed') return { kind: 'against', text: 'It cannot be decrypted with the key given.' };
  if (decryption.kind === 'cannot-decrypt') return { kind: 'unknown', text: decryption.reason };
  const isShared = findKeyManagement(stringParameter(token, 'alg'))?.keyTypes.includes('oct');
  return isShared
    ? { kind: 'met', text: 'It was decrypted with a secret that only its holders have.' }
    : { kind: 'unknown', text: 'It was decrypted, and what is inside was not verified.' };
}

/** What was asked for and is met: all that no finding speaks against. */
function expectationsMet(context: CheckContext, against: readonly Ground[]): Ground[] {
  const { token, expectations = {} } = context;
  const failed = new Set(against.map(({ check }) => check));
  const rows: readonly (readonly [asked: boolean, check: string, text: string])[] = [
    [findTokenClaim(token, 'exp') !== undefined, 'expired', 'It has not expired.'],
    [expectations.issuer !== undefined, 'issuer-mismatch', 'The issuer is the expected one.'],
    [audiencesOf(expectations).length > 0, 'audience-mismatch', 'The expected audience is named.'],
    [expectations.clientId !== undefined, 'azp-mismatch', 'No other client is named.'],
    [expectations.nonce !== undefined, 'nonce-mismatch', 'The nonce is the one that was sent.'],
    [expectations.typ !== undefined, 'unexpected-typ', 'The type is the expected one.'],
    [(expectations.algorithms ?? []).length > 0, 'unexpected-alg', 'The algorithm is accepted.'],
    [expectations.greatestLifetime !== undefined, 'long-lifetime', 'It does not live longer than is accepted.'],
    [expectations.request !== undefined, 'dpop-binding', 'The proof is for this request.'],
    [context.facts?.digests?.accessToken !== undefined, 'token-hash-mismatch', 'It belongs to what came with it.'],
    [expectations.keyBinding === true, 'key-binding', 'The key binding holds.'],
  ];
  return rows.filter(([asked, check]) => asked && !failed.has(check)).map(([, , text]) => ({ kind: 'met', text }));
}

/**
 * Whether a verifier with the context's expectations would accept the token, and why. `findings` are those of `runChecks` for
 * the same context. Advice (a long lifetime, personal data) is no ground. Never throws.
 */
export function judge(findings: readonly Finding[], unsettled: CheckContext): Judgement {
  const context = settle(unsettled);
  const proof = proofOf(context);
  const against = findings
    .filter((finding) => isAgainst(finding, context) && finding.check.id !== proof.check)
    .map(({ check, message }): Ground => ({ kind: 'against', text: message, check: check.id }));
  if (proof.kind === 'against') against.unshift(proof);
  const met = [...(proof.kind === 'met' ? [proof] : []), ...expectationsMet(context, against)];
  if (against.length > 0) return { decision: 'reject', because: [...against, ...met] };
  if (proof.kind === 'unknown') return { decision: 'undecided', because: [proof, ...met] };
  return { decision: 'accept', because: met };
}
