'use client';

import { useMemo } from 'react';
import { snippetLibraries } from '@/lib/review/snippets';
import type { Library, LibraryId } from '@/lib/review/snippets/library';
import { snippetOf } from '@/lib/state/snippet';
import { viewOf } from '@/lib/state/view';
import { CopyButton } from './copy-button';
import { Select } from './select';
import { useSelect } from './store-context';

export type SnippetPanelProps = { library: LibraryId; onChoose(library: LibraryId): void };

/** The code for one library, with what is missing in it in words; it follows the token, the key and the expectations. */
export function SnippetPanel({ library, onChoose }: SnippetPanelProps) {
  const view = useSelect(viewOf);
  const expectations = useSelect((state) => state.expectations);
  const { code, language, notes } = useMemo(
    () => snippetOf(view, expectations, library),
    [view, expectations, library],
  );
  const { id, documentation } = snippetLibraries.find((row) => row.id === library) as Library;

  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-3 py-2">
        <Select
          name="Library"
          value={id}
          onChange={(event) => {
            const chosen = snippetLibraries.find((row) => row.id === event.currentTarget.value);
            if (chosen) onChoose(chosen.id);
          }}
        >
          {snippetLibraries.map((row) => (
            <option key={row.id} value={row.id}>
              {row.language}: {row.title}
            </option>
          ))}
        </Select>
        <a
          href={documentation}
          target="_blank"
          rel="noreferrer noopener"
          className="leading-6 underline decoration-edge underline-offset-2 hover:decoration-ink"
        >
          Documentation
        </a>
        <span className="ml-auto">
          <CopyButton label="Copy code" text={() => code}>
            Copy
          </CopyButton>
        </span>
      </div>
      {notes.length > 0 && (
        <ul aria-label="Notes on the code" className="list-disc px-3 pb-2 pl-7 text-muted">
          {notes.map((note) => (
            <li key={note} className="break-words">
              {note}
            </li>
          ))}
        </ul>
      )}
      <section
        aria-label={`Code in ${language}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
        tabIndex={0}
        className="max-h-96 overflow-auto border-t border-line bg-raised px-3 py-2"
      >
        <pre translate="no" className="font-mono text-xs leading-5">
          {code}
        </pre>
      </section>
    </>
  );
}
