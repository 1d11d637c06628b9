'use client';

import { type ReactNode, useMemo, useState } from 'react';
import type { NestedToken } from '@/lib/jose/nested-token';
import { encodePartFor } from '@/lib/state/copies';
import { detachedTurn } from '@/lib/state/detached-payload';
import { openNested } from '@/lib/state/layers';
import { paneOf, problemsOf, problemWords } from '@/lib/state/pane';
import type { EditablePart } from '@/lib/state/parts';
import { viewOf } from '@/lib/state/view';
import { Button } from './button';
import { CopyButton } from './copy-button';
import { DetachedPayload } from './detached-payload';
import { DisclosedChoice, DisclosedClaims } from './disclosed-claims';
import { JsonField } from './json-field';
import { Pane } from './pane';
import { useAct, useSelect, useStore } from './store-context';

/** As much of the raw text as a page draws at once without a pause. */
const MOST_RAW = 100_000;

const NAMES = { header: 'Header', payload: 'Payload' } as const;

/** Header or payload: the JSON as it stands in the token, to read and to edit. */
export function JsonPane({ part, tools, className }: { part: EditablePart; tools?: ReactNode; className?: string }) {
  const store = useStore();
  const [raw, setRaw] = useState(false);
  const pane = useSelect((state) => paneOf(state, part));
  const { token, busy, nested } = useSelect(viewOf);
  const [wantsDisclosed, setDisclosed] = useState(false);
  const isDisclosable = part === 'payload' && token.kind === 'sd-jwt';
  const partProblem = token[part]?.problems[0];
  const name = NAMES[part];
  const detached = useSelect((state) => (part === 'payload' ? detachedTurn(state) : 'no'));
  const [wantsDetached, setDetaching] = useState(false);
  const detaching = wantsDetached && detached !== 'no';
  const inner = part === 'payload' ? nested.find(({ where }) => where === 'payload') : undefined;
  const problems = useMemo(() => (inner ? [] : problemsOf(pane)), [pane, inner]);

  const foot =
    detached !== 'no' && !detaching ? (
      <DetachedNote given={detached === 'given'} onOpen={() => setDetaching(true)} />
    ) : pane.locked ? (
      pane.locked
    ) : inner ? (
      <NestedNote inner={inner} />
    ) : problems[0] || partProblem ? (
      <p className="text-bad">{problems[0] ? problemWords(pane.painted, problems[0]) : partProblem?.message}</p>
    ) : undefined;

  return (
    <Pane
      name={name}
      segment={part}
      className={className}
      busy={busy}
      tools={
        <>
          {tools}
          {isDisclosable && <DisclosedChoice disclosed={wantsDisclosed} onChange={setDisclosed} />}
          {pane.respaced && !(isDisclosable && wantsDisclosed) && (
            <Button
              aria-pressed={raw}
              title="The text as it stands in the token; the lines and blanks here are for reading, and an edit leaves the token’s own alone"
              onClick={() => setRaw(!raw)}
            >
              Raw
            </Button>
          )}
          <CopyButton label={`Copy ${part} JSON`} text={() => paneOf(store.get(), part).part.written}>
            Copy
          </CopyButton>
          <CopyButton label={`Copy ${part} as base64url`} text={() => encodePartFor(store.get(), part)}>
            base64url
          </CopyButton>
        </>
      }
      foot={foot}
    >
      {detaching ? (
        <DetachedPayload onClose={() => setDetaching(false)} />
      ) : isDisclosable && wantsDisclosed ? (
        <DisclosedClaims />
      ) : raw && pane.respaced ? (
        <pre className="field-text min-h-0 flex-1 overflow-y-auto">{pane.part.written.slice(0, MOST_RAW)}</pre>
      ) : (
        <JsonField name={name} part={part} pane={pane} problems={problems} />
      )}
    </Pane>
  );
}

function DetachedNote({ given, onOpen }: { given: boolean; onOpen(): void }) {
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
