import type { CheckText, Evidence, Severity } from '../checks/check';
import { settle } from '../checks/expectations';
import { countBySeverity } from '../checks/severity';
import type { Report, ReportedEvidence, ReportedFinding, ReportSource, Reveal } from './report';
import { reportKey } from './report-key';
import { redactorFor } from './report-redaction';
import { notChecked } from './report-scope';

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
