'use client';

import { algorithms } from '@/lib/registry/algorithms';
import { setAlgorithm } from '@/lib/state/actions';
import { paneOf } from '@/lib/state/pane';
import { algOf, viewOf } from '@/lib/state/view';
import { Select } from './select';
import { useAct, useSelect } from './store-context';

/** The algorithm to sign with: the header's `alg`. A name that is not known here is shown too. */
export function AlgorithmSelect() {
  const act = useAct();
  const { token } = useSelect(viewOf);
  const locked = useSelect((state) => paneOf(state, 'header').locked !== undefined);
  const alg = algOf(token) ?? '';
  const known = algorithms.some(({ name }) => name === alg);
  return (
    <Select
      name="Algorithm"
      value={alg}
      disabled={locked}
      onChange={(event) => act(setAlgorithm, event.currentTarget.value)}
    >
      {!known && <option value={alg}>{alg === '' ? 'none given' : alg.slice(0, 40)}</option>}
      {algorithms.map(({ name }) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </Select>
  );
}
