import type { KeyReading } from './key';
import { placeDisclosures } from './sd-jwt-claims';
import { type Disclosure, hashOf, readDisclosures, type SdJwtProblem } from './sd-jwt-disclosures';
import { type KeyBinding, type KeyBindingExpectation, verifyKeyBinding } from './sd-jwt-key-binding';
import { isWholeObject } from './segments';
import type { SdJwtToken } from './token';
import type { Verdict } from './verdict';
import { verifyJws } from './verify-jws';

export type { Disclosure, SdJwtProblem, SdJwtProblemCode } from './sd-jwt-disclosures';
export type { KeyBinding, KeyBindingExpectation } from './sd-jwt-key-binding';

/** A disclosed token put together again (RFC 9901 §7.1). `problems` are what a verifier must refuse it for. */
export type SdJwtReading = {
  disclosures: Disclosure[];
  /**
   * The claims with all disclosed values in their places, as JSON text without white space; absent where the payload cannot be
   * read.
   */
  claims?: string;
  /** Digests that no disclosure of this token belongs to: withheld claims and decoys, which look alike (RFC 9901 §4.2.5). */
  unmatchedDigests: number;
  /** Hash of the digests as the payload names it: `sha-256` unless it says otherwise (RFC 9901 §4.1.1). */
  hash: string;
  problems: SdJwtProblem[];
};

/**
 * The disclosures of an SD-JWT, where they belong, and the claims that they make with the payload (RFC 9901 §7.1, steps 1 and 3
 * to 5). The issuer's signature is not looked at: see verifySdJwt. Dates are for the checks. Never throws; see `problems`.
 */
export async function readSdJwt(token: SdJwtToken): Promise<SdJwtReading> {
  const { hash, problem } = hashOf(token);
  const read = await readDisclosures(token.disclosures, hash);
  const problems = [...(problem ? [problem] : []), ...missingTilde(token), ...read.problems];
  const { disclosures } = read;
  const { json } = token.payload;
  if (!json || !isWholeObject(token.payload)) {
    const message = 'The payload is not a JSON object, so no disclosure can belong to it.';
    return { disclosures, unmatchedDigests: 0, hash, problems: [...problems, { code: 'unreadable-payload', message }] };
  }
  const placed = placeDisclosures(json, disclosures);
  return { ...placed, disclosures, hash, problems: [...problems, ...placed.problems] };
}

/** The whole of an SD-JWT: the issuer's signature, the disclosures, and the key binding where there is or should be one. */
export type SdJwtVerdict = {
  issuer: Verdict;
  reading: SdJwtReading;
  /** The signature of the key-binding JWT by the key in `cnf`, and what else is wrong with it. */
  keyBinding?: KeyBinding;
  /** Whether a verifier may take it: everything above is in order. Dates are for the checks. */
  accepted: boolean;
};

/**
 * Whether a verifier may take the token (RFC 9901 §7.1 and §7.3): the issuer's signature by `key`, the disclosures, and the
 * key-binding JWT. One that is there must be right even where none is `required`. An unsecured issuer JWT is never accepted.
 * @throws the signal's reason when it is aborted; nothing else.
 */
export async function verifySdJwt(
  signal: AbortSignal,
  token: SdJwtToken,
  key: KeyReading,
  expected: KeyBindingExpectation = {},
): Promise<SdJwtVerdict> {
  const issuer = await verifyJws(signal, token, key);
  const reading = await readSdJwt(token);
  signal.throwIfAborted();
  const keyBinding = await verifyKeyBinding(signal, token, reading, expected);
  const isBound = keyBinding === undefined || (keyBinding.verdict.kind === 'valid' && keyBinding.problems.length === 0);
  const accepted = issuer.kind === 'valid' && reading.problems.length === 0 && isBound;
  return { issuer, reading, ...(keyBinding ? { keyBinding } : {}), accepted };
}

/** Without the last tilde the last disclosure stands in the place of the key-binding JWT (RFC 9901 §4). */
function missingTilde({ problems, disclosures }: SdJwtToken): SdJwtProblem[] {
  const problem = problems.find(({ code, part }) => code === 'segment-count' && part === 'disclosure');
  return problem ? [{ code: 'missing-tilde', message: problem.message, index: disclosures.length - 1 }] : [];
}
