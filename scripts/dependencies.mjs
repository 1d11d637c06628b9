// `npm run dependencies`: nothing is installed that nobody named. Fails, and says by which way a newcomer came in, when
// package-lock.json and dependencies/named.json differ, when a version is not exact or a source is not the registry, and when
// `npm audit` knows of something that is not explained there.
//
//   --write   name all that is there now; the diff is for review, and a direct dependency needs a word why
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { askRegistry, judgeAudit } from './dependencies/audit.mjs';
import { broughtBy } from './dependencies/lock.mjs';
import { problemsOf } from './dependencies/rules.mjs';
import { ROOT } from './sources.mjs';

const NAMED = join(ROOT, 'scripts/dependencies/named.json');
const read = (file) => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));

/** What npm would run on installing: the lock says it of some, the package itself of those that are installed. */
function runsOnInstall(place) {
  if (!existsSync(join(ROOT, place, 'package.json'))) return false;
  const { scripts = {} } = read(`${place}/package.json`);
  const isBuilt = existsSync(join(ROOT, place, 'binding.gyp'));
  return Boolean(scripts.preinstall ?? scripts.install ?? scripts.postinstall) || isBuilt;
}

const manifest = read('package.json');
const lock = read('package-lock.json');
const named = JSON.parse(readFileSync(NAMED, 'utf8'));
if (process.argv.includes('--write')) {
  const own = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).sort();
  named.direct = Object.fromEntries(own.map((name) => [name, named.direct[name] ?? '']));
  named.brought = broughtBy(lock);
  writeFileSync(NAMED, JSON.stringify(named));
  spawnSync(`npx biome format --write ${NAMED}`, { cwd: ROOT, shell: true });
}

const settings = readFileSync(join(ROOT, '.npmrc'), 'utf8');
const problems = problemsOf({ manifest, lock, named, settings, runsOnInstall });
const audit = judgeAudit(askRegistry(), named.advisories);
for (const problem of [...problems, ...audit.problems]) console.error(`✗ ${problem}.`);
const brought = Object.keys(lock.packages).length - 1 - Object.keys(named.direct).length;
console.log(`dependencies: ${Object.keys(named.direct).length} of our own bring ${brought} more`);
console.log(
  audit.silence
    ? `npm audit: not known, the registry does not answer (${audit.silence})`
    : `npm audit: ${audit.advisories} advisories, ${Object.keys(named.advisories).length} explained`,
);
if (problems.length + audit.problems.length > 0) {
  if (problems.length > 0) console.error('Look at each; then `npm run dependencies -- --write` names them.');
  process.exitCode = 1;
}
