import type { Audit, CheckContext, CheckText, Evidence, Finding, Reference, Severity, Subject } from '../checks/check';
import { settle } from '../checks/expectations';
import { countBySeverity } from '../checks/severity';
import type { Serialization, Token } from '../jose/token';
import type { Verdict } from '../jose/verdict';
import { type ReportedKey, reportKey } from './report-key';
import { redactorFor } from './report-redaction';
import { type NotChecked, notChecked } from './report-scope';

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

/** The report of a review. Pure; never throws. */
export function makeReport(source: ReportSource, reveal: Reveal): Report {
  const { audit, verdict, form, signer, verdicts, acceptedNote, now, version, build } = source;
  const context = settle(source.context);
  const { token, decryption } = context;
  const redactor = redactorFor(context, reveal);
  const findings = audit.findings.map((finding): ReportedFinding => {
    const note = acceptedNote(finding);
    const { check, severity, message, evidence } = finding;
    return {
      ...aboutCheck(check, severity),
      message: redactor.sentence(message),
      evidence: evidence.map((place) => ({ ...placeOf(place), value: redactor.evidence(place) })),
      ...(note === undefined ? {} : { accepted: { note } }),
    };
  });
  const open = audit.findings.filter((finding) => acceptedNote(finding) === undefined);
  return {
    schema: 'jwt-debugger-report/1',
    tool: { name: 'JWT Debugger', version, ...(build ? { build } : {}) },
    madeAt: isoDate(now),
    clock: { at: isoDate(context.now), chosen: context.expectations?.clock !== undefined, leeway: context.leeway },
    redacted: { token: !reveal.token, values: !reveal.values, word: redactor.word },
    token: {
      form,
      kind: token.kind,
      serialization: token.serialization,
      characters: token.text.length,
      ...(reveal.token ? { text: token.text } : {}),
    },
    ...(verdicts.length > 1 ? { signature: { number: signer + 1, of: verdicts.length } } : {}),
    verdict: {
      kind: decryption?.kind ?? context.verdict.kind,
      title: verdict.title,
      detail: redactor.sentence(verdict.detail),
    },
    key: reportKey(context, redactor.sentence),
    expectations: redactor.expectations(context.expectations ?? {}),
    counts: countBySeverity(open),
    accepted: findings.length - open.length,
    checks: audit.checks,
    findings: [
      ...findings.filter(({ accepted }) => accepted === undefined),
      ...findings.filter(({ accepted }) => accepted !== undefined),
    ],
    notChecked: notChecked({ ...source, context }).map(({ what, why }) => ({ what, why: redactor.sentence(why) })),
  };
}

function aboutCheck({ id, subject, title, why, fix, references }: CheckText, severity: Severity) {
  return { check: id, subject, severity, title, why, fix, references };
}

function placeOf({ part, pointer, span }: Evidence): Omit<ReportedEvidence, 'value'> {
  return { part, ...(pointer === undefined ? {} : { pointer }), ...span };
}

/** ISO 8601 in UTC; a number of seconds that no calendar has stays a number. */
function isoDate(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? `${seconds} s` : date.toISOString();
}
