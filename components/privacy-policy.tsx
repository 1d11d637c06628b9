'use client';

import { directiveWords, readPolicy } from '@/lib/state/policy-words';
import { PrivacySection } from './privacy-section';

/** The policy that this very page carries, each line in words, and what no policy can hold. */
export function PrivacyPolicy() {
  const meta = document.querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]');
  const directives = readPolicy(meta?.content ?? '');
  return (
    <PrivacySection name="The policy in words">
      {directives.length === 0 ? (
        <p className="text-bad">This copy of the page carries no policy: nothing but its own code holds the promise.</p>
      ) : (
        <>
          <p>
            The browser holds the page to this Content-Security-Policy, whatever its code tries. It is read from this
            page’s own head:
          </p>
          <dl className="space-y-1.5">
            {directives.map((directive) => (
              <div key={directive.name}>
                <dt>
                  <code className="font-mono text-xs">{directive.name}</code>
                </dt>
                <dd>{directiveWords(directive) ?? directive.values.join(' ')}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <p className="pt-1 font-semibold">What it cannot hold</p>
      <ul className="list-disc space-y-1 pl-5">
        <li>Browser extensions: one that may read this page can read a token here and send it where it likes.</li>
        <li>The host: it could give out other files. “Build the very same files” shows whether it did.</li>
        <li>
          Leaving: no policy keeps a script from leading the tab to another address. No script but the page’s own runs,
          and none of them does that with anything you gave.
        </li>
        <li>
          Headers that a host does not send: without them workers have no policy, and another site may frame this one.
          “How to check it yourself” has a button that looks.
        </li>
        <li>The clipboard, files you save, your screen, and memory that the browser has not used again yet.</li>
      </ul>
    </PrivacySection>
  );
}
