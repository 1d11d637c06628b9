'use client';

import { useEffect, useState } from 'react';
import { raiseLimits } from '@/lib/state/actions';
import { iterationTime, type LimitOffer } from '@/lib/state/decrypt-limits';
import { Button } from './button';
import { useAct } from './store-context';

type Iterations = Extract<LimitOffer, { kind: 'iterations' }>;
type Inflation = Extract<LimitOffer, { kind: 'inflation' }>;

/** Says what stopped the decryption and what going on would cost, and goes on at a click. */
export function DecryptLimitsPanel({ offer, className = '' }: { offer: LimitOffer; className?: string }) {
  return (
    <section
      aria-labelledby="decrypt-limits"
      className={`space-y-2 rounded-pane border border-line bg-surface px-3 py-2.5 ${className}`}
    >
      <h2 id="decrypt-limits" className="font-semibold">
        Stopped before it was decrypted
      </h2>
      {offer.kind === 'iterations' ? <IterationsOffer offer={offer} /> : <InflationOffer offer={offer} />}
    </section>
  );
}

function IterationsOffer({ offer }: { offer: Iterations }) {
  const act = useAct();
  const [measured, setMeasured] = useState<{ offer: Iterations; time: string }>();
  const time = measured?.offer === offer ? measured.time : undefined;

  useEffect(() => {
    const controller = new AbortController();
    iterationTime(controller.signal, offer).then(
      (found) => !controller.signal.aborted && setMeasured({ offer, time: found }),
      // What it would cost cannot be told; the choice is there all the same.
      () => undefined,
    );
    return () => controller.abort();
  }, [offer]);

  return (
    <>
      <p>
        The token asks for {offer.iterations.toLocaleString('en')} iterations of the password’s hash. On this device
        that takes <span aria-live="polite">{time ?? '…'}</span>. A token can ask for more than any receiver can do.
      </p>
      <Button look="framed" onClick={() => act(raiseLimits, offer.limits)}>
        Decrypt anyway
      </Button>
    </>
  );
}

function InflationOffer({ offer: { limit, limits, megabytes } }: { offer: Inflation }) {
  const act = useAct();
  return (
    <>
      <p>
        The key fits, and what it opens is compressed: it inflates to more than {sizeWords(limit)}. A small token can
        inflate to more than a receiver can hold.
        {(megabytes ?? 0) > 10 && ' The page may stand still for some seconds.'}
      </p>
      {limits ? (
        <Button look="framed" onClick={() => act(raiseLimits, limits)}>
          Inflate up to {megabytes} MB
        </Button>
      ) : (
        <p className="text-muted">More than that is not shown here.</p>
      )}
    </>
  );
}

function sizeWords(octets: number): string {
  return octets < 1_000_000 ? `${octets / 1000} KB` : `${octets / 1_000_000} MB`;
}
