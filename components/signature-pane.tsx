'use client';

import { hexLines, signatureFormula } from '@/lib/state/formula';
import { viewOf } from '@/lib/state/view';
import { isEncryption, wantedAlgorithms } from '@/lib/state/wanted-algorithms';
import { Bytes } from './bytes';
import { Choice } from './choice';
import { CopyButton } from './copy-button';
import { FormulaLines } from './formula-lines';
import { Pane } from './pane';
import { useSelect, useStore } from './store-context';
import { useLater } from './use-later';
import { useMakingAdvice } from './use-making-advice';
import { useSetting } from './use-setting';

const loadEncryption = async () => (await import('./encryption-pane')).EncryptionPane;

/** The signature's octets, and the formula that makes them; of an encrypted token its parts. */
export function SignaturePane({ className }: { className?: string }) {
  const view = useSelect(viewOf);
  const wanted = useSelect(wantedAlgorithms);
  const isEncrypted = isEncryption(view, wanted);
  const EncryptionPane = useLater(isEncrypted, loadEncryption);
  if (!isEncrypted) return <Signature className={className} />;
  return EncryptionPane ? (
    <EncryptionPane className={className} />
  ) : (
    <Pane name="Encryption" className={className} busy>
      {null}
    </Pane>
  );
}

function Signature({ className }: { className?: string }) {
  const store = useStore();
  const { token, stale, busy, isUnread } = useSelect(viewOf);
  const { algorithm } = useSelect(wantedAlgorithms);
  const [shown, setShown] = useSetting('signature');
  const advice = useMakingAdvice();
  const bytes = token.signature?.bytes;
  const isOld = stale && bytes !== undefined;
  const length = isUnread ? '' : bytes ? `${bytes.length} ${bytes.length === 1 ? 'byte' : 'bytes'}` : 'none';

  return (
    <Pane
      name="Signature"
      segment="signature"
      className={className}
      busy={busy}
      detail={isOld ? <strong className="text-bad">from before your edit</strong> : length}
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
      foot={advice}
    >
      <div className="min-h-0 flex-1 overflow-auto px-3 py-2 font-mono text-[13px]">
        {isUnread ? (
          <p>The token is still being read.</p>
        ) : shown === 'formula' ? (
          <code className="break-words">
            <FormulaLines lines={signatureFormula(algorithm, token)} indent />
            {bytes && bytes.length > 0 && (
              <span className="block text-signature">
                {stale ? 'old: ' : '= '}
                {hexLines(bytes.subarray(0, 12)).join(' ')}
                {bytes.length > 12 && ' …'}
              </span>
            )}
          </code>
        ) : bytes ? (
          <Bytes bytes={bytes} className="text-signature" />
        ) : (
          <p>There is no signature.</p>
        )}
      </div>
    </Pane>
  );
}
