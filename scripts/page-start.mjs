// How the first page begins. Next would make it live with its router, a third of all the code, which a single page has no use
// for; and at once, while it is still being drawn. It begins instead with a module of its own, once somebody is there
// (app/boot.ts), and asks for the files that this module needs. Only what Turbopack writes is read: where that changes,
// the build says so and stops.
import { modulesIn } from './size/chunks.mjs';

/** How Turbopack begins a page: the files to have, then the modules to run. */
const ENTRY =
  /<script id="_R_">\(globalThis\["TURBOPACK"\] \|\| \(globalThis\["TURBOPACK"\] = \[\]\)\)\.push\(\{"otherChunks":\[[^\]]*\],"runtimeModuleIds":\[[^\]]*\]\}\);<\/script>/;
const CHUNK_TAG = /<script src="\/_next\/(static\/chunks\/[^"]+)" async=""><\/script>/g;
const PRELOAD = /<link rel="preload" as="script"[^>]*>/g;
/** Notes the moment of the first frame, for parts of a page that are streamed; here none is. */
const STREAMING = '<script>requestAnimationFrame(function(){$RT=performance.now()});</script>';
/** What `useId` gives: it counts the components above, and there are fewer without Next's. */
const COUNTED_ID = /="_R_\w+_"/;
const RUNTIME = /\/turbopack-[^/]+$/;
/** How a factory asks for other modules by their numbers, at once or later. */
const ASKED = /\.[iArS]\(\[?(\d+)|\((\d+)\)/g;
const HANDED_ON = /\.S\(\[[^\]]*\]/g;

/**
 * The number of a client module of a page, as Next wrote it into the page's manifest.
 * @param {string} manifest the text of `page_client-reference-manifest.js`
 * @param {string} source the module's place in the project, such as `components/x.tsx`
 */
export function moduleId(manifest, source) {
  const row = JSON.parse(manifest.slice(manifest.indexOf('] = {') + 4).replace(/;\s*$/, ''));
  const id = row.clientModules[`[project]/${source}`]?.id;
  if (id === undefined) throw new Error(`${source} is no client module of the page`);
  return Number(id);
}

/**
 * The files that have a module which `start` needs, at once or later.
 * @param {number} start a module's number
 * @param {Map<string, string>} chunks the text of each script, by its path such as `static/chunks/a.js`
 */
export function filesNeeded(start, chunks) {
  const modules = new Map();
  for (const [path, text] of chunks) {
    for (const { numbers, factory } of modulesIn(text)) {
      const body = text.slice(factory.start, factory.end);
      const asked = [...body.matchAll(ASKED)].map(([, one, other]) => one ?? other);
      const handedOn = [...body.matchAll(HANDED_ON)].flatMap(([list]) => list.match(/\b\d+\b/g) ?? []);
      for (const id of numbers) {
        const known = modules.get(id) ?? { paths: [], asked: [] };
        modules.set(id, known);
        known.paths.push(path);
        known.asked.push(...[...asked, ...handedOn].map(Number));
      }
    }
  }
  if (!modules.has(start)) throw new Error(`No script has the module ${start}`);
  const reached = new Set([start]);
  for (const id of reached) for (const next of modules.get(id).asked) if (modules.has(next)) reached.add(next);
  return new Set([...reached].flatMap((id) => modules.get(id).paths));
}

/**
 * The page, beginning with the module `start` once somebody is there, and without all that it then does not need.
 * @param {string} page as Next writes it, without its data
 * @throws Error when Turbopack begins it in a way that is not known here
 */
export function startedWith(page, start, chunks) {
  const needed = filesNeeded(start, chunks);
  const asked = [...page.matchAll(CHUNK_TAG)].map(([, path]) => path);
  const kept = asked.filter((path) => needed.has(path) || RUNTIME.test(path));
  if (!ENTRY.test(page) || !kept.some((path) => RUNTIME.test(path)))
    throw new Error('The page begins in a way that is not known');
  if (COUNTED_ID.test(page)) throw new Error('The first page’s markup has an id of useId, which would be another one');
  const entry = { otherChunks: kept.filter((path) => !RUNTIME.test(path)), runtimeModuleIds: [start] };
  const scripts = JSON.stringify(kept.map((path) => `/_next/${path}`));
  const begin = `whenPresent(${scripts},()=>(globalThis.TURBOPACK||=[]).push(${JSON.stringify(entry)}))`;
  return page
    .replaceAll(CHUNK_TAG, '')
    .replaceAll(PRELOAD, '')
    .replace(STREAMING, '')
    .replace(ENTRY, () => `<script>${begin}</script>`);
}
