'use client';

import { use, useMemo, useState } from 'react';
import type { SdJwtReading } from '@/lib/jose/sd-jwt-reading';
import { type Disclosures, disclosuresOf, knownDisclosures, readWhole } from '@/lib/state/disclosures';
import { viewOf } from '@/lib/state/view';
import { Button } from './button';
import { DisclosureItem } from './disclosure-item';
import { HolderForm } from './holder-form';
import { KeyBindingNote } from './key-binding-note';
import { Pane } from './pane';
import { useSelect } from './store-context';

/** As many as are looked at one by one; the others are drawn when they are asked for. */
const MOST_DRAWN = 100;

/** Every disclosure of the token, to show or to withhold, and whose the presentation is. */
export function DisclosuresPane({ className }: { className?: string }) {
  const token = useSelect((state) => viewOf(state).token);
  const known = useSelect(knownDisclosures);
  const found = useMemo(() => disclosuresOf(token, known), [token, known]);
  return found ? <Read className={className} found={found} /> : null;
}

function Read({ className, found }: { className?: string; found: Disclosures }) {
  const reading = use(readWhole(found.whole));
  return (
    <Pane
      name="Disclosures"
      className={className}
      detail={reading === 'unavailable' ? undefined : counts(found, reading)}
      foot={<KeyBindingNote />}
    >
      {reading === 'unavailable' ? (
        <p className="px-3 py-2 text-bad">The disclosures could not be read. Reload the page.</p>
      ) : (
        <List found={found} reading={reading} />
      )}
    </Pane>
  );
}

function counts({ shown }: Disclosures, { disclosures }: SdJwtReading): string {
  const { length } = disclosures;
  return length === 0 ? 'none' : `${shown.size} of ${length} in the token`;
}

function List({ found: { whole, shown }, reading }: { found: Disclosures; reading: SdJwtReading }) {
  const { sdJwt, stale } = useSelect(viewOf);
  const [all, setAll] = useState(false);
  const { disclosures } = reading;
  const present = sdJwt?.reading;
  const problems = (present ?? reading).problems.filter(({ index }) => index === undefined);
  const places = useMemo(() => placesIn(shown), [shown]);
  const drawn = all ? disclosures : disclosures.slice(0, MOST_DRAWN);
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <Remarks problems={problems.map(({ message }) => message)} unmatched={reading.unmatchedDigests} />
      <ul aria-label="Disclosures" className="divide-y divide-line">
        {drawn.map((disclosure) => {
          const place = places.get(disclosure.index);
          const same = place === undefined ? undefined : present?.disclosures[place];
          return (
            <DisclosureItem
              key={disclosure.index}
              disclosure={disclosure}
              all={disclosures}
              whole={whole}
              place={place}
              problem={(same ?? disclosure).problem}
              locked={stale}
            />
          );
        })}
      </ul>
      {drawn.length < disclosures.length && (
        <Button look="framed" className="m-3" onClick={() => setAll(true)}>
          Show all {disclosures.length.toLocaleString('en')}
        </Button>
      )}
      <div className="border-t border-line px-3 py-2 text-muted">
        <HolderForm />
      </div>
    </div>
  );
}

/** Where each of those that are in the token stands among them, counted from 0. */
function placesIn(shown: ReadonlySet<number>): ReadonlyMap<number, number> {
  return new Map([...shown].sort((a, b) => a - b).map((index, place) => [index, place]));
}

/** What is wrong with the digests, and how many there are that nothing here belongs to. */
function Remarks({ problems, unmatched }: { problems: readonly string[]; unmatched: number }) {
  if (problems.length === 0 && unmatched === 0) return null;
  return (
    <div className="space-y-1 border-b border-line px-3 py-2 text-muted">
      {problems.slice(0, 5).map((problem) => (
        <p key={problem} className="break-words text-bad">
          {problem}
        </p>
      ))}
      {unmatched > 0 && (
        <p>
          {unmatched.toLocaleString('en')} {unmatched === 1 ? 'digest' : 'digests'} without a disclosure: withheld or
          decoy, they look alike.
        </p>
      )}
    </div>
  );
}
