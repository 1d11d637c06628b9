import type { Share } from '../../lib/worker/offline';

/** How long a share is kept for the page that was opened for it, ms. */
const PATIENCE = 60_000;

/** What the share target's form holds (public/manifest.webmanifest names its fields). */
export function readShare(form: FormData): Share {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  // The title is that of the page it was shared from, and worth reading only where there is nothing else.
  const said = [text('text'), text('url')].filter(Boolean).join('\n');
  const files = form.getAll('file').filter((value) => value instanceof File);
  return { text: said || (files.length > 0 ? '' : text('title')), files };
}

/** Shares on their way to the page: in memory, each given once, and forgotten after a minute. */
export function keepShares(patience = PATIENCE) {
  const waiting = new Map<string, { share: Share; forget(): void }>();
  return {
    /** Keeps it under a new name. `gone` resolves when it was taken or forgotten. */
    keep(share: Share): { id: string; gone: Promise<void> } {
      const id = crypto.randomUUID();
      const gone = new Promise<void>((resolve) => {
        const forget = () => {
          clearTimeout(timer);
          waiting.delete(id);
          resolve();
        };
        const timer = setTimeout(forget, patience);
        waiting.set(id, { share, forget });
      });
      return { id, gone };
    },
    /** Gives it to the first who asks. */
    take(id: string): Share | undefined {
      const found = waiting.get(id);
      found?.forget();
      return found?.share;
    },
  };
}
