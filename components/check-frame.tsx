import type { ReactNode } from 'react';
import { ThemeSelect } from './theme-select';

const LINK = 'leading-6 underline decoration-edge underline-offset-2 hover:decoration-ink';

/** A page of the reference: the way back to the debugger above it. */
export function CheckFrame({ children }: { children: ReactNode }) {
  return (
    <>
      <header className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line bg-surface px-4 py-1.5">
        <a href="/" className="text-[15px] font-bold hover:underline">
          JWT Debugger
        </a>
        <nav aria-label="Reference" className="mr-auto flex gap-x-4">
          <a href="/checks/" className={LINK}>
            All checks
          </a>
          <a href="/licences/" className={LINK}>
            Licences
          </a>
        </nav>
        <ThemeSelect />
      </header>
      <main className="mx-auto max-w-3xl px-4 py-6 text-[15px] leading-6">{children}</main>
    </>
  );
}
