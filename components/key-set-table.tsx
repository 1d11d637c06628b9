'use client';

import { useMemo } from 'react';
import { exportPublicSet, exportReading, keyForms } from '@/lib/state/key-export';
import { type KeySet, type KeySetRow, keySetRows, keyText } from '@/lib/state/key-set-table';
import { takeKey } from '@/lib/state/take-key';
import { type View, viewOf } from '@/lib/state/view';
import { Button } from './button';
import { CopyButton } from './copy-button';
import { download, KeyForms } from './key-forms';
import { SeverityBadge } from './severity-badge';
import { useAct, useSelect } from './store-context';

/** A day: a certificate runs out no faster than that. */
const DAY = 86_400;

/** The keys of a set: what each is, what is wrong with it, and which one made the signature. */
export function KeySetTable({ set }: { set: KeySet }) {
  const view = useSelect(viewOf);
  const day = useSelect((state) => Math.floor(state.now / DAY));
  const { rows, more } = useMemo(() => keySetRows(set, view, day * DAY), [set, view, day]);
  const make = async () => {
    const made = await exportPublicSet(set.keys);
    return made.kind === 'exported' ? made : undefined;
  };

  return (
    <section
      aria-labelledby="key-set"
      className="min-h-0 flex-[3] overflow-y-auto border-t border-line max-xl:max-h-96"
    >
      <header className="flex flex-wrap items-center gap-x-1 px-3 py-1">
        <h3 id="key-set" className="font-semibold">
          Key set
        </h3>
        <p className="flex-1 text-muted">{rows.length + more}</p>
        {set.keys.some(({ type }) => type !== 'oct') && (
          <>
            <CopyButton label="Copy public key set" text={async () => (await make())?.text}>
              Copy public set
            </CopyButton>
            <Button onClick={async () => download(await make())} aria-label="Download public key set">
              Download
            </Button>
          </>
        )}
      </header>
      <table className="w-full text-left">
        <thead className="sr-only">
          <tr>
            <th scope="col">Key ID</th>
            <th scope="col">Key</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((row) => (
            <Row key={row.place} row={row} view={view} />
          ))}
        </tbody>
      </table>
      {more > 0 && <p className="px-3 py-2 text-muted">and {more} more keys, in the text above</p>}
    </section>
  );
}

const RESULTS = { verified: 'verifies the token', opened: 'opens the token', tried: 'tried, does not match' } as const;

function Row({ row, view }: { row: KeySetRow; view: View }) {
  const act = useAct();
  if (row.kind === 'unreadable') {
    return (
      <tr className="align-top *:px-3 *:py-1.5">
        <th scope="row" className="font-normal text-muted">
          not read
        </th>
        <td className="break-words text-bad">
          Key {row.place}: {row.reason}
        </td>
      </tr>
    );
  }
  const { key, kid, place, purpose, result, faults } = row;
  const reading = { kind: 'key', key } as const;
  return (
    <tr className="align-top *:px-3 *:py-1.5">
      <th scope="row" className="w-1/5 font-mono text-[13px] font-normal break-all">
        {kid ?? <span className="font-sans text-muted">no kid</span>}
      </th>
      <td className="space-y-0.5">
        <p>
          {key.description}
          {purpose && <span className="text-muted"> · {purpose}</span>}
          {result && <strong className={result === 'tried' ? 'text-muted' : 'text-good'}> · {RESULTS[result]}</strong>}
        </p>
        <p className="font-mono text-xs break-all text-muted">
          <span className="sr-only">Thumbprint </span>
          {key.thumbprint}
        </p>
        {faults.length > 0 && (
          <ul className="space-y-0.5">
            {faults.map(({ severity, text }) => (
              <li key={text} className="break-words">
                <SeverityBadge severity={severity} /> {text}
              </li>
            ))}
          </ul>
        )}
        <div className="flex flex-wrap items-center gap-x-2">
          <Button look="framed" onClick={() => act(takeKey, keyText(key))} aria-label={`Use only key ${place}`}>
            Use only this key
          </Button>
          <details>
            <summary className="rounded px-1 leading-[28px] text-muted hover:text-ink">
              Export <span className="sr-only">key {place}</span>
            </summary>
            <KeyForms
              name={`key ${place}`}
              forms={keyForms(reading)}
              make={(format) => exportReading({ reading, verdict: view.verdict }, format)}
            />
          </details>
        </div>
      </td>
    </tr>
  );
}
