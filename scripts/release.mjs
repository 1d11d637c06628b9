// `npm run release`: the built site as one archive, `release/jwt-debugger-<version>.zip`, and `release/SHA256SUMS` with its
// digest. The same sources give the same bytes on every machine (scripts/reproduce.mjs shows it).
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nginxConfig } from './hosts/nginx.mjs';
import { rulesOf } from './hosts/site.mjs';
import { vercelConfig } from './hosts/vercel.mjs';
import { build, install } from './setup.mjs';
import { filesIn, OUT, ROOT, sourceId } from './sources.mjs';

const SITE = 'site';
const FOLDER = join(ROOT, 'release');
const SUMS = 'SHA256SUMS';

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

/** Every file of the archive but its checksums. */
function contents(name) {
  const rules = rulesOf(OUT);
  const files = {
    LICENSE: readFileSync(join(ROOT, 'LICENSE')),
    'README.txt': Buffer.from(aboutText(name)),
    'hosts/nginx.conf': Buffer.from(nginxConfig(rules)),
    'hosts/vercel.json': Buffer.from(vercelConfig(rules, SITE)),
  };
  for (const file of filesIn(OUT)) files[`${SITE}${file.slice(OUT.length).replaceAll('\\', '/')}`] = readFileSync(file);
  return files;
}

async function main() {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const name = `jwt-debugger-${version}`;
  const time = releaseTime();
  if (!time) {
    console.error('The time of the release is not known: there is no commit, and SOURCE_DATE_EPOCH does not say it.');
    return false;
  }
  if (!install() || !build()) return false;
  if (git('status', '--porcelain')) console.log('Not all of this is committed: nobody else can make this release.');
  // Its library may just have been installed.
  const { archiveOf, checksums, sha256 } = await import('./archive.mjs');
  const files = contents(name);
  files[SUMS] = Buffer.from(checksums(files));
  const archive = archiveOf(name, files, time);
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER);
  writeFileSync(join(FOLDER, `${name}.zip`), archive);
  writeFileSync(join(FOLDER, SUMS), `${sha256(archive)}  ${name}.zip\n`);
  console.log(
    `release/${name}.zip: ${Object.keys(files).length} files, ${archive.length} bytes, SHA-256\n${sha256(archive)}`,
  );
  return true;
}

if (!(await main())) process.exit(1);
