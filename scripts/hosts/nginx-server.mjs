// Serves the built site with nginx on loopback, unprivileged, out of a folder that is gone afterwards: `PORT` chooses the port.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { OUT } from '../sources.mjs';
import { nginxConfig } from './nginx.mjs';
import { rulesOf } from './site.mjs';

/** Where Debian puts it, which is not where a user's shell looks. */
const PLACES = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin'];
/** Debian's libnginx-mod-http-brotli-static. */
const BROTLI = '/usr/lib/nginx/modules/ngx_http_brotli_static_module.so';

/** Where nginx is; undefined when there is none. */
export function findNginx() {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...PLACES];
  return folders.map((folder) => join(folder, 'nginx')).find(existsSync);
}

/** Whether it sends the files that the build has compressed with Brotli. */
export const hasBrotli = () => existsSync(BROTLI);

/** What a host's administrator writes around the site's own configuration, and folders that need no privileges. */
function wholeConfig(prefix, site, port) {
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `${hasBrotli() ? `load_module ${BROTLI};\n` : ''}daemon off;
master_process off;
pid ${prefix}/nginx.pid;
error_log stderr crit;
events {}
http {
  access_log off;
${folders.map((name) => `  ${name}_temp_path ${prefix}/${name};`).join('\n')}
  server {
    listen 127.0.0.1:${port};
    root "${site}";
${hasBrotli() ? '    brotli_static on;\n' : ''}    include ${prefix}/site.conf;
  }
}
`;
}

/**
 * Starts nginx; the child process. `stop` ends it and removes its folder.
 * @throws when nginx does not take the configuration
 */
export function startNginx(nginx, port, site = OUT) {
  const prefix = mkdtempSync(join(tmpdir(), 'jwt-debugger-nginx-'));
  const remove = () => rmSync(prefix, { recursive: true, force: true });
  writeFileSync(join(prefix, 'site.conf'), nginxConfig(rulesOf(site)));
  writeFileSync(join(prefix, 'nginx.conf'), wholeConfig(prefix, site, port));
  const options = ['-p', prefix, '-e', 'stderr', '-c', join(prefix, 'nginx.conf')];
  const check = spawnSync(nginx, ['-t', '-q', ...options], { encoding: 'utf8' });
  if (check.status !== 0) {
    remove();
    throw new Error(`nginx refuses its configuration: ${check.stderr || check.error?.message}`);
  }
  const child = spawn(nginx, options, { stdio: ['ignore', 'inherit', 'inherit'] });
  const ended = new Promise((resolve) => {
    child.on('exit', (code) => {
      remove();
      resolve(code);
    });
  });
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { ended, stop };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const nginx = findNginx();
  if (!nginx) {
    console.error('There is no nginx here: install it (Debian: `apt-get install nginx`).');
    process.exit(1);
  }
  const { ended, stop } = startNginx(nginx, Number(process.env.PORT || 3000));
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
  process.exit(await ended);
}
