// React writes a large page as it would stream it: the parts that come last stand at its end, hidden, and a script puts each
// in its place. A page that is written to a file has all of its parts already.

const MOVED = /<div hidden id="(S:\w+)">([\s\S]*?)<\/div><script>[\s\S]*?\$RC\("(B:\w+)","\1"\)<\/script>/g;
const PLACE = '<!--$?--><template id="';
const BEGIN = '<!--$';
const END = '<!--/$-->';

/**
 * The page with every part in its place, as the script would have put it there: it is whole before any script runs, and
 * nothing moves.
 * @param {string} page as React writes it
 * @throws Error when a part is left without its place, or a place without its part
 */
export function wholePage(page) {
  const parts = new Map();
  let whole = page.replaceAll(MOVED, (_, _segment, content, place) => {
    parts.set(place, content);
    return '';
  });
  for (const [place, content] of parts) {
    const start = whole.indexOf(`${PLACE}${place}"></template>`);
    if (start < 0) throw new Error(`There is no place for the part ${place}`);
    whole = `${whole.slice(0, start)}<!--$-->${content}${END}${whole.slice(endOf(whole, start))}`;
  }
  if (whole.includes(PLACE) || whole.includes('<div hidden id="S:'))
    throw new Error('A part of the page was not placed');
  return whole;
}

/** Where the boundary that begins at `start` ends, with those inside it. */
function endOf(page, start) {
  let depth = 0;
  let at = start;
  do {
    const begin = page.indexOf(BEGIN, at + 1);
    const end = page.indexOf(END, at + 1);
    if (end < 0) throw new Error('A boundary of the page has no end');
    const isInner = begin >= 0 && begin < end;
    depth += isInner ? 1 : -1;
    at = isInner ? begin : end;
  } while (depth >= 0);
  return at + END.length;
}
