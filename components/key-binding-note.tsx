'use client';

import { verdictTitle } from '@/lib/state/verdict-words';
import { viewOf } from '@/lib/state/view';
import { useSelect } from './store-context';

/** Who may present the token: what its key binding says, and what is wrong with that. */
export function KeyBindingNote() {
  const { sdJwt, busy } = useSelect(viewOf);
  const binding = sdJwt?.keyBinding;
  if (!sdJwt || busy) return <p>Key binding: checking.</p>;
  if (!binding) return <p>No key binding: whoever has this text can present it.</p>;
  const { verdict, problems } = binding;
  const isRight = verdict.kind === 'valid' && problems.length === 0;
  return (
    <div>
      <p>
        Key binding:{' '}
        <strong className={isRight ? 'text-good' : 'text-bad'}>
          {isRight || verdict.kind !== 'valid' ? verdictTitle(verdict) : 'refused'}
        </strong>
        {verdict.kind === 'valid' && ` · ${verdict.alg}`} · by the key in “cnf”, for which the issuer’s signature
        vouches
      </p>
      {'reason' in verdict && !problems.includes(verdict.reason) && <p className="break-words">{verdict.reason}</p>}
      {problems.map((problem) => (
        <p key={problem} className="break-words text-bad">
          {problem}
        </p>
      ))}
    </div>
  );
}
