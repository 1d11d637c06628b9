'use client';

import { chooseToken, clearToken, showPasted } from '@/lib/state/actions';
import { curlLine, decodedJson } from '@/lib/state/copies';
import { readInput } from '@/lib/state/reading';
import { progressOf } from '@/lib/state/take-reading';
import { foundWords, markedWords, tokenForm } from '@/lib/state/token-words';
import { viewOf } from '@/lib/state/view';
import { Button } from './button';
import { CopyButton } from './copy-button';
import { Pane } from './pane';
import { ReadingProgress } from './reading-progress';
import { useAct, useSelect, useStore } from './store-context';
import { TokenField } from './token-field';
import { MOST_IN_FIELD } from './use-text-grid';

/** What came in: the token, how it was found, and what is wrong with its text. */
export function TokenPane({ className }: { className?: string }) {
  const store = useStore();
  const act = useAct();
  const { token, busy, isUnread } = useSelect(viewOf);

  function clear() {
    act(clearToken);
    document.querySelector<HTMLElement>('textarea[aria-label="Token"]')?.focus();
  }

  return (
    <Pane
      name="Token"
      className={className}
      detail={tokenForm(token, isUnread)}
      busy={busy}
      tools={
        <>
          <CopyButton label="Copy token" text={() => viewOf(store.get()).token.text}>
            Copy
          </CopyButton>
          <Button onClick={clear} aria-label="Clear token" disabled={token.text === ''}>
            Clear
          </Button>
        </>
      }
      foot={<TokenNotes />}
    >
      <TokenField />
    </Pane>
  );
}

/** Under the token: that it is the sample, where it was found, which others were there, and what is wrong with it. */
function TokenNotes() {
  const store = useStore();
  const act = useAct();
  const input = useSelect((state) => state.input);
  const sample = useSelect((state) => state.sample);
  const { token, isUnread } = useSelect(viewOf);
  const mark = useSelect((state) => state.mark);
  const progress = useSelect(progressOf);
  const reading = input.from === 'token' ? readInput(input) : undefined;
  const found = reading && foundWords(reading);
  const problem = token.problems[0];
  const isLong = (input.from === 'token' ? input.text : token.text).length > MOST_IN_FIELD;
  const quiet = !found && !problem && !(reading && reading.found.length > 1);

  if (isUnread) return <ReadingProgress length={token.text.length} done={progress ?? 0} />;
  return (
    <div className="space-y-1">
      <p className="-mr-1.5 -mt-1 float-right ml-2 text-ink">
        <CopyButton label="Copy decoded JSON" text={() => decodedJson(store.get())}>
          JSON
        </CopyButton>
        <CopyButton label="Copy curl line" text={() => curlLine(store.get())}>
          curl
        </CopyButton>
      </p>
      {/* The line keeps its height when nothing is marked: the field above must not move under the pointer. */}
      <p className={quiet ? 'min-h-10' : 'min-h-5'}>
        {markedWords(mark) ?? (quiet && !isLong && hint(sample !== '', token.text === ''))}
      </p>
      {isLong && (
        <p id="long-token">
          Too long to edit as text: paste another in its place, or change its parts in their panes. Copy takes all of
          it.
        </p>
      )}
      {reading && reading.found.length > 1 && (
        <fieldset className="min-w-0">
          <legend>{reading.found.length} tokens found:</legend>
          <ul className="max-h-32 overflow-y-auto">
            {reading.found.map((each, index) => (
              <li key={each.start}>
                <label className="flex min-h-[24px] cursor-pointer items-center gap-2">
                  <input
                    type="radio"
                    name="found"
                    checked={index === reading.choice}
                    onChange={() => act(chooseToken, index)}
                  />
                  <span className="min-w-0 truncate">
                    {each.stripped[0]?.label ?? `token ${index + 1}`}{' '}
                    <code className="font-mono text-xs">…{each.token.slice(-24)}</code>
                  </span>
                </label>
              </li>
            ))}
          </ul>
        </fieldset>
      )}
      {found && (
        <p className="break-words">
          Found in: {found}{' '}
          {input.from === 'token' && input.pasted !== undefined && (
            <Button look="link" onClick={() => act(showPasted)}>
              show what was pasted
            </Button>
          )}
        </p>
      )}
      {problem && <p className="break-words text-bad">{problem.message}</p>}
      {token.problems.length > 1 && <p>and {token.problems.length - 1} more in the findings</p>}
    </div>
  );
}

function hint(isSample: boolean, isEmpty: boolean): string {
  if (isEmpty) return 'Paste a token anywhere on this page, or choose a sample.';
  return isSample
    ? 'A sample. Paste your own token anywhere on this page.'
    : 'Edit the token, or its header and payload: one follows the other.';
}
