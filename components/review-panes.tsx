'use client';

import { ExpectationsPane } from './expectations-pane';

/** What the verifier expects, that as code, and the report. */
export function ReviewPanes() {
  return <ExpectationsPane />;
}
