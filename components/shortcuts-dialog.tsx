'use client';

import { Button } from './button';

const SHORTCUTS = [
  { keys: 'Ctrl+V', does: 'Paste a token, from anywhere on the page' },
  { keys: 'Ctrl+Z', does: 'Undo: token, panes and key have one history' },
  { keys: 'Ctrl+Shift+Z', does: 'Redo' },
  { keys: 'Alt+Shift+1 … 5', does: 'Go to token, header, payload, key, findings' },
  { keys: 'Ctrl+F', does: 'Find, inside an editor' },
  { keys: 'Ctrl+Space', does: 'Complete a claim or algorithm name, inside an editor' },
  { keys: 'Tab', does: 'Leave an editor' },
  { keys: '?', does: 'This sheet' },
] as const;

/** The keyboard shortcuts. Escape closes it. */
export function ShortcutsDialog() {
  return (
    <dialog
      id="shortcuts"
      aria-labelledby="shortcuts-title"
      className="m-auto w-full max-w-lg rounded-pane border border-line bg-surface p-5 text-ink backdrop:bg-black/40"
    >
      <h2 id="shortcuts-title" className="text-base font-semibold">
        Keyboard shortcuts
      </h2>
      <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-5 gap-y-2">
        {SHORTCUTS.map(({ keys, does }) => (
          <div key={keys} className="contents">
            <dt>
              <kbd className="rounded border border-line bg-page px-1.5 py-0.5 font-mono text-xs">{keys}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-muted">On a Mac, Command takes the place of Ctrl.</p>
      <form method="dialog" className="mt-4 text-right">
        <Button type="submit" look="framed">
          Close
        </Button>
      </form>
    </dialog>
  );
}
