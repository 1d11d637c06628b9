'use client';

import { ExpectationsPane } from './expectations-pane';
import { ReportPane } from './report-pane';
import { SnippetPane } from './snippet-pane';

/** What the verifier expects, that as code, and the report. */
export function ReviewPanes() {
  return (
    <>
      <ExpectationsPane />
      <SnippetPane />
      <ReportPane />
    </>
  );
}
