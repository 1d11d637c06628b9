'use client';

import { useRef, useState } from 'react';
import { loadSample } from '@/lib/state/actions';
import { sampleChoices } from '@/lib/state/sample-choices';
import { Select } from './select';
import { useAct, useSelect, useStore } from './store-context';

const GROUPS = [...new Set(sampleChoices.map(({ group }) => group))];

/** A sample token to look at, made on the spot: for each algorithm, for what goes wrong, and for other forms. */
export function SampleSelect() {
  const act = useAct();
  const store = useStore();
  const chosen = useSelect((state) => state.sample);
  const [problem, setProblem] = useState<string>();
  const making = useRef<AbortController>(undefined);

  async function load(id: string) {
    making.current?.abort();
    making.current = new AbortController();
    const { signal } = making.current;
    const { makeSample } = await import('@/lib/state/samples');
    const sample = await makeSample(signal, id, store.get().now);
    if (signal.aborted) return;
    setProblem('reason' in sample ? sample.reason : undefined);
    if (!('reason' in sample)) act(loadSample, sample);
  }

  return (
    <>
      {problem && (
        <p role="alert" className="text-bad">
          {problem}
        </p>
      )}
      <Select
        name="Sample"
        className="max-sm:w-36"
        value={chosen}
        onChange={(event) => void load(event.currentTarget.value)}
      >
        {chosen === '' && <option value="">Sample…</option>}
        {GROUPS.map((group) => (
          <optgroup key={group} label={group}>
            {sampleChoices
              .filter((sample) => sample.group === group)
              .map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
          </optgroup>
        ))}
      </Select>
    </>
  );
}
