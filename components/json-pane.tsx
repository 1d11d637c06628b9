'use client';

import { type ReactNode, useMemo, useState } from 'react';
import { encodePartFor } from '@/lib/state/copies';
import { detachedTurn } from '@/lib/state/detached-payload';
import { paneOf, problemsOf } from '@/lib/state/pane';
import type { EditablePart } from '@/lib/state/parts';
import { viewOf } from '@/lib/state/view';
import { Button } from './button';
import { CopyButton } from './copy-button';
import { DisclosedChoice } from './disclosed-choice';
import { JsonField } from './json-field';
import { DetachedNote, useJsonPaneFoot } from './json-pane-foot';
import { later } from './later';
import { Pane } from './pane';
import { useSelect, useStore } from './store-context';
import { useSetting } from './use-setting';

const DetachedPayload = later(({ DetachedPayload }) => DetachedPayload);
const DisclosedClaims = later(({ DisclosedClaims }) => DisclosedClaims);

/** As much of the raw text as a page draws at once without a pause. */
const MOST_RAW = 100_000;

const NAMES = { header: 'Header', payload: 'Payload' } as const;

/** Header or payload: the JSON as it stands in the token, to read and to edit. */
export function JsonPane({ part, tools, className }: { part: EditablePart; tools?: ReactNode; className?: string }) {
  const store = useStore();
  const [layout, setLayout] = useSetting(part);
  const raw = layout === 'raw';
  const pane = useSelect((state) => paneOf(state, part));
  const { token, busy, nested } = useSelect(viewOf);
  const [wantsDisclosed, setDisclosed] = useState(false);
  const isDisclosable = part === 'payload' && token.kind === 'sd-jwt';
  const name = NAMES[part];
  const detached = useSelect((state) => (part === 'payload' ? detachedTurn(state) : 'no'));
  const [wantsDetached, setDetaching] = useState(false);
  const detaching = wantsDetached && detached !== 'no';
  const isNested = part === 'payload' && nested.some(({ where }) => where === 'payload');
  const problems = useMemo(() => (isNested ? [] : problemsOf(pane)), [pane, isNested]);

  const foot = useJsonPaneFoot({ part, pane, problems });

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
              onClick={() => setLayout(raw ? 'laid out' : 'raw')}
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
      foot={
        detached !== 'no' && !detaching ? (
          <DetachedNote given={detached === 'given'} onOpen={() => setDetaching(true)} />
        ) : (
          foot
        )
      }
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
