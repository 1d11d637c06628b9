'use client';

import { useState } from 'react';
import { adoptKey } from '@/lib/state/actions';
import { keyFor, keyVariety, newKeyWords } from '@/lib/state/new-key';
import { editableParts } from '@/lib/state/parts';
import { wantedAlgorithms } from '@/lib/state/wanted-algorithms';
import { Button } from './button';
import { Select } from './select';
import { useAct, useSelect } from './store-context';

/**
 * Makes a secret or a key pair for the algorithm that the header names, and signs or encrypts the token with it. `named`
 * says which on the button.
 */
export function GenerateKey({ named = false }: { named?: boolean }) {
  const act = useAct();
  const { algorithm, keyManagement, contentEncryption } = useSelect(wantedAlgorithms);
  // A plaintext that nobody has seen cannot be encrypted anew.
  const isClosed = useSelect((state) => 'reason' in editableParts(state));
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [chosen, setChosen] = useState<string>();
  const signature = algorithm?.family === 'none' || algorithm?.support === 'none' ? undefined : algorithm;
  const row = keyManagement ?? signature;
  const variety = row && keyVariety(row);
  const choice = variety?.options.find(({ value }) => value === chosen)?.value ?? variety?.options[0]?.value;
  const isPossible = row !== undefined && !isClosed;
  const kind = row ? newKeyWords(row) : '';

  async function generate() {
    if (!row) return;
    setBusy(true);
    const made = await keyFor(row, { choice, enc: contentEncryption });
    setBusy(false);
    setProblem(made.kind === 'unsupported' ? made.reason : undefined);
    if (made.kind === 'made') act(adoptKey, made.key);
  }

  return (
    <>
      {isPossible && variety && (
        <Select
          name={`${variety.name} of the new key`}
          value={choice}
          className="py-0.5!"
          onChange={(event) => setChosen(event.currentTarget.value)}
        >
          {variety.options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      )}
      <Button
        onClick={generate}
        disabled={!isPossible || busy}
        title={
          isPossible
            ? `Make a new ${kind} and ${keyManagement ? 'encrypt' : 'sign'} the token with it`
            : 'No key can be made for this token'
        }
      >
        {named && row ? `Generate ${kind}` : 'Generate'}
      </Button>
      {problem && <span className="text-bad">{problem}</span>}
    </>
  );
}
