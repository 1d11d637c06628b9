import type { Report, ReportedEvidence, ReportedFinding } from './report';
import { keyLine } from './report-key';
import { clockWords, countWords, placeWords, redactionWords, toolWords, visible, visibleLines } from './report-text';

/** What a renderer may turn into a link, a mention or a reference though no markup asks for it. */
const lively = /@|:\/\/|www\.|#\d|\bGH-\d/i;

/** A text as code, in which nothing is markup: fenced by more backticks than it has in a row (CommonMark 0.31 §6.1). */
export function code(text: string): string {
  const shown = visible(text);
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  if (shown === '') return 'nothing';
  const needsRoom = /^[` ]|[` ]$/.test(shown);
  return needsRoom ? `${fence} ${shown} ${fence}` : `${fence}${shown}${fence}`;
}

/** A sentence in which nothing is markup (CommonMark 0.31 §2.4); as code where a renderer would make links of it. */
export function prose(text: string): string {
  if (lively.test(text)) return code(text);
  return visible(text).replace(/[\\`*_{}[\]<>#|~&]/g, (character) => `\\${character}`);
}

/** A report in CommonMark. Nothing that a token or a key holds can be markup in it. */
export function markdownReport(report: Report): string {
  const open = report.findings.filter(({ accepted }) => !accepted);
  const accepted = report.findings.filter((finding) => finding.accepted);
  return `${[
    '# Review of a JSON Web Token',
    ...[redactionWords(report)].flatMap((words) => (words ? [`**${prose(words)}**`] : [])),
    facts(report),
    ...(report.expectations.length > 0
      ? [
          '## Expected of the token',
          list(report.expectations.map(({ name, value }) => `${prose(name)}: ${code(value)}`)),
        ]
      : []),
    '## Findings',
    ...(open.length > 0 ? open.flatMap(findingLines) : ['None of the checks found anything that is open.']),
    ...(accepted.length > 0 ? ['## Accepted findings', ...accepted.flatMap(findingLines)] : []),
    '## Not checked',
    list(report.notChecked.map(({ what, why }) => `**${prose(what)}**: ${prose(why)}`)),
    ...(report.token.text === undefined ? [] : ['## Token', block(report.token.text)]),
  ].join('\n\n')}\n`;
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

function facts(report: Report): string {
  const { token, verdict, signature, key } = report;
  const { words, kid, thumbprint } = keyLine(key);
  const ofKey = [
    prose(words),
    ...(kid ? [`kid ${code(kid)}`] : []),
    ...(thumbprint ? [`thumbprint ${code(thumbprint)}`] : []),
  ];
  return list([
    `**Verdict**: ${prose(verdict.title)} · ${prose(verdict.detail)}`,
    `**Token**: ${prose(token.form)}, ${token.characters.toLocaleString('en')} characters`,
    ...(signature ? [`**Signature**: number ${signature.number} of ${signature.of}`] : []),
    `**Key**: ${ofKey.join(', ')}`,
    `**Findings**: ${countWords(report)}`,
    `**Judged for**: ${clockWords(report)}`,
    `**Made**: ${report.madeAt} by ${prose(toolWords(report))}`,
  ]);
}

function findingLines(finding: ReportedFinding): string[] {
  const { severity, title, check, message, evidence, why, fix, references, accepted } = finding;
  const links = references.map(({ label, url }) => `[${prose(label)}](<${url}>)`);
  return [
    `### ${severity}: ${prose(title)} (${code(check)})`,
    list([
      `**Seen**: ${prose(message)}`,
      ...(accepted ? [`**Accepted**: ${accepted.note === '' ? 'without a note' : code(accepted.note)}`] : []),
      ...evidence.map((place) => `**Where**: ${evidenceLine(place)}`),
      `**Why**: ${prose(why)}`,
      `**Fix**: ${prose(fix)}`,
      `**References**: ${links.join(', ')}`,
    ]),
  ];
}

function evidenceLine(place: ReportedEvidence): string {
  const { pointer, value } = place;
  return `${placeWords(place)}${pointer ? `, ${code(pointer)}` : ''}${value === '' ? '' : `: ${code(value)}`}`;
}

function block(text: string): string {
  const shown = visibleLines(text);
  const longest = Math.max(2, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${shown}\n${fence}`;
}
