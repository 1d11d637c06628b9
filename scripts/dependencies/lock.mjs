// package-lock.json (version 3) as a graph: who asks for whom, and by which way each package came in.

/** The kinds of dependency that npm installs for a package; of the project's own, those for development too. */
const ASKED = ['dependencies', 'optionalDependencies', 'peerDependencies'];

/** `node_modules/a/node_modules/@b/c` is a place of `@b/c`. */
export const nameAt = (place) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

/**
 * A package's name as it is listed: those that are the same for another machine (`@next/swc-darwin-arm64`) share one,
 * `@next/swc-*`.
 */
export function listedName(place, { optional, os = [], cpu = [] }) {
  const name = nameAt(place);
  const platform = [...os, ...cpu].map((word) => name.indexOf(`-${word}`)).filter((index) => index > 0);
  return optional && platform.length > 0 ? `${name.slice(0, Math.min(...platform))}-*` : name;
}

/** The place of what a package at `place` gets when it asks for `name`, as Node looks for it; undefined for none. */
function resolve(packages, place, name) {
  for (let folder = place; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const candidate = `${folder}${folder && '/'}node_modules/${name}`;
    if (packages[candidate]) return candidate;
    if (!folder) return undefined;
  }
}

/** What the package at `place` asks for and gets, by place, and what it must have and does not get, by name. */
function askedBy(packages, place) {
  const owner = packages[place];
  const names = new Set(ASKED.flatMap((kind) => Object.keys(owner[kind] ?? {})));
  // An optional peer is used if it is there, and brought by someone else.
  const wanted = [...names].filter((name) => !owner.peerDependenciesMeta?.[name]?.optional).sort();
  const pairs = wanted.map((name) => [name, resolve(packages, place, name)]);
  return {
    places: pairs.flatMap(([, found]) => found ?? []),
    missing: pairs.filter(([, found]) => !found).map(([name]) => name),
  };
}

/**
 * The way by which each place came in, as the names from the project's own dependency down to it: the shortest, and one
 * through what the built page needs before one through the tools. `missing` has `[by, name]` of what the lock lacks.
 */
export function waysIn({ packages }) {
  const { dependencies = {}, devDependencies = {} } = packages[''];
  const own = [dependencies, devDependencies].map((direct) => Object.keys(direct).sort());
  const placeOf = (name) => `node_modules/${name}`;
  const isHeld = (place) => Boolean(packages[place]);
  const missing = own.flat().flatMap((name) => (isHeld(placeOf(name)) ? [] : [['package.json', name]]));
  const ways = new Map(
    own
      .flat()
      .map((name) => [placeOf(name), [name]])
      .filter(([place]) => isHeld(place)),
  );
  for (const names of own) {
    let edge = names.map(placeOf).filter(isHeld);
    while (edge.length > 0) {
      const next = [];
      for (const place of edge) {
        const asked = askedBy(packages, place);
        missing.push(...asked.missing.map((name) => [nameAt(place), name]));
        for (const found of asked.places.filter((one) => !ways.has(one))) {
          ways.set(found, [...ways.get(place), nameAt(found)]);
          next.push(found);
        }
      }
      edge = next;
    }
  }
  return { ways, missing };
}

/** The listed names that each of the project's own dependencies brings, each under the first that does. */
export function broughtBy(lock) {
  const brought = {};
  const { ways } = waysIn(lock);
  const seen = new Set([...ways.values()].filter((way) => way.length === 1).flat());
  for (const [place, [first]] of [...ways].filter(([, way]) => way.length > 1)) {
    const name = listedName(place, lock.packages[place]);
    if (seen.has(name)) continue;
    seen.add(name);
    brought[first] ??= [];
    brought[first].push(name);
  }
  const sorted = Object.entries(brought).map(([name, names]) => [name, names.sort()]);
  return Object.fromEntries(sorted.sort(([a], [b]) => (a < b ? -1 : 1)));
}
