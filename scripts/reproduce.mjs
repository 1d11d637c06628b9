// `npm run reproduce`: builds the committed sources twice, from nothing, and compares what came out byte by byte. The second
// time in another folder, another year, time zone and language, and with other permissions of new files.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { filesIn, ROOT } from './sources.mjs';

const COMPARED = ['out', 'release'];
const MOST_SHOWN = 20;

/**
 * What Node runs before a build that shall believe that it is later: 400 days. The clock keeps every property of its own, as
 * Next makes another of them.
 */
const LATER = `const now = Date.now;
Date.now = () => now() + 400 * 86_400_000;
globalThis.Date = new Proxy(Date, {
  apply: (clock) => new clock(clock.now()).toString(),
  construct: (clock, given, maker) => Reflect.construct(clock, given.length === 0 ? [clock.now()] : given, maker),
});
Date.prototype.constructor = Date;
`;

/** Runs a command; its output is shown only when it fails. @throws when it fails */
function run(command, folder, env = {}) {
  const done = spawnSync(command, {
    cwd: folder,
    shell: true,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  if (done.status !== 0) throw new Error(`${command}, in ${folder}:\n${done.stdout}${done.stderr}`);
  return done.stdout;
}

/** The digest of every file of the build and of the release in a checkout, by name. */
function digests(folder) {
  const files = COMPARED.flatMap((name) => filesIn(join(folder, name)));
  return new Map(
    files.map((file) => [
      file.slice(folder.length + 1).replaceAll('\\', '/'),
      createHash('sha256').update(readFileSync(file)).digest('hex'),
    ]),
  );
}

/** A checkout of a commit in `folder`, built and packed; its digests. */
function buildIn(folder, commit, { env, umask }) {
  mkdirSync(folder, { recursive: true });
  run(`git clone -q --no-checkout --no-hardlinks "${ROOT}" "${folder}"`, ROOT);
  run(`git checkout -q --detach ${commit}`, folder);
  run('npm ci --prefer-offline --no-audit --no-fund', folder);
  const before = process.umask(umask);
  try {
    run('npm run release', folder, env);
  } finally {
    process.umask(before);
  }
  return digests(folder);
}

function compare(first, second) {
  const names = [...new Set([...first.keys(), ...second.keys()])].sort();
  return names.filter((name) => first.get(name) !== second.get(name));
}

const begin = Date.now();
const base = mkdtempSync(join(tmpdir(), 'jwt-debugger-reproduce-'));
let differing;
try {
  const later = join(base, 'later.mjs');
  writeFileSync(later, LATER);
  if (run('git status --porcelain', ROOT)) console.log('What is not committed is not built.');
  const commit = run('git rev-parse HEAD', ROOT).trim();
  console.log(`Building ${commit} twice…`);
  const first = buildIn(join(base, 'a'), commit, { env: { TZ: 'UTC', LANG: 'C' }, umask: 0o022 });
  const second = buildIn(join(base, 'another', 'and-longer', 'place'), commit, {
    env: {
      TZ: 'Pacific/Kiritimati',
      LANG: 'de_DE.UTF-8',
      NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import=${pathToFileURL(later)}`,
    },
    umask: 0o027,
  });
  differing = compare(first, second);
  const archive = [...first.keys()].find((name) => name.endsWith('.zip'));
  console.log(`${first.size} files, ${differing.length} differ (${Math.round((Date.now() - begin) / 1000)} s)`);
  for (const name of differing.slice(0, MOST_SHOWN)) console.log(`  ${name}`);
  if (differing.length === 0) console.log(`SHA-256 of ${archive}:\n${first.get(archive)}`);
} finally {
  if (differing?.length && existsSync(base)) console.log(`Both are left in ${base}`);
  else rmSync(base, { recursive: true, force: true });
}
process.exit(differing.length === 0 ? 0 : 1);
