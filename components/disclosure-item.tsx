'use client';

import { useId } from 'react';
import type { Disclosure } from '@/lib/jose/sd-jwt-disclosures';
import type { SdJwtToken } from '@/lib/jose/token';
import { showDigest, switchDisclosure } from '@/lib/state/disclosures';
import { useAct, useStore } from './store-context';

/** As much of a value as fits; the payload pane has it whole. */
const MOST_OF_VALUE = 400;

type DisclosureItemProps = {
  disclosure: Disclosure;
  all: readonly Disclosure[];
  whole: SdJwtToken;
  /** Its place among those in the token, counted from 0; undefined where it is withheld. */
  place: number | undefined;
  problem: string | undefined;
  locked: boolean;
};

/** One disclosure: whether the token has it, what it says, and where it belongs. */
export function DisclosureItem({ disclosure, all, whole, place, problem, locked }: DisclosureItemProps) {
  const store = useStore();
  const act = useAct();
  const placeId = useId();
  const { index, name, value = '', pointer, inside, digestSpan, salt, digest } = disclosure;
  const shown = place !== undefined;
  const parent = inside === undefined ? undefined : all[inside];
  return (
    <li className="px-3 py-2">
      <div className="flex flex-wrap items-baseline gap-x-2">
        <label className="flex min-h-[24px] min-w-0 cursor-pointer items-baseline gap-2">
          <input
            type="checkbox"
            checked={shown}
            disabled={locked}
            onChange={() => act(switchDisclosure, all, index)}
            aria-describedby={placeId}
            className="translate-y-0.5"
          />
          <span className={`min-w-0 font-mono break-all ${shown ? 'text-payload' : 'text-muted line-through'}`}>
            {name === undefined ? 'array element' : name.slice(0, 100)}
          </span>
        </label>
        <span id={placeId} className="min-w-0">
          {digestSpan ? (
            <button
              type="button"
              onClick={() => store.apply((state) => showDigest(state, whole, disclosure))}
              className="max-w-full truncate rounded font-mono text-xs leading-[24px] text-accent hover:underline"
              aria-label={`Show the digest of ${pointer ?? name ?? 'this element'}`}
            >
              {pointer?.slice(0, 100) ?? 'its digest'}
            </button>
          ) : (
            <span className="text-xs text-muted">no place in the token</span>
          )}
        </span>
        <span className="ml-auto text-xs text-muted">{shown ? place + 1 : 'withheld'}</span>
      </div>
      <p className={`font-mono text-[13px] break-all ${shown ? '' : 'text-muted'}`}>
        {value.slice(0, MOST_OF_VALUE)}
        {value.length > MOST_OF_VALUE && '…'}
      </p>
      {problem && <p className="break-words text-bad">{problem}</p>}
      <details className="text-muted">
        <summary className="w-fit rounded text-xs leading-[24px] hover:text-ink">Salt and digest</summary>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 font-mono text-xs break-all">
          <dt className="font-sans">Salt</dt>
          <dd>{salt?.slice(0, 200) ?? 'none'}</dd>
          <dt className="font-sans">Digest</dt>
          <dd>{digest === '' ? 'not computed' : digest}</dd>
          {parent && (
            <>
              <dt className="font-sans">Inside</dt>
              <dd>{parent.name?.slice(0, 100) ?? parent.pointer?.slice(0, 100) ?? `disclosure ${parent.index + 1}`}</dd>
            </>
          )}
        </dl>
      </details>
    </li>
  );
}
