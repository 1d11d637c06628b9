'use client';

import { type ComponentType, useState } from 'react';
import { Button } from './button';
import { Pane } from './pane';

/** A report of the review to take away. The code that writes it comes when it is asked for. */
export function ReportPane({ className }: { className?: string }) {
  const [opened, setOpened] = useState<{ Panel: ComponentType }>();
  const [problem, setProblem] = useState<string>();

  async function open() {
    const loaded = await import('./report-panel').catch(() => undefined);
    setProblem(loaded ? undefined : 'The report cannot be loaded: there is no connection.');
    setOpened(loaded && { Panel: loaded.ReportPanel });
  }

  return (
    <Pane
      name="Report"
      className={className}
      detail="of this review, to hand over"
      tools={
        <Button aria-expanded={opened !== undefined} onClick={opened ? () => setOpened(undefined) : open}>
          {opened ? 'Close' : 'Write…'}
        </Button>
      }
    >
      {opened ? (
        <opened.Panel />
      ) : (
        <p className={`px-3 py-2 ${problem ? 'text-bad' : 'text-muted'}`}>
          {problem ?? 'Verdict, findings and what was not checked, as Markdown, HTML, JSON or SARIF.'}
        </p>
      )}
    </Pane>
  );
}
