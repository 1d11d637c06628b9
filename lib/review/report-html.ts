import type { Report, ReportedEvidence, ReportedFinding } from './report';
import { keyLine } from './report-key';
import { clockWords, countWords, placeWords, redactionWords, toolWords, visible, visibleLines } from './report-text';

/** The page's only style, on screen and on paper. */
export const reportStyle =
  'body{max-width:50rem;margin:2rem auto;padding:0 1rem;font:15px/1.5 system-ui,sans-serif;color:#17181b;background:#fff}' +
  'h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem;border-bottom:1px solid #8b8b84}h3{font-size:1rem;margin-bottom:0}' +
  'dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere}' +
  'code,pre{font:13px/1.5 ui-monospace,Menlo,Consolas,monospace;overflow-wrap:anywhere;white-space:pre-wrap}' +
  'article{break-inside:avoid}h2,h3{break-after:avoid}.severity{padding:0 .5rem;border:1px solid;border-radius:1rem;font-size:.8rem}' +
  '.critical,.high{color:#a8131c}.medium{color:#6d5300}.accepted{color:#5e5f66}.note{padding:.5rem 1rem;border:1px solid #8b8b84}' +
  '@media print{body{margin:0;max-width:none;font-size:11pt}a{color:inherit}a::after{content:" <" attr(href) ">";font-size:.8em;overflow-wrap:anywhere}}';

/** SHA-256 of the style in base64: the policy lets through this style and nothing else (CSP Level 3 §2.3.1). */
export const reportStyleHash = 'vTjIA/E2L7LHTumWjL7DD+M3MCUSNdbgBHgaVsa/c6w=';

const policy = `default-src 'none'; style-src 'sha256-${reportStyleHash}'; base-uri 'none'; form-action 'none'`;

const entities: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities.get(character) ?? '');
}

/** A text in which nothing is markup, and nothing hides. */
export function html(text: string): string {
  return escaped(visible(text));
}

function code(text: string): string {
  return `<code><bdi>${html(text)}</bdi></code>`;
}

/** A report as one page without scripts or anything to fetch, to be read or printed. Nothing of a token can be markup in it. */
export function htmlReport(report: Report): string {
  const open = report.findings.filter(({ accepted }) => !accepted);
  const accepted = report.findings.filter((finding) => finding.accepted);
  const redaction = redactionWords(report);
  return `${[
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    '<title>Review of a JSON Web Token</title>',
    `<style>${reportStyle}</style>`,
    '</head>',
    '<body>',
    '<main>',
    '<h1>Review of a JSON Web Token</h1>',
    ...(redaction ? [`<p class="note"><strong>${html(redaction)}</strong></p>`] : []),
    facts(report),
    ...(report.expectations.length > 0
      ? ['<h2>Expected of the token</h2>', rows(report.expectations.map(({ name, value }) => [name, code(value)]))]
      : []),
    '<h2>Findings</h2>',
    ...(open.length > 0 ? open.map(article) : ['<p>None of the checks found anything that is open.</p>']),
    ...(accepted.length > 0 ? ['<h2>Accepted findings</h2>', ...accepted.map(article)] : []),
    '<h2>Not checked</h2>',
    rows(report.notChecked.map(({ what, why }) => [what, html(why)])),
    ...(report.token.text === undefined
      ? []
      : ['<h2>Token</h2>', `<pre>${escaped(visibleLines(report.token.text))}</pre>`]),
    '</main>',
    '</body>',
    '</html>',
  ].join('\n')}\n`;
}

/** Names and what is said of them; the latter is markup already. */
function rows(pairs: readonly (readonly [string, string])[]): string {
  return `<dl>\n${pairs.map(([name, value]) => `<dt>${html(name)}</dt><dd>${value}</dd>`).join('\n')}\n</dl>`;
}

function facts(report: Report): string {
  const { token, verdict, signature, key } = report;
  const { words, kid, thumbprint } = keyLine(key);
  return rows([
    ['Verdict', `<strong>${html(verdict.title)}</strong> · ${html(verdict.detail)}`],
    ['Token', html(`${token.form}, ${token.characters.toLocaleString('en')} characters`)],
    ...(signature ? [['Signature', `number ${signature.number} of ${signature.of}`] as const] : []),
    ['Key', html(words)],
    ...(kid ? [['Key id', code(kid)] as const] : []),
    ...(thumbprint ? [['Thumbprint', code(thumbprint)] as const] : []),
    ['Findings', html(countWords(report))],
    ['Judged for', html(clockWords(report))],
    ['Made', html(`${report.madeAt} by ${toolWords(report)}`)],
  ]);
}

function article(finding: ReportedFinding): string {
  const { severity, title, check, message, evidence, why, fix, references, accepted } = finding;
  const links = references.map(
    ({ label, url }) => `<a href="${escaped(url)}" rel="noreferrer noopener">${html(label)}</a>`,
  );
  return [
    `<article${accepted ? ' class="accepted"' : ''}>`,
    `<h3><span class="severity ${severity}">${severity}</span> ${html(title)} ${code(check)}</h3>`,
    `<p><bdi>${html(message)}</bdi></p>`,
    rows([
      ...(accepted ? [['Accepted', accepted.note === '' ? 'without a note' : html(accepted.note)] as const] : []),
      ...evidence.map((place) => ['Where', evidenceLine(place)] as const),
      ['Why', html(why)],
      ['Fix', html(fix)],
      ['References', links.join(', ')],
    ]),
    '</article>',
  ].join('\n');
}

function evidenceLine(place: ReportedEvidence): string {
  const { pointer, value } = place;
  return `${html(placeWords(place))}${pointer ? `, ${code(pointer)}` : ''}${value === '' ? '' : `: ${code(value)}`}`;
}
