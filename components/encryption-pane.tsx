'use client';

import { encryptionFormula } from '@/lib/state/encryption-formula';
import { encryptionParts } from '@/lib/state/encryption-parts';
import { viewOf } from '@/lib/state/view';
import { wantedAlgorithms } from '@/lib/state/wanted-algorithms';
import { Choice } from './choice';
import { EncryptionPartItem } from './encryption-part-item';
import { FormulaLines } from './formula-lines';
import { Pane } from './pane';
import { useSelect } from './store-context';
import { useMakingAdvice } from './use-making-advice';
import { useSetting } from './use-setting';

/** The parts of an encrypted token, what each is for, and how they are made. */
export function EncryptionPane({ className }: { className?: string }) {
  const view = useSelect(viewOf);
  const wanted = useSelect(wantedAlgorithms);
  const [shown, setShown] = useSetting('encryption');
  const advice = useMakingAdvice();
  const parts = encryptionParts(view);

  return (
    <Pane
      name="Encryption"
      // A token with many recipients must not crowd its payload out.
      className={`sm:max-h-72 ${className ?? ''}`}
      busy={view.busy}
      detail={view.stale ? <strong className="text-bad">from before your edit</strong> : wanted.enc?.slice(0, 40)}
      tools={
        <Choice<'parts' | 'formula'>
          name="Encryption shown as"
          value={shown}
          options={[
            { value: 'parts', label: 'Parts' },
            { value: 'formula', label: 'Formula' },
          ]}
          onChange={setShown}
        />
      }
      foot={advice}
    >
      <div className="min-h-0 flex-1 overflow-auto px-3 py-2">
        {shown === 'formula' ? (
          <code className="font-mono text-[13px] break-words">
            <FormulaLines lines={encryptionFormula(wanted, view.token)} />
          </code>
        ) : parts.length === 0 ? (
          <p className="text-muted">This token is not encrypted yet.</p>
        ) : (
          <ul className="space-y-1">
            {parts.map((part) => (
              <EncryptionPartItem key={part.id} item={part} />
            ))}
          </ul>
        )}
      </div>
    </Pane>
  );
}
