'use client';

import { useState } from 'react';
import { adoptKey } from '@/lib/state/actions';
import { keyFor } from '@/lib/state/new-key';
import { viewOf } from '@/lib/state/view';
import { Button } from './button';
import { useAct, useSelect } from './store-context';

/** Makes a secret or a key pair for the token's algorithm, and signs the token with it. `named` says which on the button. */
export function GenerateKey({ named = false }: { named?: boolean }) {
  const act = useAct();
  const { algorithm } = useSelect(viewOf);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const possible = algorithm !== undefined && algorithm.family !== 'none' && algorithm.support !== 'none';

  const kind = `${algorithm?.name} ${algorithm?.family === 'hmac' ? 'secret' : 'key pair'}`;

  async function generate() {
    if (!algorithm) return;
    setBusy(true);
    const made = await keyFor(algorithm);
    setBusy(false);
    setProblem(made.kind === 'unsupported' ? made.reason : undefined);
    if (made.kind === 'made') act(adoptKey, made.key);
  }

  return (
    <>
      <Button
        onClick={generate}
        disabled={!possible || busy}
        title={possible ? `Make a new ${kind} and sign the token with it` : 'No key can be made for this algorithm'}
      >
        {named && possible ? `Generate ${kind}` : 'Generate'}
      </Button>
      {problem && <span className="text-bad">{problem}</span>}
    </>
  );
}
