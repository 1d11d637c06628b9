'use client';

import { useState } from 'react';
import type { Reveal } from '@/lib/review/report';
import { type ReportForm, reportForms } from '@/lib/review/report-forms';
import { reportOf } from '@/lib/state/report';
import { Button } from './button';
import { CopyButton } from './copy-button';
import { download } from './key-forms';
import { Select } from './select';
import { useStore } from './store-context';
import { useReportedState } from './use-reported-state';
import { useSetting } from './use-setting';

/** So many characters are shown of a report; the whole of it is copied and kept. */
const SHOWN = 20_000;

const MADE_BY = { version: process.env.VERSION ?? '', build: process.env.BUILD_ID };

const TICKS = [
  { id: 'token', label: 'Show the token', hint: 'Whoever has it can use it while it is good.' },
  { id: 'values', label: 'Show the values of claims', hint: 'They may be personal data.' },
] as const;

/** Chooses the form of the report and what it shows, and has it to read, to copy and to keep. */
export function ReportPanel() {
  const store = useStore();
  const state = useReportedState();
  const [formId, setFormId] = useSetting('report');
  const form = reportForms.find(({ id }) => id === formId) ?? (reportForms[0] as ReportForm);
  const [reveal, setReveal] = useState<Reveal>({ token: false, values: false });
  const report = reportOf(state, reveal, MADE_BY);
  const text = report && form.write(report);
  /** As of the click: the clock has gone on since the report was shown. */
  const write = () => {
    const made = reportOf(store.get(), reveal, MADE_BY);
    return made && form.write(made);
  };

  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-3 py-2">
        <Select
          name="Form of the report"
          value={form.id}
          onChange={(event) => setFormId(reportForms.find(({ id }) => id === event.currentTarget.value)?.id ?? formId)}
        >
          {reportForms.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </Select>
        {TICKS.map(({ id, label, hint }) => (
          <label key={id} className="flex min-h-6 items-center gap-1.5" title={hint}>
            <input
              type="checkbox"
              className="size-4"
              checked={reveal[id]}
              onChange={(event) => setReveal({ ...reveal, [id]: event.currentTarget.checked })}
            />
            {label}
          </label>
        ))}
        <span className="ml-auto flex gap-1">
          <CopyButton label="Copy report" text={write} disabled={!text}>
            Copy
          </CopyButton>
          <Button
            aria-label="Download report"
            disabled={!text}
            onClick={() => {
              const made = write();
              download(made === undefined ? undefined : { text: made, fileName: form.file });
            }}
          >
            Download
          </Button>
        </span>
      </div>
      {text === undefined ? (
        <p className="px-3 pb-2 text-muted">There is nothing to report yet.</p>
      ) : (
        <section
          aria-label="Report text"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
          tabIndex={0}
          className="max-h-96 overflow-auto border-t border-line bg-raised px-3 py-2"
        >
          <pre className="font-mono text-xs leading-5 break-words whitespace-pre-wrap">
            {text.length > SHOWN ? `${text.slice(0, SHOWN)}\n…` : text}
          </pre>
        </section>
      )}
    </>
  );
}
