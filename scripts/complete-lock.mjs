// Adds to package-lock.json the optional platform packages (darwin, win32, musl…) that npm left out.
//
// npm writes no lock entry for an optional package that the registry it asked does not hold, as a partial mirror may not.
// `npm ci` then refuses the lock on every machine: "Missing: @next/swc-darwin-arm64 from lock file". What an entry must say
// (version, os, cpu, libc) follows from the name, which all these families build as `<family>-<os>-<cpu>[-<libc>]`.
import { readFileSync, writeFileSync } from 'node:fs';

const LOCK = new URL('../package-lock.json', import.meta.url);
const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'wasm32',
  'win32',
];
const LIBC = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' };

/** What a platform package's name says of the machines it is for; undefined where the name has no platform in it. */
function platformOf(name) {
  const [system, cpu, abi] = name.slice(name.search(`-(${SYSTEMS.join('|')})(-|$)`) + 1).split('-');
  if (!SYSTEMS.includes(system)) return undefined;
  if (system === 'wasm32') return { cpu: ['wasm32'] };
  const libc = LIBC[abi] ?? (system === 'linux' && abi === undefined ? 'glibc' : undefined);
  return { cpu: [cpu], os: [system], ...(system === 'linux' && libc && { libc: [libc] }) };
}

/** Entries for all that `packages` names as optional and does not hold, by their place in the lock file. */
function missingEntries(packages) {
  const missing = {};
  for (const [place, owner] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
      const held = packages[`${place}/node_modules/${name}`] ?? packages[`node_modules/${name}`];
      const platform = platformOf(name);
      if (held || !platform) continue;
      const { cpu, os, libc } = platform;
      const { dev, engines, license } = { license: owner.license, ...siblingOf(name, owner, packages) };
      // In npm's own order of members, so that its next run changes nothing.
      const entry = { version, cpu, dev, libc, license, optional: true, os, engines };
      missing[`node_modules/${name}`] = entry;
    }
  }
  return missing;
}

/** The entry of a package of the same family that is held: it has the same licence, engines and use. */
function siblingOf(name, owner, packages) {
  const sibling = Object.keys(owner.optionalDependencies).find(
    (other) => other !== name && platformOf(other) && packages[`node_modules/${other}`],
  );
  return sibling ? packages[`node_modules/${sibling}`] : {};
}

/** npm's own order is by place, as `localeCompare` in English sorts. */
const inOrder = (record) => Object.fromEntries(Object.entries(record).sort(([a], [b]) => a.localeCompare(b, 'en')));

const lock = JSON.parse(readFileSync(LOCK, 'utf8'));
const missing = missingEntries(lock.packages);
for (const entry of Object.values(lock.packages)) {
  // A mirror's address is nobody else's; without it npm asks the registry its user has configured.
  if (entry.resolved && !entry.resolved.startsWith('https://registry.npmjs.org/')) delete entry.resolved;
}
lock.packages = inOrder({ ...lock.packages, ...missing });
writeFileSync(LOCK, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`package-lock.json: ${Object.keys(missing).length} optional packages added`);
