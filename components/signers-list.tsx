'use client';

import { chooseSigner, signerRows } from '@/lib/state/signers';
import { viewOf } from '@/lib/state/view';
import { Pane } from './pane';
import { useAct, useSelect, useStore } from './store-context';

/** The signatures of a token that has several, a verdict each; nothing for any other token. */
export function SignersList({ className }: { className?: string }) {
  const store = useStore();
  const act = useAct();
  const { signer, verdicts } = useSelect(viewOf);
  if (verdicts.length < 2) return null;
  const rows = signerRows(store.get());
  return (
    <Pane name="Signatures" className={className} detail={`${rows.length}, each with a verdict of its own`}>
      <ul className="max-h-60 divide-y divide-line overflow-y-auto">
        {rows.map(({ index, alg, kid, verdict, reason }) => (
          <li key={index}>
            <label className="flex min-h-[24px] cursor-pointer items-baseline gap-2 px-3 py-1.5 has-checked:bg-page">
              <input
                type="radio"
                name="signer"
                checked={index === signer}
                onChange={() => act(chooseSigner, index)}
                className="translate-y-0.5"
              />
              <span className="min-w-0 break-words">
                <strong className={TONES[verdict] ?? 'text-muted'}>{verdict}</strong> {index + 1} · {alg.slice(0, 40)}
                {kid !== undefined && <code className="ml-1 font-mono text-xs">kid {kid.slice(0, 100)}</code>}
                {reason && <span className="block text-muted">{reason}</span>}
              </span>
            </label>
          </li>
        ))}
      </ul>
    </Pane>
  );
}

const TONES: Readonly<Record<string, string>> = {
  'Valid signature': 'text-good',
  'Invalid signature': 'text-bad',
  'Unsecured token': 'text-bad',
};
