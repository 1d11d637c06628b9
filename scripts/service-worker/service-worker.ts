/*
 * Keeps every file of the page, so that all of it works without a connection. It answers for those files and for what the
 * share sheet gives; any other request goes its way as if there were no service worker. Nothing is kept but files of the
 * build, each held against the digest that the build wrote down.
 */
import { PrecacheController, PrecacheRoute } from 'workbox-precaching';
import { Route, Router } from 'workbox-routing';
import { type KeptBuild, SHARE_PARAMETER, SHARE_PATH, type ToServiceWorker } from '../../lib/worker/offline';
import { keepShares, readShare } from './shares';

declare const self: ServiceWorkerGlobalScope;
/** The build's name, put in by build.mjs. */
declare const BUILD: string;
/** The SHA-256 of every file, by its address; put in by build.mjs. */
declare const FILES: Readonly<Record<string, string>>;
/** The names of these hold a hash of their content. */
const HASHED = '/_next/static/';

const files = new PrecacheController({
  cacheName: 'files-of-this-page',
  plugins: [{ handlerWillRespond: async ({ request, response }) => addressed(request, response) }],
});
files.addToCacheList(
  Object.entries(FILES).map(([url, digest]) => ({
    url,
    // A file of the same name is the same file, and is fetched once for all versions that have it.
    revision: url.startsWith(HASHED) ? null : digest,
    integrity: `sha256-${digest}`,
  })),
);
const shares = keepShares();

/**
 * A response from the cache has the address it was kept under, without the fragment of the request, and Turbopack tells a
 * worker in that fragment what to do. A response without an address leaves the request's own.
 */
function addressed(request: Request, response: Response): Response {
  return request.destination === 'worker' ? new Response(response.body, response) : response;
}

/** A file that only an older version of the page has: a tab that still shows that version may ask for it. */
async function keptOrFetched({ request }: { request: Request }): Promise<Response> {
  const cache = await caches.open(files.strategy.cacheName);
  const kept = await cache.match(request.url);
  return kept ? addressed(request, kept) : fetch(request);
}

/** Takes what is shared out of the request, which so goes nowhere, and opens the page to hand it over. */
async function receiveShare({ event, request }: { event: ExtendableEvent; request: Request }): Promise<Response> {
  const share = await request.formData().then(readShare, () => undefined);
  const kept = share && shares.keep(share);
  if (kept) event.waitUntil(kept.gone);
  return Response.redirect(`/#${SHARE_PARAMETER}=${kept?.id ?? ''}`, 303);
}

/** Once a tab of this version is the only one, what older versions alone needed is deleted. */
async function tidy(event: ExtendableEvent): Promise<void> {
  const tabs = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (tabs.length <= 1) await files.activate(event);
}

self.addEventListener('install', (event) => void files.install(event));
// The page of the first visit is served from here at once. What older versions kept stays: their tabs may be open.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('message', (event) => {
  const message: ToServiceWorker = event.data;
  const [port] = event.ports;
  if (message.kind === 'take-over') event.waitUntil(self.skipWaiting());
  if (message.kind === 'take-share') port?.postMessage(shares.take(message.id));
  if (message.kind === 'arrived') {
    port?.postMessage({ build: BUILD } satisfies KeptBuild);
    if (message.build === BUILD) event.waitUntil(tidy(event));
  }
});

const router = new Router();
router.registerRoute(
  new PrecacheRoute(files, {
    // The files are static: what stands behind a question mark says nothing to them, and need not reach the host.
    ignoreURLParametersMatching: [/^/],
    directoryIndex: '',
    cleanURLs: false,
    urlManipulation: ({ url }) => [new URL(`${url.pathname}/`, url)],
  }),
);
router.registerRoute(new Route(({ sameOrigin, url }) => sameOrigin && url.pathname.startsWith(HASHED), keptOrFetched));
router.registerRoute(
  new Route(({ sameOrigin, url }) => sameOrigin && url.pathname === SHARE_PATH, receiveShare, 'POST'),
);
router.addFetchListener();
