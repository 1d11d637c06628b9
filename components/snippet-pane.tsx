'use client';

import { type ComponentType, useState } from 'react';
import { Button } from './button';
import { Pane } from './pane';
import type { SnippetPanelProps } from './snippet-panel';
import { useSetting } from './use-setting';

/** What the verifier asks for, as code for a library. The code that writes it comes when it is asked for. */
export function SnippetPane({ className }: { className?: string }) {
  const [library, setLibrary] = useSetting('library');
  const [opened, setOpened] = useState<{ Panel: ComponentType<SnippetPanelProps> }>();
  const [problem, setProblem] = useState<string>();

  async function open() {
    const loaded = await import('./snippet-panel').catch(() => undefined);
    setProblem(loaded ? undefined : 'The code cannot be loaded: there is no connection.');
    setOpened(loaded && { Panel: loaded.SnippetPanel });
  }

  return (
    <Pane
      name="As code"
      className={className}
      detail="a verify call to paste"
      tools={
        <Button aria-expanded={opened !== undefined} onClick={opened ? () => setOpened(undefined) : open}>
          {opened ? 'Hide code' : 'Show code'}
        </Button>
      }
    >
      {opened ? (
        <opened.Panel library={library} onChoose={setLibrary} />
      ) : (
        <p className={`px-3 py-2 ${problem ? 'text-bad' : 'text-muted'}`}>
          {problem ??
            'The same expectations for jose, jsonwebtoken, PyJWT, golang-jwt, jjwt, .NET, ruby-jwt and php-jwt.'}
        </p>
      )}
    </Pane>
  );
}
