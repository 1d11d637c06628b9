'use client';

import { useEffect, useState } from 'react';
import { type Asked, distinctRefusals, filesWords, type Refusal, sizeWords, trafficOf } from '@/lib/state/traffic';
import { askedByPerson } from './privacy-asked';
import { PrivacySection } from './privacy-section';
import { useTimings } from './use-timings';

/** What this tab has asked for: its own files together, everything else one by one. */
export function PrivacyTraffic() {
  const timings = useTimings();
  const refusals = useRefusals();
  const { files, others } = trafficOf(timings, { origin: location.origin, begun: performance.timeOrigin });
  const asked = askedByPerson();

  return (
    <PrivacySection name="What left this tab">
      <p role="status" className={others.length === 0 ? 'font-semibold text-good' : 'font-semibold text-bad'}>
        {others.length === 0
          ? 'Nothing. This tab asked for the page’s own files, and sent nothing with that.'
          : `${others.length} ${others.length === 1 ? 'request' : 'requests'} beside the page’s own files. The page makes none; an extension may:`}
      </p>
      {others.length > 0 && <Requests name="Other requests" of={others} />}
      {asked.length > 0 && (
        <>
          <p>You had these asked, with “Fetch…” in the key pane. They were told nothing but the address:</p>
          <ul aria-label="Asked by you" className="space-y-0.5">
            {asked.map(({ address, at }) => (
              <li key={at}>
                <time>{timeOf(at)}</time>{' '}
                <code className="font-mono text-xs break-all">{address ?? 'an address that is forgotten'}</code>
              </li>
            ))}
          </ul>
        </>
      )}
      <details>
        <summary className="w-fit rounded leading-6 hover:text-ink">{filesWords(files)}</summary>
        <Requests name="Files of this page" of={files} />
      </details>
      {refusals.length > 0 && (
        <details>
          <summary className="w-fit rounded leading-6 hover:text-ink">
            The policy refused {refusals.length === 1 ? 'one thing' : `${refusals.length} things`}
          </summary>
          <p>The page itself asks for nothing that its policy refuses. Most often an extension does.</p>
          <ul aria-label="Refused" className="space-y-0.5">
            {refusals.map(({ directive, of, at }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list only grows at its end
              <li key={index}>
                <time>{timeOf(at)}</time> <code className="font-mono text-xs">{directive}</code>: {of}
              </li>
            ))}
          </ul>
        </details>
      )}
      <p className="text-muted">
        The list is the browser’s own (Resource Timing) and grows while you look. It does not show what workers, the
        service worker and extensions ask for by themselves. The first two are held by a policy of their own, in the
        header of their script, where the host sends it: “How to check it yourself” looks. Your browser’s network tab
        shows all.
      </p>
    </PrivacySection>
  );
}

function Requests({ name, of }: { name: string; of: readonly Asked[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section aria-label={name} tabIndex={0} className="mt-1 max-h-72 overflow-auto rounded-md border border-line">
      <table className="w-full text-left text-xs">
        <thead className="text-muted">
          <tr>
            {['When', 'What', 'Size', 'Address'].map((head) => (
              <th key={head} scope="col" className="px-2 py-1 font-normal">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {of.map(({ address, kind, at, octets }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list only grows at its end
            <tr key={index} className="border-t border-line align-top">
              <td className="px-2 py-1 whitespace-nowrap tabular-nums">{timeOf(at)}</td>
              <td className="px-2 py-1 whitespace-nowrap">{kind}</td>
              <td className="px-2 py-1 text-right whitespace-nowrap tabular-nums">
                {octets === undefined ? 'not told' : sizeWords(octets)}
              </td>
              <td className="px-2 py-1 font-mono break-all">{address.replace(location.origin, '')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What the policy has refused so far; the head's script keeps the list. */
function useRefusals(): readonly Refusal[] {
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  useEffect(() => {
    const read = () => setRefusals('refusals' in window ? distinctRefusals(window.refusals as Refusal[]) : []);
    read();
    addEventListener('securitypolicyviolation', read);
    return () => removeEventListener('securitypolicyviolation', read);
  }, []);
  return refusals;
}

function timeOf(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB');
}
