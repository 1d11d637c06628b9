'use client';

import { signingAdvice } from '@/lib/state/signing-advice';
import { viewOf } from '@/lib/state/view';
import { wantedAlgorithms } from '@/lib/state/wanted-algorithms';
import { GenerateKey } from './generate-key';
import { useSelect } from './store-context';

/** Why an edit could not be signed or encrypted, and the key that would mend it on offer; nothing where it was. */
export function useMakingAdvice() {
  const advice = signingAdvice(useSelect(viewOf), useSelect(wantedAlgorithms));
  return (
    advice && (
      <p className="flex flex-wrap items-center gap-2">
        <span className="text-bad">{advice.reason}</span>
        {advice.canGenerate && <GenerateKey named />}
      </p>
    )
  );
}
