'use client';

import { useState } from 'react';
import { hexLines, signatureFormula } from '@/lib/state/formula';
import { signingAdvice } from '@/lib/state/signing-advice';
import { viewOf } from '@/lib/state/view';
import { Choice } from './choice';
import { CopyButton } from './copy-button';
import { GenerateKey } from './generate-key';
import { Pane } from './pane';
import { useSelect, useStore } from './store-context';

const SHOWN_BYTES = 4096;
const WORDS = { header: 'text-header', payload: 'text-payload', key: 'font-semibold', plain: '' } as const;

/** The signature's octets, and the formula that makes them. */
export function SignaturePane({ className }: { className?: string }) {
  const store = useStore();
  const view = useSelect(viewOf);
  const [shown, setShown] = useState<'formula' | 'bytes'>('formula');
  const { token, stale, busy, algorithm } = view;
  const bytes = token.signature?.bytes;
  const formula = signatureFormula(algorithm, token);
  const advice = signingAdvice(view);
  const length = bytes ? `${bytes.length} ${bytes.length === 1 ? 'byte' : 'bytes'}` : 'none';

  return (
    <Pane
      name="Signature"
      segment="signature"
      className={className}
      busy={busy}
      detail={stale ? <strong className="text-bad">from before your edit</strong> : length}
      tools={
        <>
          <Choice<'formula' | 'bytes'>
            name="Signature shown as"
            value={shown}
            options={[
              { value: 'formula', label: 'Formula' },
              { value: 'bytes', label: 'Bytes' },
            ]}
            onChange={setShown}
          />
          <CopyButton label="Copy signature" text={() => viewOf(store.get()).token.signature?.encoded ?? ''}>
            Copy
          </CopyButton>
        </>
      }
      foot={
        advice && (
          <p className="flex flex-wrap items-center gap-2">
            <span className="text-bad">{advice.reason}</span>
            {advice.canGenerate && <GenerateKey named />}
          </p>
        )
      }
    >
      <div className="min-h-0 flex-1 overflow-auto px-3 py-2 font-mono text-[13px]">
        {shown === 'formula' ? (
          <code className="break-words">
            {formula.map((line, row) => (
              // A formula's lines never change their order.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <span key={row} className={`block ${row > 0 && row < formula.length ? 'pl-[2ch]' : ''}`}>
                {line.map(({ text, kind }, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: see above
                  <span key={column} className={WORDS[kind]}>
                    {text}
                  </span>
                ))}
              </span>
            ))}
            {bytes && bytes.length > 0 && (
              <span className="block text-signature">
                {stale ? 'old: ' : '= '}
                {hexLines(bytes.subarray(0, 12)).join(' ')}
                {bytes.length > 12 && ' …'}
              </span>
            )}
          </code>
        ) : (
          <pre className="text-signature">
            {bytes ? hexLines(bytes.subarray(0, SHOWN_BYTES)).join('\n') : 'There is no signature.'}
            {bytes && bytes.length > SHOWN_BYTES && `\n… ${bytes.length - SHOWN_BYTES} more bytes`}
          </pre>
        )}
      </div>
    </Pane>
  );
}
