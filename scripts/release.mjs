// `npm run release`: the built site as one archive, `release/jwt-debugger-<version>.zip`, and `release/SHA256SUMS` with its
// digest. The same sources give the same bytes on every machine (scripts/reproduce.mjs shows it).
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { nginxConfig } from './hosts/nginx.mjs';
import { rulesOf } from './hosts/site.mjs';
import { vercelConfig } from './hosts/vercel.mjs';
import { build, install } from './setup.mjs';
import { filesIn, OUT, ROOT, sourceId } from './sources.mjs';

const SITE = 'site';
const FOLDER = join(ROOT, 'release');
const SUMS = 'SHA256SUMS';
const UNIX = 3;
const READABLE_FILE = 0o100644;

// An archive holds times of day without a zone.
process.env.TZ = 'UTC';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const git = (...words) => spawnSync('git', words, { cwd: ROOT, encoding: 'utf8' }).stdout?.trim();

/**
 * The time that all files have: of the commit, or what SOURCE_DATE_EPOCH says (reproducible-builds.org), in seconds. It has to
 * be another one for another release: servers such as nginx tell a file's versions apart by its time and length.
 */
function releaseTime() {
  const seconds = Number(process.env.SOURCE_DATE_EPOCH || git('log', '-1', '--format=%ct') || Number.NaN);
  return Number.isFinite(seconds) ? new Date(seconds * 1000) : undefined;
}

const aboutText = (name) => `${name}, build ${sourceId()}

site/    the page: static files, to be served from the root of an origin of their own
hosts/   configurations for nginx and Vercel; Netlify and Cloudflare Pages read site/_headers
${SUMS}  the SHA-256 of every other file here

Is it complete and unchanged?     sha256sum -c ${SUMS}      (macOS: shasum -a 256 -c ${SUMS})
Is it what the sources give?      npm run reproduce, in a checkout of the sources, prints the archive's SHA-256
How is it served?                 docs/hosting.md in the sources
`;

/** Every file of the archive, by name, in the order of the names. */
function contents(name) {
  const rules = rulesOf(OUT);
  const files = {
    LICENSE: readFileSync(join(ROOT, 'LICENSE')),
    'README.txt': Buffer.from(aboutText(name)),
    'hosts/nginx.conf': Buffer.from(nginxConfig(rules)),
    'hosts/vercel.json': Buffer.from(vercelConfig(rules, SITE)),
  };
  for (const file of filesIn(OUT)) files[`${SITE}${file.slice(OUT.length).replaceAll('\\', '/')}`] = readFileSync(file);
  const sums = Object.keys(files)
    .sort()
    .map((path) => `${sha256(files[path])}  ${path}\n`);
  return {
    ...Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))),
    [SUMS]: Buffer.from(sums.join('')),
  };
}

function main() {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const name = `jwt-debugger-${version}`;
  const mtime = releaseTime();
  if (!mtime) {
    console.error('The time of the release is not known: there is no commit, and SOURCE_DATE_EPOCH does not say it.');
    return false;
  }
  if (!install() || !build()) return false;
  if (git('status', '--porcelain'))
    console.log('There are changes that are not committed: this is a release of no commit.');
  const entries = Object.entries(contents(name)).map(([path, bytes]) => [`${name}/${path}`, bytes]);
  // Made in JavaScript: the compression of the system, or of another Node, would give other bytes.
  const archive = zipSync(Object.fromEntries(entries), { level: 9, mtime, os: UNIX, attrs: READABLE_FILE << 16 });
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER);
  writeFileSync(join(FOLDER, `${name}.zip`), archive);
  writeFileSync(join(FOLDER, SUMS), `${sha256(archive)}  ${name}.zip\n`);
  console.log(`release/${name}.zip: ${entries.length} files, ${archive.length} bytes, SHA-256\n${sha256(archive)}`);
  return true;
}

if (!main()) process.exit(1);
