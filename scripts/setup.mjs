// What `npm start` and `npm test` have in common: bringing a fresh machine to where it can run the project. Node alone.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OUT, ROOT, sourceId } from './sources.mjs';

const OLDEST_NODE = 20;
const packagesOf = (file) => JSON.parse(readFileSync(join(ROOT, file), 'utf8')).packages;

/** Runs a command in the project's folder; whether it succeeded. Nothing is read from the terminal. */
export function run(command, env = {}) {
  const { status } = spawnSync(command, {
    cwd: ROOT,
    shell: true,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  return status === 0;
}

/** Whether what is installed is what the lock file says; packages for other machines are not missed. */
function isInstalled() {
  if (!existsSync(join(ROOT, 'node_modules/.package-lock.json'))) return false;
  const installed = packagesOf('node_modules/.package-lock.json');
  return Object.entries(packagesOf('package-lock.json')).every(
    ([place, { version, optional }]) => place === '' || optional || installed[place]?.version === version,
  );
}

/** Whether `out/` holds the finished build of the sources as they are now. */
function isBuilt() {
  const stamp = join(OUT, 'build-id.txt');
  return existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === sourceId();
}

/** Installs the packages of the lock file unless they are there; whether they are now. */
export function install() {
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
    console.error(`Node ${OLDEST_NODE} or later is needed; this is ${process.versions.node}.`);
    return false;
  }
  return isInstalled() || run('npm ci');
}

/** Builds `out/` unless it is there and of these sources; whether it is now. */
export function build() {
  return isBuilt() || run('npm run build --silent');
}
