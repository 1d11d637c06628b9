'use client';

import { type ReactNode, useMemo } from 'react';
import { encodePartFor } from '@/lib/state/copies';
import { paneOf, problemsOf } from '@/lib/state/pane';
import type { EditablePart } from '@/lib/state/reading';
import { viewOf } from '@/lib/state/view';
import { CopyButton } from './copy-button';
import { JsonField } from './json-field';
import { Pane } from './pane';
import { useSelect, useStore } from './store-context';

const NAMES = { header: 'Header', payload: 'Payload' } as const;

/** Header or payload: the JSON as it stands in the token, to read and to edit. */
export function JsonPane({ part, tools, className }: { part: EditablePart; tools?: ReactNode; className?: string }) {
  const store = useStore();
  const pane = useSelect((state) => paneOf(state, part));
  const { token, busy } = useSelect(viewOf);
  const problems = useMemo(() => (pane.complete ? problemsOf(pane) : []), [pane]);
  const partProblem = token[part]?.problems[0];
  const name = NAMES[part];
  const respaced = pane.part.shown !== pane.part.written;

  return (
    <Pane
      name={name}
      segment={part}
      className={className}
      busy={busy}
      detail={
        respaced ? (
          <span title="The token itself has none; an edit leaves its spacing alone.">
            line breaks added for reading
          </span>
        ) : undefined
      }
      tools={
        <>
          {tools}
          <CopyButton label={`Copy ${part} JSON`} text={() => paneOf(store.get(), part).part.written}>
            Copy
          </CopyButton>
          <CopyButton label={`Copy ${part} as base64url`} text={() => encodePartFor(store.get(), part)}>
            base64url
          </CopyButton>
        </>
      }
      foot={
        pane.locked ? (
          pane.locked
        ) : problems[0] || partProblem ? (
          <p className="text-bad">{problems[0]?.message ?? partProblem?.message}</p>
        ) : undefined
      }
    >
      <JsonField name={name} part={part} pane={pane} problems={problems} />
    </Pane>
  );
}
