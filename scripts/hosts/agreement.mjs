// What a host would send for a path by its own file, to be held against the rules that the file was made from.

/** Whether a path obeys a pattern of a `_headers` file, in which `*` stands for any characters. */
function obeys(pattern, path) {
  const [before, after] = pattern.split('*');
  return after === undefined ? path === before : path.startsWith(before) && path.endsWith(after);
}

/** The values of each header by a `_headers` file: several where several patterns match. */
function valuesOf(text, path) {
  const values = new Map();
  let applies = false;
  for (const line of text.split('\n')) {
    if (line.startsWith('/')) applies = obeys(line.trim(), path);
    const [, name, value] = /^\s+([^:]+): (.*)$/.exec(line) ?? [];
    if (applies && name) values.set(name, [...(values.get(name) ?? []), value]);
  }
  return values;
}

const mapped = (values, choose) => Object.fromEntries([...values].map(([name, all]) => [name, choose(all)]));

/** Netlify sends one of several values: its own server the last one. */
export const netlifyHeaders = (text, path) => mapped(valuesOf(text, path), (all) => all.at(-1));

/** Cloudflare Pages sends them all. */
export const cloudflareHeaders = (text, path) => mapped(valuesOf(text, path), (all) => all.join(', '));

/** Vercel anchors each source, whose groups are those of regular expressions; a later one overrides. */
export function vercelHeaders(text, path) {
  const matching = JSON.parse(text).headers.filter(({ source }) => new RegExp(`^${source}$`).test(path));
  return Object.fromEntries(matching.flatMap(({ headers }) => headers.map(({ key, value }) => [key, value])));
}
