// `vercel.json`, for the folder above the site's.
import { EVERYTHING_ELSE, headersFor } from '../headers.mjs';

const asPattern = (pattern) => pattern.slice(1).replaceAll('.', '\\.').replace('*', '.*');

/** The rules as the text of a `vercel.json`. No path matches two sources, so that nothing hangs on which would win. */
export function vercelConfig(rules, site) {
  const own = rules.filter(({ pattern }) => pattern !== EVERYTHING_ELSE).map(({ pattern }) => pattern);
  const sourceOf = (pattern) =>
    pattern === EVERYTHING_ELSE
      ? `/((?!${own.map((other) => `${asPattern(other)}$`).join('|')}).*)`
      : `/(${asPattern(pattern)})`;
  const headers = rules.map(({ pattern }) => ({
    source: sourceOf(pattern),
    headers: Object.entries(headersFor(pattern.replace('*', ''), rules)).map(([key, value]) => ({ key, value })),
  }));
  return `${JSON.stringify({ outputDirectory: site, trailingSlash: true, headers }, null, 2)}\n`;
}
