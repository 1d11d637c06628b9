import type { Audit, CheckContext, Evidence, Finding, Reference, Severity, Subject } from '../checks/check';
import type { Serialization, Token } from '../jose/token';
import type { Verdict } from '../jose/verdict';
import type { ReportedKey } from './report-key';

/** What the reviewer has the report show: all of the token's text, and the values that it carries. */
export type Reveal = { token: boolean; values: boolean };

/** What a report is made of. */
export type ReportSource = {
  context: CheckContext;
  audit: Audit;
  /** The verdict in the words of the page. */
  verdict: { title: string; detail: string };
  /** The form of the token in words: "JWS compact". */
  form: string;
  /** The verdicts on all signatures, and which one is spoken of, counted from 0. */
  verdicts: readonly Verdict[];
  signer: number;
  /** How many tokens are inside this one. */
  inner: number;
  /** The reviewer's note on an accepted finding; undefined for one that was not accepted. */
  acceptedNote: (finding: Finding) => string | undefined;
  /** When the report is made, NumericDate seconds. */
  now: number;
  version: string;
  /** What tells the build from others. */
  build?: string;
};

/** Where it was seen: offsets in the token's text in UTF-16 code units, `end` exclusive, and a JSON pointer (RFC 6901). */
export type ReportedEvidence = {
  part: Evidence['part'];
  pointer?: string;
  start?: number;
  end?: number;
  value: string;
};

export type ReportedFinding = {
  check: string;
  subject: Subject;
  severity: Severity;
  title: string;
  message: string;
  why: string;
  fix: string;
  references: readonly Reference[];
  evidence: ReportedEvidence[];
  /** Present on a finding that the reviewer has accepted for this review. */
  accepted?: { note: string };
};

/** Something that a reader could think was checked, and why it was not. */
export type NotChecked = { what: string; why: string };

/**
 * A report: what the JSON form of it holds, member by member. Within schema 1 members may be added, and none is renamed
 * or taken away. Never holds a key or a secret; what is redacted is the word that `redacted` names.
 */
export type Report = {
  schema: 'jwt-debugger-report/1';
  tool: { name: 'JWT Debugger'; version: string; build?: string };
  /** When it was made, ISO 8601. */
  madeAt: string;
  /** The moment that the token was judged for, ISO 8601, which the reviewer may have chosen, and the seconds forgiven. */
  clock: { at: string; chosen: boolean; leeway: number };
  redacted: { token: boolean; values: boolean; word: string };
  token: { form: string; kind: Token['kind']; serialization: Serialization; characters: number; text?: string };
  /** Of several signatures the one that is spoken of, counted from 1. */
  signature?: { number: number; of: number };
  verdict: { kind: string; title: string; detail: string };
  key: ReportedKey;
  expectations: { name: string; value: string }[];
  /** Open findings, accepted ones left out. */
  counts: Record<Severity, number>;
  accepted: number;
  checks: number;
  /** The gravest first, the accepted ones last. */
  findings: ReportedFinding[];
  notChecked: NotChecked[];
};
