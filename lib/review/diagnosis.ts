import type { Evidence } from '../checks/check';
import type { SecretEncoding } from '../jose/key';
import type { Patient } from './patient';
import type { Trials } from './trials';

/** What one click could put in place, so that the token verifies. A key without `encoding` is read by Detect. */
export type Remedy =
  | { kind: 'key'; text: string; encoding?: SecretEncoding }
  | { kind: 'token'; text: string }
  /** The token has to be signed anew, which the key in hand can do. */
  | { kind: 'algorithm'; name: string };

/** Why a token does not verify: what was found, in words that never quote a secret, and what to do. */
export type Cause = {
  id: string;
  title: string;
  message: string;
  fix: string;
  evidence?: Evidence;
  apply?: Remedy;
};

/** What came of the search. `tried` are phrases: "the secret in every encoding". */
export type Diagnosis = { kind: 'found'; findings: Cause[]; tried: string[] } | { kind: 'not-found'; tried: string[] };

/**
 * What one rule saw. `proof` says that a signature came out right under the change; without it the cause is plain from
 * the token and key alone.
 */
export type Discovery = Omit<Cause, 'id' | 'title'> & { proof: boolean };

/** One thing that goes wrong in practice. It speaks only of what verifies or what is certain. */
export type DoctorRule = {
  /** Stable: the noun of what is wrong. */
  readonly id: string;
  readonly title: string;
  /** What it tries, as a phrase in a list. */
  readonly tries: string;
  /** Whether there is anything to try: a rule about secrets has nothing to say of an RSA key. */
  appliesTo(patient: Patient): boolean;
  find(patient: Patient, trials: Trials): Promise<Discovery | undefined>;
};
