import type { ReactNode } from 'react';

type PaneProps = {
  /** The region's accessible name, and its heading. */
  name: string;
  /** Said beside the name, muted. */
  detail?: ReactNode;
  tools?: ReactNode;
  children: ReactNode;
  foot?: ReactNode;
  segment?: 'header' | 'payload' | 'signature';
  busy?: boolean;
  className?: string;
  id?: string;
};

const BARS = { header: 'bg-header', payload: 'bg-payload', signature: 'bg-signature' } as const;

/** A framed part of the page with a head, a body that scrolls, and perhaps a foot. */
export function Pane({ name, detail, tools, children, foot, segment, busy = false, className = '', id }: PaneProps) {
  const headingId = `pane-${name.toLowerCase().replaceAll(' ', '-')}`;
  return (
    <section
      id={id}
      aria-labelledby={headingId}
      aria-busy={busy}
      className={`flex min-h-0 min-w-0 flex-col overflow-hidden rounded-pane border border-line bg-surface ${className}`}
    >
      <header className="relative flex min-h-11 flex-wrap items-center gap-x-2 gap-y-1 border-b border-line px-3 py-1.5">
        {segment && <span aria-hidden className={`h-4 w-1 shrink-0 rounded-full ${BARS[segment]}`} />}
        <h2 id={headingId} className="font-semibold">
          {name}
        </h2>
        <p className="min-w-0 flex-1 truncate text-muted">{detail}</p>
        {tools && <div className="-mr-1.5 flex flex-wrap items-center gap-0.5">{tools}</div>}
        {busy && <span aria-hidden className="busy-bar absolute inset-x-0 -bottom-px h-0.5 bg-accent" />}
      </header>
      {children}
      {foot && <footer className="border-t border-line bg-raised px-3 py-2 text-muted">{foot}</footer>}
    </section>
  );
}
