import { askServiceWorker, type KeptBuild, SERVICE_WORKER, type ToServiceWorker } from '../worker/offline';

/**
 * What of the page is kept for a visit without a connection: nothing (yet); every file of the build that is shown; or a
 * newer build, which is shown after a reload.
 */
export type Kept = 'nothing' | 'this-build' | 'newer-build';

/** What of the browser the watch needs: its service workers, and a way to load the page anew. */
export type OfflineSurroundings = {
  container: Pick<ServiceWorkerContainer, 'register' | 'addEventListener' | 'removeEventListener'>;
  /** The build of the page that is shown. */
  build: string;
  reload(): void;
};

/**
 * Has all files of the page kept by a service worker and tells what is kept, now and whenever that changes. A newer version
 * waits, and this tab goes on as it is, until `takeNewer` is called for this very tab: then it is loaded anew. Other tabs
 * go on in any case; what they may still ask for stays kept.
 */
export function watchOffline(
  signal: AbortSignal,
  { container, build, reload }: OfflineSurroundings,
  tell: (kept: Kept) => void,
): { takeNewer(): void } {
  let registration: ServiceWorkerRegistration | undefined;
  let isAgreed = false;

  const look = async () => {
    const { active, waiting } = registration ?? {};
    // While another tab agrees, the newer one is active and its files are kept already.
    if (active?.state === 'activating') active.addEventListener('statechange', look, { once: true, signal });
    if (active?.state !== 'activated') return;
    const answer = await askServiceWorker<KeptBuild>(active, { kind: 'arrived', build });
    if (signal.aborted || !answer) return;
    tell(waiting || answer.build !== build ? 'newer-build' : 'this-build');
  };

  const follow = () => {
    const installing = registration?.installing;
    installing?.addEventListener('statechange', look, { signal });
  };

  const begin = async () => {
    // Where storage is forbidden or full nothing is kept, and the page works as before.
    registration = await container.register(SERVICE_WORKER).catch(() => undefined);
    if (signal.aborted || !registration) return;
    registration.addEventListener('updatefound', follow, { signal });
    follow();
    await look();
  };

  container.addEventListener('controllerchange', () => (isAgreed ? reload() : void look()), { signal });
  void begin();

  return {
    takeNewer() {
      isAgreed = true;
      // Another tab may have brought it in before.
      if (!registration?.waiting) return reload();
      registration.waiting.postMessage({ kind: 'take-over' } satisfies ToServiceWorker);
    },
  };
}
