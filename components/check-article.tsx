import type { ReactNode } from 'react';
import type { CheckText } from '@/lib/checks/check';
import type { ShownExample } from '@/lib/state/check-page';
import { SeverityBadge } from './severity-badge';

type CheckArticleProps = { check: CheckText; shown: ShownExample; before?: CheckText; after?: CheckText };

const LINK = 'underline decoration-edge underline-offset-2 hover:decoration-ink';

/** One check: how bad, why, what to do, who says so, and an example to look at. */
export function CheckArticle({ check, shown, before, after }: CheckArticleProps) {
  const { id, severity, title, why, fix, references } = check;
  return (
    <article>
      <p className="flex flex-wrap items-center gap-x-3">
        <SeverityBadge severity={severity} />
        <code className="font-mono text-[13px] break-all text-muted">{id}</code>
      </p>
      <h1 className="mt-1 text-2xl leading-8 font-bold">{title}</h1>
      <Chapter title="Why it matters">
        <p>{why}</p>
      </Chapter>
      <Chapter title="What to do">
        <p>{fix}</p>
      </Chapter>
      <Chapter title="References">
        <ul className="flex flex-wrap gap-x-4">
          {references.map(({ label, url }) => (
            <li key={label}>
              <a href={url} rel="noreferrer noopener" className={LINK}>
                {label}
              </a>
            </li>
          ))}
        </ul>
      </Chapter>
      <Chapter title="Example">
        <Example id={id} shown={shown} />
      </Chapter>
      <nav
        aria-label="Other checks"
        className="mt-8 flex flex-wrap justify-between gap-x-6 gap-y-2 border-t border-line pt-4"
      >
        {before && (
          <a href={`/checks/${before.id}/`} className={LINK}>
            ← {before.title}
          </a>
        )}
        {after && (
          <a href={`/checks/${after.id}/`} className={`ml-auto ${LINK}`}>
            {after.title} →
          </a>
        )}
      </nav>
    </article>
  );
}

function Chapter({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-5">
      <h2 className="font-semibold">{title}</h2>
      <div className="mt-1">{children}</div>
    </section>
  );
}

function Example({ id, shown }: { id: string; shown: ShownExample }) {
  const { verdict, header, payload, clock, expected, findings } = shown;
  return (
    <>
      {header !== undefined && <Part title="Header" text={header} />}
      {payload !== undefined && <Part title="Payload" text={payload} />}
      <p className="mt-2 text-muted">
        Judged for {clock}
        {expected.length > 0 && ', expecting:'}
      </p>
      {expected.length > 0 && (
        <ul className="list-disc pl-5">
          {expected.map(({ name, value }) => (
            <li key={name} className="break-words">
              {name}: <code className="font-mono text-[13px]">{value}</code>
            </li>
          ))}
        </ul>
      )}
      <p className="mt-2">
        <strong>{verdict}.</strong> What the check says of it:
      </p>
      <ul className="list-disc pl-5">
        {findings.map(({ message }) => (
          <li key={message} className="break-words">
            {message}
          </li>
        ))}
      </ul>
      <p className="mt-4">
        <a
          href={`/#check=${id}`}
          className="inline-block rounded-md border border-edge bg-surface px-3 py-1.5 font-semibold hover:bg-raised"
        >
          Load this example
        </a>
      </p>
      <p className="mt-2 text-muted">
        It opens in the debugger with its key, which is public, and with what the verifier of it expects.
      </p>
    </>
  );
}

function Part({ title, text }: { title: string; text: string }) {
  return (
    <figure className="mt-2">
      <figcaption className="text-muted">{title}</figcaption>
      <pre className="rounded-md border border-line bg-surface px-3 py-2 font-mono text-[13px] leading-5 break-all whitespace-pre-wrap">
        {text}
      </pre>
    </figure>
  );
}
