// `_headers`, as Netlify and Cloudflare Pages read it from the folder that they publish.
import { ALWAYS, EVERYTHING_ELSE, headersFor } from '../headers.mjs';

/** Cloudflare drops rules and lines beyond these. */
const MOST_RULES = 100;
const LONGEST_LINE = 2000;

/**
 * The rules as the text of a `_headers` file. Where several patterns match a path, Netlify takes one value of a header and
 * Cloudflare joins them all: so no header stands in two patterns that match one path. There is no pattern for "everything
 * else" then; its headers are given for each folder and file of the site. An absent path gets only what is always sent.
 * @param {string[]} paths the paths of the site's files
 * @throws when the text would be more than a host takes
 */
export function headersFile(rules, paths) {
  const own = rules.filter(({ pattern }) => pattern !== EVERYTHING_ELSE).map(({ pattern }) => pattern);
  const rest = new Set([
    '/',
    ...paths.filter((path) => !own.some((pattern) => matches(pattern, path))).map(groupOf(own)),
  ]);
  const blocks = [['/*', ALWAYS], ...[...own, ...rest].map((pattern) => [pattern, besidesAlways(pattern, rules)])];
  const lines = blocks.map(([pattern, headers]) => [
    pattern,
    ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`),
  ]);
  if (lines.length > MOST_RULES || lines.flat().some(({ length }) => length > LONGEST_LINE)) {
    throw new Error(`_headers has more than ${MOST_RULES} rules, or a line of more than ${LONGEST_LINE} characters`);
  }
  return lines.map((block) => `${block.join('\n')}\n`).join('\n');
}

/** Whether a path obeys a pattern: a whole path, or its beginning and `*`. */
const matches = (pattern, path) => (pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern);

/** The widest pattern for a path under which none of the patterns in `own` begins. */
function groupOf(own) {
  return (path) => {
    for (let end = path.indexOf('/', 1); end > 0; end = path.indexOf('/', end + 1)) {
      const folder = path.slice(0, end + 1);
      if (!own.some((pattern) => pattern.startsWith(folder))) return `${folder}*`;
    }
    return path;
  };
}

function besidesAlways(pattern, rules) {
  const all = headersFor(pattern.replace('*', ''), rules);
  return Object.fromEntries(Object.entries(all).filter(([name]) => !(name in ALWAYS)));
}
