'use client';

import { contentEncryptionAlgorithms } from '@/lib/registry/content-encryption';
import { setContentEncryption } from '@/lib/state/actions';
import { paneOf } from '@/lib/state/pane';
import { wantedAlgorithms } from '@/lib/state/wanted-algorithms';
import { Select } from './select';
import { useAct, useSelect } from './store-context';

/** The algorithm to encrypt the content with: the header's `enc`. A name that is not known here is shown too. */
export function ContentEncryptionSelect() {
  const act = useAct();
  const { enc = '', contentEncryption } = useSelect(wantedAlgorithms);
  const locked = useSelect((state) => paneOf(state, 'header').locked !== undefined);
  return (
    <Select
      name="Content encryption"
      value={enc}
      disabled={locked}
      className="field-sizing-content"
      onChange={(event) => act(setContentEncryption, event.currentTarget.value)}
    >
      {!contentEncryption && <option value={enc}>{enc === '' ? 'none given' : enc.slice(0, 40)}</option>}
      {contentEncryptionAlgorithms.map(({ name }) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </Select>
  );
}
