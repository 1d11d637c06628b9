import type { FetchOutcome } from '@/lib/state/fetch-key-set';
import { type Address, curlLine, isConfiguration } from '@/lib/state/key-set-url';
import { Button } from './button';
import { CopyButton } from './copy-button';

/** What came of a request when it was no key set. */
export type Trouble = Exclude<FetchOutcome, { kind: 'fetched' }>;

/** The exact request, before it is made, and who learns what by it. */
export function WhatIsAsked({ address }: { address: Address }) {
  return (
    <section aria-label="What will be requested" className="rounded-md border border-line bg-raised px-3 py-2">
      {address.kind === 'refused' ? (
        <p>{address.reason}</p>
      ) : (
        <>
          <p>
            “Fetch” asks for <Url>{address.url}</Url>
            {isConfiguration(address.url) && (
              <>
                {' '}
                and then for the key set that it names, if that is on <Url>{address.origin}</Url> too and the
                configuration is of the token’s issuer; else you are asked first.
              </>
            )}
          </p>
          <p className="text-muted">
            The host learns this computer’s network address and that someone asks. It gets no token, no cookie and no
            referrer. Redirections are not followed.
          </p>
        </>
      )}
    </section>
  );
}

/** Why there is no key set yet, and what can be done. `onAgree` takes the address that the person agrees to. */
export function FetchTrouble({ trouble, onAgree }: { trouble: Trouble; onAgree(url: string): void }) {
  const { url } = trouble;
  return (
    <div role="alert" className="space-y-1">
      {trouble.kind === 'confirm' ? (
        <>
          {trouble.because.map((doubt) => (
            <p key={doubt}>{doubt}</p>
          ))}
          <p>
            Next would be asked: <Url>{url}</Url>
          </p>
          <Button look="framed" onClick={() => onAgree(url)}>
            Fetch from there
          </Button>
        </>
      ) : (
        <>
          <p className="text-bad">{trouble.reason}</p>
          {trouble.byHand && <ByHand url={url} />}
        </>
      )}
    </div>
  );
}

function ByHand({ url }: { url: string }) {
  const command = curlLine(url);
  return (
    <p className="break-words">
      The way round:{' '}
      <a href={url} target="_blank" rel="noreferrer noopener" className="underline decoration-edge underline-offset-2">
        open the address
      </a>{' '}
      or run <Url>{command}</Url> <CopyButton text={() => command}>Copy command</CopyButton> and paste what it gives
      into the key field.
    </p>
  );
}

function Url({ children }: { children: string }) {
  return <code className="font-mono text-xs break-all">{children}</code>;
}
