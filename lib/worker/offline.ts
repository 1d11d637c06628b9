/** Where the service worker's script is. It keeps the page's own files, so that they are here without a connection. */
export const SERVICE_WORKER = '/sw.js';

/** Where the installed page's share target sends what is shared. Nothing is there but what the service worker answers. */
export const SHARE_PATH = '/share/';

/** The parameter of the fragment (`#shared=…`) that tells a new page which share is its own. */
export const SHARE_PARAMETER = 'shared';

/** What the system's share sheet, or a file manager, gave to the page. */
export type Share = { text: string; files: readonly File[] };

/** What a page says to the service worker; each answer comes through a port of its own. */
export type ToServiceWorker =
  /** A page of this build is open: which build does the service worker keep? Answered with a {@link KeptBuild}. */
  | { kind: 'arrived'; build: string }
  /** The person agreed to the new version. Not answered: the page is told by `controllerchange`. */
  | { kind: 'take-over' }
  /** What was shared under this name? Answered with a {@link Share}, once; with undefined where there is none. */
  | { kind: 'take-share'; id: string };

/** The build of which the service worker keeps every file. */
export type KeptBuild = { build: string };

/** Longer than any answer of a service worker takes that has to be started first, ms. */
const PATIENCE = 10_000;

/** Asks the service worker; undefined where it does not answer. */
export function askServiceWorker<Answer>(
  worker: Pick<ServiceWorker, 'postMessage'>,
  message: ToServiceWorker,
  patience = PATIENCE,
): Promise<Answer | undefined> {
  const { port1, port2 } = new MessageChannel();
  return new Promise<Answer | undefined>((resolve) => {
    const timer = setTimeout(resolve, patience, undefined);
    port1.onmessage = ({ data }) => {
      clearTimeout(timer);
      resolve(data);
    };
    worker.postMessage(message, [port2]);
  }).finally(() => port1.close());
}
