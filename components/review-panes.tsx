'use client';

import { ExpectationsPane } from './expectations-pane';
import { guarded } from './guarded';
import { ReportPane } from './report-pane';
import { SnippetPane } from './snippet-pane';

const GuardedExpectations = guarded(ExpectationsPane, { name: 'Expectations' });
const GuardedSnippet = guarded(SnippetPane, { name: 'As code' });
const GuardedReport = guarded(ReportPane, { name: 'Report' });

/** What the verifier expects, that as code, and the report. */
export function ReviewPanes() {
  return (
    <>
      <GuardedExpectations />
      <GuardedSnippet />
      <GuardedReport />
    </>
  );
}
