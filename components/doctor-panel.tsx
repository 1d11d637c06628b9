'use client';

import { useEffect, useState } from 'react';
import type { Cause, Diagnosis } from '@/lib/review/diagnosis';
import { askDoctor, doctorsTurn } from '@/lib/state/doctor';
import { showEvidence } from '@/lib/state/evidence';
import { applyRemedy } from '@/lib/state/remedy';
import { type View, viewOf } from '@/lib/state/view';
import { Button } from './button';
import { useAct, useSelect, useStore } from './store-context';

/** Typing in the key field is left to end before the search begins. */
const PAUSE = 300;

/** Why the token does not verify, with what would put it right; nothing where there is nothing to look for. */
export function DoctorPanel({ className = '' }: { className?: string }) {
  const store = useStore();
  const view = useSelect(viewOf);
  const turn = doctorsTurn(view);
  const [asked, setAsked] = useState<View>();
  const [answer, setAnswer] = useState<{ view: View; diagnosis: Diagnosis | 'unavailable' }>();
  const isDue = turn === 'at-once' || (turn === 'on-click' && asked === view);

  useEffect(() => {
    if (!isDue) return;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      askDoctor(controller.signal, store.get()).then(
        (diagnosis) => setAnswer({ view, diagnosis }),
        () => {
          if (!controller.signal.aborted) setAnswer({ view, diagnosis: 'unavailable' });
        },
      );
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [isDue, view, store]);

  if (turn === 'no') return null;
  const diagnosis = answer?.view === view ? answer.diagnosis : undefined;
  // An unasked search is heard of when it is done: it takes a blink, and a line that comes and goes would move the page.
  if (!diagnosis && turn === 'at-once') return null;
  if (diagnosis && diagnosis !== 'unavailable' && diagnosis.kind === 'not-found' && diagnosis.tried.length === 0)
    return null;
  return (
    <section
      aria-labelledby="doctor"
      aria-busy={isDue && !diagnosis}
      className={`rounded-pane border border-line bg-surface px-3 py-2 ${className}`}
    >
      <h2 id="doctor" className="font-semibold">
        Why won’t it verify?
      </h2>
      {!diagnosis && isDue && <p className="text-muted">Looking for the cause…</p>}
      {!diagnosis && !isDue && (
        <Button look="framed" onClick={() => setAsked(view)}>
          Look for the cause
        </Button>
      )}
      {diagnosis === 'unavailable' && <p className="text-bad">The search could not be loaded. Reload the page.</p>}
      {diagnosis && diagnosis !== 'unavailable' && <Answer diagnosis={diagnosis} />}
    </section>
  );
}

function Answer({ diagnosis }: { diagnosis: Diagnosis }) {
  return (
    <>
      {diagnosis.kind === 'found' ? (
        <ul className="divide-y divide-line">
          {diagnosis.findings.map((cause) => (
            <CauseItem key={cause.id} cause={cause} />
          ))}
        </ul>
      ) : (
        <p className="text-muted">
          Nothing that was tried makes it verify. The key may be another issuer’s, or the token was changed.
        </p>
      )}
      <details className="text-muted">
        <summary className="w-fit rounded text-xs leading-[24px] hover:text-ink">What was tried</summary>
        <ul className="mt-1 list-disc pl-4">
          {diagnosis.tried.map((phrase) => (
            <li key={phrase}>{phrase}</li>
          ))}
        </ul>
      </details>
    </>
  );
}

function CauseItem({ cause: { id, title, message, fix, evidence, apply } }: { cause: Cause }) {
  const store = useStore();
  const act = useAct();
  return (
    <li data-diagnosis={id} className="py-1.5">
      <h3 className="font-semibold">{title}</h3>
      <p className="break-words">{message}</p>
      <p className="break-words text-muted">{fix}</p>
      {(apply || evidence) && (
        <p className="mt-1 flex flex-wrap gap-2">
          {apply && (
            <Button look="framed" onClick={() => act(applyRemedy, apply)} aria-label={`Use it: ${title}`}>
              Use it
            </Button>
          )}
          {evidence && (
            <Button look="framed" onClick={() => store.apply((state) => showEvidence(state, evidence))}>
              Show the place
            </Button>
          )}
        </p>
      )}
    </li>
  );
}
