import { Button } from './button';

/** Tells of a newer version at the page's lower edge. Nothing happens until the person says so. */
export function UpdateOffer({ onReload, onLater }: { onReload(): void; onLater(): void }) {
  return (
    <section
      aria-label="New version"
      className="fixed right-4 bottom-4 left-4 z-20 rounded-pane border border-edge bg-surface p-3 sm:left-auto sm:max-w-sm"
    >
      <p role="status">
        <strong>A new version is ready.</strong> This tab goes on as it is until you reload it. Reloading forgets what
        is in it: copy what you still need.
      </p>
      <div className="mt-2 flex justify-end gap-2">
        <Button onClick={onLater}>Later</Button>
        <Button look="framed" onClick={onReload}>
          Reload now
        </Button>
      </div>
    </section>
  );
}
