'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { guessTurn, takeGuess } from '@/lib/state/guess';
import { createGuessSession, type GuessSession, type GuessStatus } from '@/lib/state/guess-session';
import { maskedSecret, nothingWords, progressWords } from '@/lib/state/guess-words';
import { viewOf } from '@/lib/state/view';
import { openGuessWorker } from '@/lib/worker/guess-port';
import { Button } from './button';
import { canLoad } from './can-load';
import { OpenFile } from './open-file';
import { Pane } from './pane';
import { useAct, useSelect, useStore } from './store-context';
import { whenIdle } from './when-idle';

export type GuessPaneProps = { className?: string };

/**
 * Whether the secret can be guessed: tries the built-in list by itself, and a person's word list when one is opened or
 * dropped here.
 */
export function GuessPane({ className = '' }: GuessPaneProps) {
  const store = useStore();
  const [session] = useState(() =>
    createGuessSession(store, {
      openPort: openGuessWorker,
      whenIdle,
      isOnline: canLoad,
      cores: navigator.hardwareConcurrency ?? 1,
      now: () => performance.now(),
    }),
  );
  useEffect(() => session.follow(), [session]);
  const status = useSyncExternalStore(session.subscribe, session.get, session.get);
  const turn = guessTurn(useSelect(viewOf));
  const isOpen = turn.kind === 'asked' || turn.kind === 'unasked';

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; "Word list…" is the first
    <div
      className={className}
      onDrop={(event) => {
        const file = event.dataTransfer.files[0];
        if (!file || !isOpen) return;
        // The page around it takes what nobody has taken.
        event.preventDefault();
        session.search(file);
      }}
    >
      <Pane
        name="Secret search"
        busy={status.kind === 'searching' && !status.paused}
        tools={
          isOpen &&
          status.kind !== 'searching' && (
            <>
              <Button onClick={() => session.search()}>Try common secrets</Button>
              <OpenFile onFile={(file) => session.search(file)}>Word list…</OpenFile>
            </>
          )
        }
      >
        <div className="px-3 py-2">
          {turn.kind === 'cannot' && <p className="text-muted">{turn.reason}</p>}
          {isOpen && (
            <Status status={status} session={session} rest={turn.kind === 'asked' ? turn.reason : undefined} />
          )}
        </div>
      </Pane>
    </div>
  );
}

const INVITATION =
  'Common secrets are tried when the page is at rest; a word list of yours is read here and goes nowhere.';

function Status({ status, session, rest = INVITATION }: { status: GuessStatus; session: GuessSession; rest?: string }) {
  switch (status.kind) {
    case 'idle':
      return <p className="text-muted">{rest}</p>;
    case 'searching':
      return <Searching status={status} session={session} />;
    case 'found':
      return <Found status={status} />;
    case 'not-found':
      return (
        <p className="text-muted" role="status" aria-label="Search result">
          {nothingWords(status.list, status.progress)}
        </p>
      );
    case 'failed':
      return <p className="text-bad">{status.reason}</p>;
  }
}

/** Each engine has a part of its own for what is done. */
const BAR =
  'mt-1.5 block h-1.5 w-full appearance-none overflow-hidden rounded-full border-0 bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent';

function Searching({
  status: { list, progress, paused },
  session,
}: {
  status: Extract<GuessStatus, { kind: 'searching' }>;
  session: GuessSession;
}) {
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <p className="min-w-0 flex-1 truncate">
          {paused ? 'Paused' : 'Trying'}: {list}
        </p>
        <Button look="framed" onClick={paused ? session.resume : session.pause}>
          {paused ? 'Resume' : 'Pause'}
        </Button>
        <Button look="framed" onClick={session.stop}>
          Stop
        </Button>
      </div>
      <progress
        aria-label="Secrets tried"
        className={BAR}
        max={progress?.all ?? 1}
        value={progress ? progress.done : undefined}
      />
      <p className="mt-1 text-muted tabular-nums">{progress ? progressWords(progress) : 'Loading…'}</p>
    </>
  );
}

function Found({ status: { place, secret } }: { status: Extract<GuessStatus, { kind: 'found' }> }) {
  const act = useAct();
  return (
    <div role="status" aria-label="Search result">
      <p>
        The secret was guessed: <span className="font-mono">{maskedSecret(secret)}</span>
      </p>
      <p className="break-words text-muted">From {place}.</p>
      <p className="mt-1">
        <Button look="framed" onClick={() => act(takeGuess, secret)}>
          Use it as key
        </Button>
      </p>
    </div>
  );
}
