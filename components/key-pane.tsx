'use client';

import { useRef, useState } from 'react';
import type { SecretEncodingChoice } from '@/lib/jose/key';
import { setKeyText, setSecretEncoding, takeSampleKey } from '@/lib/state/actions';
import { fileText } from '@/lib/state/file-text';
import { keyWords } from '@/lib/state/key-words';
import { takeKey } from '@/lib/state/take-key';
import { viewOf } from '@/lib/state/view';
import { Button } from './button';
import { FetchButton } from './fetch-button';
import { GenerateKey } from './generate-key';
import { HeaderKeyButton } from './header-key';
import { KeyField } from './key-field';
import { later } from './later';
import { OpenFile } from './open-file';
import { Pane } from './pane';
import { Select } from './select';
import { useAct, useSelect } from './store-context';
import { useLater } from './use-later';

const ENCODINGS: readonly { value: SecretEncodingChoice; label: string }[] = [
  { value: 'detect', label: 'Detect' },
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'base64', label: 'Base64' },
  { value: 'base64url', label: 'Base64URL' },
  { value: 'hex', label: 'Hex' },
];

const KeyExport = later(({ KeyExport }) => KeyExport);
const Passphrase = later(({ Passphrase }) => Passphrase);
const loadTable = async () => (await import('./key-set-table')).KeySetTable;

/** The key to verify and to sign with: a secret, PEM, JWK, key set or certificate. */
export function KeyPane({ className }: { className?: string }) {
  const act = useAct();
  const key = useSelect((state) => state.key);
  const sampleKey = useSelect((state) => state.sampleKey);
  const view = useSelect(viewOf);
  const words = keyWords(view);
  const set = view.reading.kind === 'key-set' ? view.reading : undefined;
  const KeySetTable = useLater(set !== undefined, loadTable);
  const field = useRef<HTMLTextAreaElement>(null);
  const [fetched, setFetched] = useState<{ text: string; url: string }>();

  return (
    <Pane
      name="Key"
      // Room for the table, whatever the pane is given otherwise.
      className={`${className ?? ''} ${set ? 'sm:min-h-120!' : ''}`}
      detail={words.kind}
      tools={
        <>
          <GenerateKey />
          <OpenFile onFile={async (file) => act(setKeyText, await fileText(file))}>Open…</OpenFile>
          <FetchButton
            onFetched={(text, url) => {
              setFetched({ text, url });
              act(takeKey, text);
            }}
          />
          <Button
            onClick={() => {
              act(setKeyText, '');
              field.current?.focus();
            }}
            disabled={key.text === ''}
            aria-label="Clear key"
          >
            Clear
          </Button>
        </>
      }
      foot={
        <div className="space-y-1.5">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Select
              name="Secret encoding"
              value={key.encoding}
              onChange={(event) => act(setSecretEncoding, event.currentTarget.value as SecretEncodingChoice)}
            >
              {ENCODINGS.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
            <Passphrase />
            <KeyExport />
            <HeaderKeyButton />
            {sampleKey && (
              <Button look="framed" onClick={() => act(takeSampleKey)}>
                Use this sample’s key
              </Button>
            )}
          </div>
          {fetched?.text === key.text && (
            <p>
              Fetched from <code className="font-mono text-xs break-all">{fetched.url}</code>
            </p>
          )}
          {words.lines.map((line) => (
            <p key={line.text} className={`break-words ${line.tone === 'bad' ? 'text-bad' : ''}`}>
              {line.text}
              {line.code && <code className="ml-1 font-mono text-xs break-all">{line.code}</code>}
            </p>
          ))}
        </div>
      }
    >
      <KeyField field={field} />
      {set && KeySetTable && <KeySetTable set={set} />}
    </Pane>
  );
}
