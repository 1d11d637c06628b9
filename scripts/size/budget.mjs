/** How much more than was agreed is let through: a change in passing should not need an agreement. */
const HEADROOM = 0.02;
/** Names of files are hashes, and compress as they happen to fall; bytes. */
const JITTER = 100;

const count = (number) => number.toLocaleString('en');
const percent = (now, agreed) => `${now < agreed ? '−' : '+'}${((Math.abs(now - agreed) / agreed) * 100).toFixed(1)} %`;

/** The sizes as rows of a name and a number: what a budget names, `bytes` or a count of requests. */
function rowsOf({ pages, kept }) {
  return [
    ...Object.entries(pages).flatMap(([page, kinds]) =>
      Object.entries(kinds).map(([kind, size]) => ({ name: `${page} ${kind}`, size, exact: kind === 'requests' })),
    ),
    { name: 'kept for use offline', size: kept.bytes, exact: false },
  ];
}

/**
 * Sizes beside what was agreed: a row each, and what is wrong in a sentence each.
 * @param measured as measure.mjs gives it
 * @param agreed `{ sizes: { [name]: number }, later: { name, exports, bytes }[] }`; `exports` is one of the names of the part
 */
export function compare(measured, agreed) {
  const rows = [];
  const problems = [];
  const add = ({ name, size, exact }, limit) => {
    rows.push({ name, agreed: limit, now: size, change: limit === size ? '' : percent(size, limit) });
    if (size <= (exact ? limit : limit + Math.max(limit * HEADROOM, JITTER))) return;
    problems.push(
      `${name}: ${count(size)}${exact ? '' : ' bytes'}, ${count(size - limit)} more than the ${count(limit)} agreed (${percent(size, limit)})`,
    );
  };
  for (const row of rowsOf(measured)) {
    if (agreed.sizes[row.name] === undefined) problems.push(`${row.name}: nothing is agreed for it`);
    else add(row, agreed.sizes[row.name]);
  }
  for (const { names, bytes } of measured.parts) {
    const entry = agreed.later.find((later) => names.includes(later.exports));
    if (entry) add({ name: entry.name, size: bytes }, entry.bytes);
    else
      problems.push(
        `a part loaded later that nobody named: it exports ${names.slice(0, 3).join(', ')}, ${count(bytes)} bytes`,
      );
  }
  for (const { name, exports } of agreed.later) {
    if (measured.parts.some(({ names }) => names.includes(exports))) continue;
    problems.push(`${name}: nothing that is loaded later exports ${exports} any more`);
  }
  return { rows, problems };
}

/** The sizes as they are now, as an agreement. A part keeps its name; a new one has that of its first export. */
export function agree(measured, agreed) {
  const later = measured.parts.map(({ names, bytes }) => {
    const before = agreed.later.find((entry) => names.includes(entry.exports));
    const exports = before?.exports ?? names.find((name) => !name.startsWith('_')) ?? names[0];
    return { name: before?.name ?? exports, exports, bytes };
  });
  return {
    sizes: Object.fromEntries(rowsOf(measured).map(({ name, size }) => [name, size])),
    later: later.sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}
