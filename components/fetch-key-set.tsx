'use client';

import { type FormEvent, useEffect, useRef, useState } from 'react';
import { type FetchOutcome, fetchKeySet, fetchNamed } from '@/lib/state/fetch-key-set';
import { adviseFetch, issuerOf, readAddress } from '@/lib/state/key-set-url';
import { viewOf } from '@/lib/state/view';
import { Button } from './button';
import { FetchTrouble, type Trouble, WhatIsAsked } from './fetch-notes';
import { isolatedFetch } from './isolated-fetch';
import { useSelect } from './store-context';

/** `onFetched` is given the text of a key set and where it is from; `onClose` is called when the form is left. */
export type FetchKeySetProps = { onFetched(text: string, url: string): void; onClose(): void };

/** Fetches a key set from an address that is shown before anything is asked. */
export function FetchKeySet({ onFetched, onClose }: FetchKeySetProps) {
  const { token } = useSelect(viewOf);
  const { suggestions, note, caution } = adviseFetch(token);
  const [text, setText] = useState(suggestions[0]?.url ?? '');
  const [trouble, setTrouble] = useState<Trouble>();
  const [asking, setAsking] = useState<AbortController>();
  const dialog = useRef<HTMLDialogElement>(null);
  const address = readAddress(text);

  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => () => asking?.abort(), [asking]);

  async function run(ask: (signal: AbortSignal) => Promise<FetchOutcome>) {
    const controller = new AbortController();
    setTrouble(undefined);
    setAsking(controller);
    const outcome = await ask(controller.signal).catch(() => undefined);
    if (!outcome || controller.signal.aborted) return;
    setAsking(undefined);
    if (outcome.kind !== 'fetched') return setTrouble(outcome);
    onFetched(outcome.text, outcome.url);
    dialog.current?.close();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (address.kind === 'refused') return;
    const { url } = address;
    run((signal) => fetchKeySet(signal, isolatedFetch, { url, issuer: issuerOf(token) }));
  }

  return (
    <dialog
      ref={dialog}
      aria-labelledby="fetch-key-set"
      onClose={onClose}
      className="m-auto w-full max-w-2xl rounded-pane border border-line bg-surface p-5 text-ink backdrop:bg-black/40"
    >
      <h2 id="fetch-key-set" className="text-base font-semibold">
        Fetch a key set
      </h2>
      <form onSubmit={submit} className="mt-3 space-y-3">
        <label className="block">
          Address of a key set or of an issuer’s configuration
          <input
            type="text"
            inputMode="url"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
              setTrouble(undefined);
            }}
            className="mt-1 block w-full rounded-md border border-line bg-surface px-2 py-1 font-mono text-[13px]"
          />
        </label>
        {suggestions.length > 0 && (
          <ul aria-label="From the token’s issuer" className="space-y-1">
            {suggestions.map(({ url, label }) => (
              <li key={url}>
                <Button
                  look="framed"
                  aria-pressed={text === url}
                  aria-label={`Use ${label}`}
                  onClick={() => setText(url)}
                >
                  {label}
                </Button>{' '}
                <code className="font-mono text-xs break-all text-muted">{url}</code>
              </li>
            ))}
          </ul>
        )}
        {note && <p className="text-muted">{note}</p>}
        {caution && <p>{caution}</p>}
        <WhatIsAsked address={address} />
        {trouble && (
          <FetchTrouble trouble={trouble} onAgree={(url) => run((signal) => fetchNamed(signal, isolatedFetch, url))} />
        )}
        <p className="flex items-center justify-end gap-2">
          <span role="status" className="flex-1 text-muted">
            {asking ? 'Waiting for the answer…' : ''}
          </span>
          <Button look="framed" onClick={() => dialog.current?.close()}>
            Cancel
          </Button>
          <Button type="submit" look="framed" disabled={address.kind === 'refused' || asking !== undefined}>
            Fetch
          </Button>
        </p>
      </form>
    </dialog>
  );
}
