'use client';

import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import { canLoad } from './can-load';
import { firstWorkDone } from './first-work';
import { AFrameLater, useSelect } from './store-context';

type Parts = typeof import('./later-panes');

/** Milliseconds between two tries to fetch the parts, where no connection comes back that would tell. */
const AGAIN = 5_000;

/**
 * A part of the page that is in its markup from the beginning and is live a moment after the fields that a person types
 * into: a paste is decoded sooner, and the page is not held up by all of its parts at once. What the markup says is of the
 * sample, so another token that comes before the part is live puts `waiting` in its place.
 */
export function later<Props extends object>(
  pick: (parts: Parts) => ComponentType<Props>,
  waiting?: (props: Props) => ReactNode,
): ComponentType<Props> {
  const Part = lazy(async () => ({ default: pick(await fetchParts()) }));
  return (props: Props) => (
    <AFrameLater>
      <Awaited part={<Part {...props} />} waiting={waiting?.(props)} />
    </AFrameLater>
  );
}

/** Drawn again with every other token and key: until the part is live, that takes what is said of the sample away. */
function Awaited({ part, waiting }: { part: ReactNode; waiting: ReactNode }) {
  useSelect(({ input }) => input);
  useSelect(({ key }) => key);
  return <Suspense fallback={waiting}>{part}</Suspense>;
}

let here = () => {};

/** Settled once the parts are here and become live. */
export const partsHere = new Promise<void>((resolve) => {
  here = resolve;
});

async function fetchParts(): Promise<Parts> {
  if (typeof window !== 'undefined') await firstWorkDone;
  for (;;) {
    const parts = canLoad() && (await import('./later-panes').catch(() => undefined));
    if (parts) {
      here();
      return parts;
    }
    await new Promise((resolve) => {
      addEventListener('online', resolve, { once: true });
      setTimeout(resolve, AGAIN);
    });
  }
}
