// What must hold of package.json, package-lock.json and what is installed; each rule gives sentences, none when it holds.
import { broughtBy, listedName, nameAt, waysIn } from './lock.mjs';

const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;
const REGISTRY = 'https://registry.npmjs.org/';
/** A version range, as every dependency on the registry has it: no address, no path, no other package's name. */
const RANGE = /^[\dxX*^~<>=|. \-+a-z]+$/;
const ASKED = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];

/**
 * What is wrong with the dependencies, a sentence each.
 * @param manifest package.json
 * @param lock package-lock.json
 * @param named named.json
 * @param settings .npmrc
 * @param runsOnInstall whether the package at a place of node_modules has an install script
 */
export function problemsOf({ manifest, lock, named, settings, runsOnInstall }) {
  const direct = { ...manifest.dependencies, ...manifest.devDependencies };
  const entries = Object.entries(lock.packages).filter(([place]) => place !== '');
  return [
    ...Object.entries(direct).flatMap(([name, version]) =>
      EXACT.test(version) ? [] : [`${name} is asked for as "${version}": the version must be exact`],
    ),
    ...unnamed(direct, named, lock),
    ...incomplete(manifest, lock),
    ...(/^ignore-scripts=true$/m.test(settings) ? [] : ['.npmrc lets packages run scripts when they are installed']),
    ...entries.flatMap(([place, entry]) => [
      ...sourceProblems(place, entry, named),
      ...(entry.hasInstallScript || runsOnInstall(place) ? scriptProblems(place, named) : []),
      ...(named.licences.includes(entry.license)
        ? []
        : [`${nameAt(place)} has the licence "${entry.license ?? 'none'}", which named.json does not list`]),
    ]),
  ];
}

function unnamed(direct, named, lock) {
  const { ways } = waysIn(lock);
  const listed = new Set([...Object.keys(named.direct), ...Object.values(named.brought).flat()]);
  const present = new Set(Object.keys(direct));
  const problems = Object.keys(direct)
    .filter((name) => !named.direct[name])
    .map((name) => `${name} is a dependency, and named.json does not say why`);
  for (const [place, way] of ways) {
    const name = listedName(place, lock.packages[place]);
    if (!listed.has(name) && !present.has(name))
      problems.push(`${name} is named by nobody. It comes by ${way.join(' → ')}`);
    present.add(name);
  }
  for (const name of listed) if (!present.has(name)) problems.push(`${name} is named, and is no longer there`);
  if (problems.length > 0) return problems;
  const isSame = JSON.stringify(named.brought) === JSON.stringify(broughtBy(lock));
  return isSame ? [] : ['named.json lists packages under another dependency than the one that brings them'];
}

function incomplete(manifest, lock) {
  const { ways, missing } = waysIn(lock);
  const own = ({ dependencies, devDependencies }) => JSON.stringify([dependencies, devDependencies].map(sorted));
  return [
    ...(own(manifest) === own(lock.packages['']) ? [] : ['package-lock.json is not of this package.json']),
    ...missing.map(([by, name]) => `${by} asks for ${name}, which package-lock.json does not have`),
    ...Object.keys(lock.packages)
      .filter((place) => place !== '' && !ways.has(place))
      .map((place) => `package-lock.json has ${place}, for which nobody asks`),
  ];
}

const sorted = (record = {}) => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

function sourceProblems(place, entry, named) {
  const name = nameAt(place);
  const problems = [];
  if (entry.link || (entry.resolved && !entry.resolved.startsWith(REGISTRY))) {
    problems.push(`${name} comes from "${entry.resolved}", not from the registry`);
  }
  for (const [asked, range] of ASKED.flatMap((kind) => Object.entries(entry[kind] ?? {}))) {
    if (!RANGE.test(range)) problems.push(`${name} asks for ${asked} as "${range}", which is no version`);
  }
  const isExcused = entry.optional && named.withoutIntegrity.packages.includes(name);
  if (!/^sha512-/.test(entry.integrity ?? '') && !isExcused) problems.push(`${name} has no SHA-512 of its content`);
  return problems;
}

function scriptProblems(place, named) {
  const name = nameAt(place);
  return named.installScripts[name]
    ? []
    : [`${name} runs a script when it is installed, and named.json does not say why`];
}
