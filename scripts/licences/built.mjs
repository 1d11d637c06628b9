// Which packages' code is in the build, by its source maps: they say of every chunk what it was made of. The maps are made
// for this alone and taken away again, so that the page is no larger for them.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { filesIn } from '../sources.mjs';

const MAP_NAME = /\n?(?:\/\/# sourceMappingURL=\S+|\/\*# sourceMappingURL=\S+? ?\*\/)\s*$/;
/** What a page loads; all else in the build is data, or a copy that nobody asks for. */
const CHUNK = /[/\\]chunks[/\\].*\.(?:css|js)$/;
/** What Next brings inside itself is others' work; all else of it, and Turbopack's own code, is Next's. */
const IN_NEXT = /\/node_modules\/(next\/dist\/compiled\/(?:@[^/]+\/)?[^/]+)\//;
const IN_PACKAGE = /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//;

/** The package that a source of a map is of, as a place below node_modules; undefined for our own. */
export function packageOf(source) {
  if (source.startsWith('turbopack:///[turbopack')) return 'next';
  return (IN_NEXT.exec(source) ?? IN_PACKAGE.exec(source))?.[1];
}

/** A map may be made of maps (ECMA-426, index maps). */
const sourcesOf = (map) => map.sections?.flatMap((section) => sourcesOf(section.map)) ?? map.sources ?? [];

/**
 * Takes the source maps of the build in `folder` away, and gives the packages that they name.
 * @throws when there is none, or one is missing, since then not all is known
 */
export function takeSourceMaps(folder) {
  const files = filesIn(folder);
  const maps = files.filter((file) => file.endsWith('.map'));
  if (maps.length === 0) throw new Error('The build has no source maps to tell whose code is in it');
  const sources = maps.flatMap((file) => sourcesOf(JSON.parse(readFileSync(file, 'utf8'))));
  for (const map of maps) rmSync(map);
  for (const file of files.filter((one) => CHUNK.test(one))) {
    const text = readFileSync(file, 'utf8');
    if (!MAP_NAME.test(text)) throw new Error(`${file} has no source map to tell whose code it is`);
    writeFileSync(file, text.replace(MAP_NAME, ''));
  }
  return new Set(sources.flatMap((source) => packageOf(source) ?? []));
}

/** Where the built packages and the rows of shipped.json differ, a sentence each. */
export function compareShipped(built, rows) {
  const named = new Map(rows.filter(({ unseen }) => !unseen).map(({ at, name }) => [at, name]));
  return [
    ...[...built].filter((at) => !named.has(at)).map((at) => `${at} is in the page, and shipped.json does not name it`),
    ...[...named]
      .filter(([at]) => !built.has(at))
      .map(([, name]) => `${name} is named in shipped.json, and is not in the page`),
  ];
}
