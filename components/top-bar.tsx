'use client';

import { Button } from './button';
import { later } from './later';
import { Offline } from './offline';
import { PrivacyButtons } from './privacy-buttons';
import { SampleSelect } from './sample-select';
import { showShortcuts } from './show-shortcuts';
import { ThemeSelect } from './theme-select';

const ShortcutsDialog = later(({ ShortcutsDialog }) => ShortcutsDialog);

/** The name, the promise, the samples, and the page's own settings. */
export function TopBar() {
  return (
    <header className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-surface px-4 py-1.5">
      <h1 className="flex items-center gap-2 text-[15px] font-bold">
        <svg aria-hidden="true" viewBox="0 0 22 16" className="h-4">
          <rect width="6" height="16" rx="2" fill="var(--color-header)" />
          <rect x="8" width="6" height="16" rx="2" fill="var(--color-payload)" />
          <rect x="16" width="6" height="16" rx="2" fill="var(--color-signature)" />
        </svg>
        JWT Debugger
      </h1>
      <Offline />
      <PrivacyButtons />
      <div className="flex min-w-0 flex-wrap items-center justify-end gap-2 max-sm:ml-auto">
        <a
          href="/checks/"
          target="_blank"
          rel="noopener"
          title="All checks, in a new tab"
          className="rounded-md px-2 py-1 text-muted hover:text-ink"
        >
          Checks
        </a>
        <SampleSelect />
        <ThemeSelect />
        <Button aria-label="Keyboard shortcuts" title="Keyboard shortcuts (?)" onClick={showShortcuts}>
          ?
        </Button>
      </div>
      <ShortcutsDialog />
    </header>
  );
}
