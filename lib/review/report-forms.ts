import type { Report } from './report';
import { htmlReport } from './report-html';
import { markdownReport } from './report-markdown';
import { sarifReport } from './report-sarif';
import { safeJson } from './report-text';

export type ReportFormId = 'markdown' | 'html' | 'json' | 'sarif';

/** One form that a report can be written in, and the file that it makes. */
export type ReportForm = {
  readonly id: ReportFormId;
  readonly title: string;
  readonly file: string;
  readonly type: string;
  /** Pure; never throws. */
  write(report: Report): string;
};

/** Every form, in the order of a picker. */
export const reportForms: readonly ReportForm[] = [
  { id: 'markdown', title: 'Markdown', file: 'jwt-review.md', type: 'text/markdown', write: markdownReport },
  { id: 'html', title: 'HTML, to print', file: 'jwt-review.html', type: 'text/html', write: htmlReport },
  { id: 'json', title: 'JSON', file: 'jwt-review.json', type: 'application/json', write: jsonReport },
  { id: 'sarif', title: 'SARIF 2.1.0', file: 'jwt-review.sarif', type: 'application/sarif+json', write: sarifReport },
];

function jsonReport(report: Report): string {
  return `${safeJson(report)}\n`;
}
