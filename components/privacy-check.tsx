'use client';

import { useState } from 'react';
import { type HostHeader, hostHeaders } from '@/lib/state/host-headers';
import { Button } from './button';
import { PrivacySection } from './privacy-section';

const BUILD = process.env.BUILD_ID ?? '';

/** How a doubter finds out without taking our word for it. */
export function PrivacyCheck() {
  return (
    <>
      <PrivacySection name="How to check it yourself">
        <ol className="list-decimal space-y-1 pl-5">
          <li>
            Open the browser’s developer tools (F12), choose “Network”, and work with a token: no line is added but
            files of this page, and none of them carries anything.
          </li>
          <li>Turn the network off, and go on: decoding, verifying and signing need nobody.</li>
          <li>
            Try to break it: type <code className="font-mono text-xs">fetch('https://example.com')</code> into the
            tools’ console. The browser refuses.
          </li>
          <li>Read the policy in the page’s source (Ctrl+U): it is the first thing after the character set.</li>
          <li>Have the host’s headers looked at:</li>
        </ol>
        <HostHeaders />
      </PrivacySection>
      <PrivacySection name="Build the very same files">
        <p>
          The same sources give the same bytes. This page is build{' '}
          <code className="font-mono text-xs">{BUILD || 'unknown'}</code>, version{' '}
          <code className="font-mono text-xs">{process.env.VERSION}</code>; the host tells its build at{' '}
          <a
            href="/build-id.txt"
            target="_blank"
            rel="noopener"
            className="underline decoration-edge underline-offset-2"
          >
            /build-id.txt
          </a>
          . With Node 20 or newer, in the folder of the sources:
        </p>
        <section
          aria-label="Commands"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
          tabIndex={0}
          className="overflow-x-auto rounded-md border border-line bg-raised p-2"
        >
          <pre className="font-mono text-xs leading-5">{commandsFor(location.origin)}</pre>
        </section>
        <p>
          A file that differs is a reason not to trust this host.{' '}
          <code className="font-mono text-xs">npm run reproduce</code> builds the release twice, in two folders, shows
          that both are the same byte for byte, and prints the SHA-256 to compare with the published one.
        </p>
      </PrivacySection>
    </>
  );
}

/** What builds the page and compares each of its files with what a host serves, in any shell of Unix. */
function commandsFor(host: string): string {
  return `npm ci && npm run build
cat out/build-id.txt   # the same as above?
cd out && find . -type f ! -name '*.br' ! -name _headers ! -name .nojekyll | while read -r file; do
  curl -gsL "${host}/$file" | cmp -s - "$file" || echo "$file differs"
done`;
}

/** Asks this host, and no other, for the headers of the page and of one script. */
function HostHeaders() {
  const [found, setFound] = useState<readonly HostHeader[] | 'unknown'>();

  async function look() {
    const script = [...document.scripts].find(({ src }) => src.startsWith(location.origin))?.src;
    const ask = async (url: string) => {
      const { headers } = await fetch(url, { method: 'HEAD', cache: 'no-store', credentials: 'omit' });
      return (name: string) => headers.get(name);
    };
    const answers = script && (await Promise.all([ask(location.pathname), ask(script)]).catch(() => undefined));
    setFound(answers ? hostHeaders({ page: answers[0], script: answers[1] }) : 'unknown');
  }

  return (
    <div className="space-y-1 pl-5">
      <Button look="framed" onClick={look}>
        Look at the headers
      </Button>
      <div role="status" aria-label="Headers of this host">
        {found === 'unknown' && <p>The host did not answer.</p>}
        {Array.isArray(found) && (
          <ul className="space-y-0.5">
            {found.map(({ name, of, isSent, without }: HostHeader) => (
              <li key={`${of} ${name}`} className={isSent ? '' : 'text-bad'}>
                {isSent ? '✓ sent' : '✗ not as it should be'}: <code className="font-mono text-xs">{name}</code> of{' '}
                {of === 'page' ? 'the page' : 'scripts'}
                {!isSent && `: ${without}.`}
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
