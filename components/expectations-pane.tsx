'use client';

import { useMemo } from 'react';
import { setExpectations } from '@/lib/state/actions';
import { expectationsOf, fieldsFor } from '@/lib/state/expectation-fields';
import { judgementOf, profileChoices, profileWords, withProfile } from '@/lib/state/judgement';
import { viewOf } from '@/lib/state/view';
import { Button } from './button';
import { ExpectationInput } from './expectation-input';
import { Pane } from './pane';
import { Select } from './select';
import { useSelect, useStore } from './store-context';

const TONES = { accept: 'text-good', reject: 'text-bad', undecided: 'text-ink' } as const;

const GROUNDS = {
  met: { sign: '✓', words: 'met', tone: 'text-good' },
  against: { sign: '✗', words: 'against it', tone: 'text-bad' },
  unknown: { sign: '?', words: 'not known', tone: 'text-muted' },
} as const;

/** What the reviewer says that the verifier asks for, and what such a verifier would do with this token. */
export function ExpectationsPane({ className }: { className?: string }) {
  const store = useStore();
  const { token } = useSelect(viewOf);
  const expectations = useSelect((state) => state.expectations);
  const judgement = useSelect(judgementOf);
  const profile = useMemo(() => profileWords(token, expectations), [token, expectations]);
  const fields = fieldsFor(profile.id, expectations);

  return (
    <Pane
      name="Expectations"
      id="expectations"
      className={className}
      detail="of the verifier"
      tools={
        <>
          <Button
            onClick={() =>
              store.apply((state) => setExpectations(state, expectationsOf(viewOf(state).token, expectations)))
            }
            disabled={token.parts.length === 0}
            title="The issuer, audience, algorithm and type of this very token, to begin from"
          >
            From this token
          </Button>
          <Button
            onClick={() => store.apply((state) => setExpectations(state, {}))}
            disabled={Object.keys(expectations).length === 0}
          >
            Forget
          </Button>
        </>
      }
      foot={
        judgement && (
          <div role="status" aria-label="Judgement">
            <strong className={TONES[judgement.decision]}>{judgement.title}</strong>
            <ul>
              {judgement.because.map(({ kind, text }) => (
                <li key={text} className="flex gap-2">
                  <span aria-hidden className={GROUNDS[kind].tone}>
                    {GROUNDS[kind].sign}
                  </span>
                  <span className="min-w-0 break-words">
                    <span className="sr-only">{GROUNDS[kind].words}: </span>
                    {text}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )
      }
    >
      <div className="grid gap-x-3 gap-y-2 px-3 py-2 sm:grid-cols-2">
        <p className="sm:col-span-2">
          <Select
            name="Kind of token"
            value={expectations.profile ?? ''}
            onChange={(event) => {
              const { value } = event.currentTarget;
              store.apply((state) => setExpectations(state, withProfile(state.expectations, value)));
            }}
          >
            <option value="">{profile.found}</option>
            {profileChoices.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </Select>
          {profile.because && <span className="ml-2 break-words text-muted">{profile.because}</span>}
        </p>
        {fields.map((field) => (
          <ExpectationInput key={field.id} field={field} />
        ))}
      </div>
    </Pane>
  );
}
