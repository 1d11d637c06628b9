'use client';

import type { JsonProblem } from '@/lib/encoding/json-node';
import type { NestedToken } from '@/lib/jose/nested-token';
import { openNested } from '@/lib/state/layers';
import { madeAnewWords } from '@/lib/state/made-anew';
import { type PaneText, problemWords } from '@/lib/state/pane';
import type { EditablePart } from '@/lib/state/parts';
import { viewOf } from '@/lib/state/view';
import { Button } from './button';
import { useAct, useSelect } from './store-context';

type FootProps = { part: EditablePart; pane: PaneText; problems: readonly JsonProblem[] };

/** What is to be said under a JSON pane, the most needful alone; undefined where there is nothing. */
export function useJsonPaneFoot({ part, pane, problems }: FootProps) {
  const { token, nested } = useSelect(viewOf);
  const anew = useSelect(madeAnewWords);
  const inner = part === 'payload' ? nested.find(({ where }) => where === 'payload') : undefined;
  const problem = problems[0] ? problemWords(pane.painted, problems[0]) : token[part]?.problems[0]?.message;
  if (pane.locked) return pane.locked;
  if (inner) return <NestedNote inner={inner} />;
  if (problem) return <p className="text-bad">{problem}</p>;
  return part === 'header' && anew ? <p className="break-words">{anew}</p> : undefined;
}

function NestedNote({ inner }: { inner: NestedToken }) {
  const act = useAct();
  return (
    <p>
      This payload is itself a token:{' '}
      <Button look="link" onClick={() => act(openNested, inner)}>
        look at it as one
      </Button>
      .
    </p>
  );
}

/** Whether a payload travels apart from the token, and the way to give it. */
export function DetachedNote({ given, onOpen }: { given: boolean; onOpen(): void }) {
  return (
    <p>
      {given
        ? 'Detached: this payload is not in the token, and was given apart from it. '
        : 'The token carries no payload. If it travels apart (detached), '}
      <Button look="link" onClick={onOpen}>
        {given ? 'change it' : 'give the detached payload'}
      </Button>
      .
    </p>
  );
}
