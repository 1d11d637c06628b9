'use client';

import { useState } from 'react';
import type { ExportOutcome, KeyFormat } from '@/lib/jose/export-key';
import type { KeyForm } from '@/lib/state/key-export';
import { Button } from './button';
import { CopyButton } from './copy-button';
import { Select } from './select';

type KeyFormsProps = {
  /** Which key, in the names of the controls: "key", "key 2". */
  name: string;
  forms: readonly KeyForm[];
  make(format: KeyFormat): Promise<ExportOutcome>;
};

/** A key in another form, to copy or to keep as a file. */
export function KeyForms({ name, forms, make }: KeyFormsProps) {
  const [chosen, setChosen] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const form = forms.find(({ format }) => format === chosen) ?? forms[0];
  if (!form) return null;
  const { format } = form;

  async function take() {
    const made = await make(format);
    setProblem(made.kind === 'cannot-export' ? made.reason : undefined);
    return made.kind === 'exported' ? made : undefined;
  }

  return (
    <span className="flex flex-wrap items-center">
      <Select
        name={name === 'key' ? 'Export as' : `Export ${name} as`}
        value={format}
        onChange={(event) => setChosen(event.currentTarget.value)}
      >
        {forms.map(({ format, label }) => (
          <option key={format} value={format}>
            {label}
          </option>
        ))}
      </Select>
      <CopyButton label={`Copy ${name} in this form`} text={async () => (await take())?.text}>
        Copy
      </CopyButton>
      <Button onClick={async () => download(await take())} aria-label={`Download ${name} in this form`}>
        Download
      </Button>
      {problem && <span className="text-bad">{problem}</span>}
    </span>
  );
}

/** Keeps an exported text as a file; nothing where there is none. */
export function download(made: { text: string; fileName: string } | undefined): void {
  if (!made) return;
  const address = URL.createObjectURL(new Blob([made.text], { type: 'application/octet-stream' }));
  Object.assign(document.createElement('a'), { href: address, download: made.fileName }).click();
  URL.revokeObjectURL(address);
}
