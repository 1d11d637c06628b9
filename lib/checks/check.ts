import type { Decryption } from '../jose/decryption';
import type { KeyReading } from '../jose/key';
import type { Stripped } from '../jose/paste-context';
import type { PartName, Span, Token } from '../jose/token';
import type { Verdict } from '../jose/verdict';
import type { Expectations } from './expectations';
import type { Facts } from './fact';

export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info';
export type Subject =
  | 'encoding'
  | 'header'
  | 'signature'
  | 'key'
  | 'time'
  | 'claims'
  | 'privacy'
  | 'profile'
  | 'encryption';

/** All that a check may look at. */
export type CheckContext = {
  token: Token;
  key: KeyReading;
  verdict: Verdict;
  /** The clock, NumericDate seconds. */
  now: number;
  /** Seconds of clock difference that the verifier forgives. */
  leeway: number;
  /** What the verifier asks for; its clock and leeway take precedence over those above. */
  expectations?: Expectations;
  /** What had to be awaited, from `gatherFacts`: without it the checks that need it stay quiet. */
  facts?: Facts;
  /** What came of opening a JWE; its token then has the plaintext as its payload. */
  decryption?: Decryption;
  /** What was left away around the token, and inside it, when it was found in a paste. */
  stripped?: readonly Stripped[];
};

export type Reference = { label: string; url: string };

/**
 * The place that shows it. A span counts in the token's text; a place in a JSON part also has the member's JSON pointer
 * (RFC 6901) and the span in the decoded text. `value` is what was seen, cut to 200 characters.
 */
export type Evidence = {
  part: PartName | 'token' | 'key';
  span?: Span;
  pointer?: string;
  textSpan?: Span;
  value: string;
};

/** What one check saw: a sentence about this token or key, and where. `severity` only where it differs from the check's. */
export type Hit = { message: string; evidence: Evidence[]; severity?: Severity };

/** One row of the audit. `find` is a pure function of its context: the clock is an argument, nothing is fetched. */
export type Check = {
  /** Public and stable: the noun surfaced, in its failing state. */
  readonly id: string;
  readonly subject: Subject;
  readonly severity: Severity;
  readonly title: string;
  readonly why: string;
  readonly fix: string;
  readonly references: readonly Reference[];
  find(context: CheckContext): Hit[];
};

/** What is said of a check, without the check itself: data that can be kept, sent and shown. */
export type CheckText = Omit<Check, 'find'>;

export type Finding = { check: CheckText; severity: Severity; message: string; evidence: Evidence[] };

/** What the checks found, worst first, and how many checks there are. */
export type Audit = { findings: readonly Finding[]; checks: number };
