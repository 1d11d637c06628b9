'use client';

import { type ComponentType, useState } from 'react';
import { Button } from './button';
import type { FetchKeySetProps } from './fetch-key-set';

/** Opens the form that fetches a key set; its code comes with the first click. */
export function FetchButton({ onFetched }: Pick<FetchKeySetProps, 'onFetched'>) {
  const [opened, setOpened] = useState<{ Form: ComponentType<FetchKeySetProps> }>();
  const [problem, setProblem] = useState<string>();

  async function open() {
    const loaded = await import('./fetch-key-set').catch(() => undefined);
    setProblem(loaded ? undefined : 'The form cannot be loaded: there is no connection.');
    setOpened(loaded && { Form: loaded.FetchKeySet });
  }

  return (
    <>
      <Button onClick={open} aria-haspopup="dialog">
        Fetch…
      </Button>
      {problem && <span className="text-bad">{problem}</span>}
      {opened && <opened.Form onFetched={onFetched} onClose={() => setOpened(undefined)} />}
    </>
  );
}
