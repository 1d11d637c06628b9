// What nginx has to be told of the site, to be included in a `server` block.
import { headersFor } from '../headers.mjs';
import { HIDDEN, OTHER_TYPE, TYPES } from './site.mjs';

const CHARSET = '; charset=utf-8';

/** A value between nginx's double quotes. */
function quoted(value) {
  if (/["\\$\n]/.test(value)) throw new Error('A header has a character that has a meaning in nginx');
  return `"${value}"`;
}

const locationOf = (pattern) => (pattern.endsWith('*') ? `location ${pattern.slice(0, -1)}` : `location = ${pattern}`);

/** A location inherits no header once it adds one of its own: each says all of them. Errors and redirections have them too. */
function locationBlock(pattern, rules) {
  const headers = Object.entries(headersFor(pattern.replace('*', ''), rules));
  const lines = headers.map(([name, value]) => `  add_header ${name} ${quoted(value)} always;`);
  return [`${locationOf(pattern)} {`, ...lines, '}'].join('\n');
}

/** The rules as directives for a `server` block, which itself says where to listen and, as `root`, where the site is. */
export function nginxConfig(rules) {
  const types = Object.entries(TYPES).map(([ending, type]) => [ending, type.replace(CHARSET, '')]);
  const texts = types.filter(([ending]) => TYPES[ending].endsWith(CHARSET)).map(([, type]) => type);
  const packed = types.filter(([, type]) => !/^(?:image\/(?!svg)|font\/woff2)/.test(type)).map(([, type]) => type);
  const withoutHtml = (names) => [...new Set(names)].filter((type) => type !== 'text/html').join(' ');
  return `# Made by the build from the site's own rules: replace it together with the site, and reload nginx.
server_tokens off;
index index.html;
autoindex off;
absolute_redirect off;
error_page 403 404 =404 /404.html;

types {
${types.map(([ending, type]) => `  ${type} ${ending};`).join('\n')}
}
default_type ${OTHER_TYPE};
charset utf-8;
charset_types ${withoutHtml(texts)};

gzip on;
gzip_vary on;
gzip_min_length 1024;
gzip_types ${withoutHtml(packed)};

${rules.map(({ pattern }) => locationBlock(pattern, rules)).join('\n\n')}

# Settings of other hosts, and files that stand compressed beside their originals.
location ~ ${HIDDEN.source.replaceAll('\\/', '/')} {
  internal;
}
`;
}
