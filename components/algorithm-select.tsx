'use client';

import { algorithms } from '@/lib/registry/algorithms';
import { keyManagementAlgorithms } from '@/lib/registry/key-management';
import { setAlgorithm } from '@/lib/state/actions';
import { paneOf } from '@/lib/state/pane';
import { viewOf } from '@/lib/state/view';
import { isEncryption, wantedAlgorithms } from '@/lib/state/wanted-algorithms';
import { ContentEncryptionSelect } from './content-encryption-select';
import { Select } from './select';
import { useAct, useSelect } from './store-context';

const GROUPS = [
  { label: 'Sign', rows: algorithms },
  { label: 'Encrypt', rows: keyManagementAlgorithms },
] as const;

/**
 * The algorithm to sign or to encrypt with: the header's `alg`, and beside it an encrypted token's `enc`. A name that is not
 * known here is shown too.
 */
export function AlgorithmSelect() {
  const act = useAct();
  const view = useSelect(viewOf);
  const wanted = useSelect(wantedAlgorithms);
  const locked = useSelect((state) => paneOf(state, 'header').locked !== undefined);
  const { alg = '', algorithm, keyManagement } = wanted;
  return (
    <>
      <Select
        name="Algorithm"
        value={alg}
        disabled={locked}
        className="field-sizing-content"
        onChange={(event) => act(setAlgorithm, event.currentTarget.value)}
      >
        {!algorithm && !keyManagement && <option value={alg}>{alg === '' ? 'none given' : alg.slice(0, 40)}</option>}
        {GROUPS.map(({ label, rows }) => (
          <optgroup key={label} label={label}>
            {rows.map(({ name }) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </optgroup>
        ))}
      </Select>
      {isEncryption(view, wanted) && <ContentEncryptionSelect />}
    </>
  );
}
