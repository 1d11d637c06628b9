import { checks } from '../checks';
import type { CheckText, Severity } from '../checks/check';
import type { Report, ReportedEvidence, ReportedFinding } from './report';
import { redactionWords, safeJson, visible } from './report-text';

/** The name under which the token stands in a log: there is no such file. */
const TOKEN_URI = 'token.jwt';

const levels = { critical: 'error', high: 'error', medium: 'warning', low: 'note', info: 'note' } as const;

/** How grave a severity is from 0 to 100 (SARIF 2.1.0 §3.27.25). */
const ranks: Record<Severity, number> = { critical: 95, high: 80, medium: 55, low: 30, info: 5 };

/**
 * A text that is shown as it is: brackets would make a link and braces a place for an argument (SARIF 2.1.0 §3.11.5,
 * §3.11.6).
 */
export function plain(text: string): { text: string } {
  return {
    text: visible(text)
      .replace(/[\\[\]]/g, '\\$&')
      .replace(/[{}]/g, '$&$&'),
  };
}

/**
 * A report as a log in SARIF 2.1.0: a rule for every check of the catalogue, a result for every finding, with a suppression
 * where the reviewer has accepted it, and a note for what was not checked. The token is a file that is not there; its
 * regions count UTF-16 code units.
 */
export function sarifReport(report: Report): string {
  const { tool, madeAt, redacted, findings, notChecked } = report;
  const redaction = redactionWords(report);
  const isDated = !Number.isNaN(Date.parse(madeAt));
  return `${safeJson({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: tool.name, version: tool.version, rules: checks.map(rule) } },
        columnKind: 'utf16CodeUnits',
        redactionTokens: redacted.token || redacted.values ? [redacted.word] : [],
        invocations: [
          {
            executionSuccessful: true,
            ...(isDated ? { endTimeUtc: madeAt } : {}),
            toolExecutionNotifications: [
              ...(redaction ? [{ level: 'note', message: plain(redaction) }] : []),
              ...notChecked.map(({ what, why }) => ({ level: 'note', message: plain(`Not checked: ${what}. ${why}`) })),
            ],
          },
        ],
        artifacts: [artifact(report)],
        results: findings.map((finding) => result(finding, report)),
        properties: { report: about(report) },
      },
    ],
  })}\n`;
}

function rule({ id, subject, severity, title, why, fix, references }: CheckText) {
  const [first] = references;
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: `${fix} ${references.map(({ label }) => label).join(', ')}`.trim() },
    ...(first ? { helpUri: first.url } : {}),
    defaultConfiguration: { level: levels[severity], rank: ranks[severity] },
    properties: { tags: ['security', subject], severity },
  };
}

function artifact({ token, redacted }: Report) {
  const text = redacted.token || token.text === undefined ? {} : { contents: { text: token.text } };
  return {
    location: { uri: TOKEN_URI },
    roles: ['analysisTarget'],
    mimeType: 'application/jwt',
    description: plain(`${token.form}, ${token.characters} characters.`),
    ...text,
  };
}

function result({ check, severity, message, evidence, accepted }: ReportedFinding, report: Report) {
  return {
    ruleId: check,
    ruleIndex: checks.findIndex(({ id }) => id === check),
    level: levels[severity],
    rank: ranks[severity],
    message: plain(message),
    locations: evidence.map((place) => location(place, report)),
    // An empty list says that nobody has accepted it; a missing one would say that nobody was asked (§3.27.23).
    suppressions: accepted
      ? [{ kind: 'external', status: 'accepted', ...(accepted.note === '' ? {} : { justification: accepted.note }) }]
      : [],
    properties: { severity },
  };
}

function location({ part, pointer, start, end, value }: ReportedEvidence, { redacted }: Report) {
  const name = visible(`${part}${pointer ?? ''}`);
  const isOfToken = start !== undefined && end !== undefined && part !== 'key';
  const said = value === '' || value === redacted.word ? {} : { message: plain(value) };
  const region = { charOffset: start, charLength: (end ?? 0) - (start ?? 0) };
  return {
    ...said,
    logicalLocations: [{ fullyQualifiedName: name, kind: pointer === undefined ? 'element' : 'member' }],
    ...(isOfToken ? { physicalLocation: { artifactLocation: { uri: TOKEN_URI, index: 0 }, region } } : {}),
  };
}

/** What the log has no member for. */
function about({ schema, tool, clock, redacted, token, signature, verdict, key, expectations, checks: count }: Report) {
  const { text: _, ...shown } = token;
  return {
    schema,
    build: tool.build,
    clock,
    redacted,
    token: shown,
    signature,
    verdict,
    key,
    expectations,
    checks: count,
  };
}
