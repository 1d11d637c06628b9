'use client';

import { useState } from 'react';
import { exportReading, keyForms } from '@/lib/state/key-export';
import { viewOf } from '@/lib/state/view';
import { Button } from './button';
import { CopyButton } from './copy-button';
import { Select } from './select';
import { useSelect } from './store-context';

/** The key in another form, to copy or to keep as a file. */
export function KeyExport() {
  const view = useSelect(viewOf);
  const forms = keyForms(view.reading);
  const [chosen, setChosen] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const form = forms.find(({ format }) => format === chosen) ?? forms[0];
  if (!form) return null;
  const { format } = form;

  async function make() {
    const made = await exportReading(view, format);
    setProblem(made.kind === 'cannot-export' ? made.reason : undefined);
    return made.kind === 'exported' ? made : undefined;
  }

  async function download() {
    const made = await make();
    if (!made) return;
    const address = URL.createObjectURL(new Blob([made.text], { type: 'application/octet-stream' }));
    Object.assign(document.createElement('a'), { href: address, download: made.fileName }).click();
    URL.revokeObjectURL(address);
  }

  return (
    <span className="flex flex-wrap items-center">
      <Select name="Export as" value={format} onChange={(event) => setChosen(event.currentTarget.value)}>
        {forms.map(({ format, label }) => (
          <option key={format} value={format}>
            {label}
          </option>
        ))}
      </Select>
      <CopyButton label="Copy key in this form" text={async () => (await make())?.text}>
        Copy
      </CopyButton>
      <Button onClick={download} aria-label="Download key in this form">
        Download
      </Button>
      {problem && <span className="text-bad">{problem}</span>}
    </span>
  );
}
