'use client';

import { useId, useState } from 'react';
import { setExpectations } from '@/lib/state/actions';
import type { ExpectationField } from '@/lib/state/expectation-fields';
import { useSelect, useStore } from './store-context';

/** One thing that the verifier asks for. What is typed stays as it is typed, also where it cannot be taken yet. */
export function ExpectationInput({ field }: { field: ExpectationField }) {
  const store = useStore();
  const id = useId();
  const value = useSelect((state) => field.read(state.expectations));
  const [typed, setTyped] = useState<{ text: string; gives: string }>();
  const [problem, setProblem] = useState<string>();
  const text = typed && (problem || typed.gives === value) ? typed.text : value;

  function take(next: string) {
    const outcome = field.write(store.get().expectations, next);
    setProblem('problem' in outcome ? outcome.problem : undefined);
    setTyped({ text: next, gives: 'problem' in outcome ? value : field.read(outcome.expectations) });
    if (!('problem' in outcome)) store.apply((state) => setExpectations(state, outcome.expectations));
  }

  return (
    <div className="min-w-0">
      <label className="block">
        <span className="text-muted">{field.label}</span>
        <input
          value={text}
          placeholder={field.placeholder}
          onChange={(event) => take(event.currentTarget.value)}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          translate="no"
          aria-invalid={problem !== undefined}
          aria-describedby={problem ? `${id}-problem` : undefined}
          className="w-full min-w-0 rounded-md border border-line bg-surface px-2 py-1 font-mono text-[13px] text-ink placeholder:text-muted hover:border-edge aria-invalid:border-critical"
        />
      </label>
      {problem && (
        <p id={`${id}-problem`} className="break-words text-bad">
          {problem}
        </p>
      )}
    </div>
  );
}
