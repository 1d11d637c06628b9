import type { Licence } from '@/scripts/licences/licences.mjs';

/** The packages in the page: what each is for, who has the rights, and its licence, in full when it is opened. */
export function LicenceList({ licences }: { licences: readonly Licence[] }) {
  return (
    <ul className="mt-4 divide-y divide-line overflow-hidden rounded-pane border border-line bg-surface">
      {licences.map(({ name, version, licence, use, copyright, texts }) => (
        <li key={name} className="px-3 py-2">
          <h2 className="flex flex-wrap items-baseline gap-x-3">
            <code className="font-mono text-[13px] font-semibold break-all">{name}</code>
            <span className="text-[13px] font-normal text-muted">{version}</span>
            <span className="ml-auto text-[13px] font-normal">{licence}</span>
          </h2>
          <p className="text-muted">{use}</p>
          <ul className="text-[13px]">
            {copyright.map((line) => (
              <li key={line} className="break-words">
                {line}
              </li>
            ))}
          </ul>
          <details>
            <summary className="min-h-6 w-fit text-[13px] leading-6 text-muted hover:text-ink">
              The licence<span className="sr-only"> of {name}</span>
            </summary>
            {texts.map((text) => (
              <pre
                key={text.slice(0, 200)}
                className="mt-2 overflow-x-auto rounded-md border border-line bg-raised px-3 py-2 font-mono text-xs break-words whitespace-pre-wrap"
              >
                {text}
              </pre>
            ))}
          </details>
        </li>
      ))}
    </ul>
  );
}
