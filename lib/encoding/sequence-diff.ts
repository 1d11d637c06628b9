/** More differences than this are not worth the time: what is left counts as replaced. */
const MOST_DIFFERENCES = 256;

/**
 * For each item of `after` the index of the item of `before` that it is, or -1 for a new one: equal items in the same
 * order, as many as possible (Myers, "An O(ND) Difference Algorithm", 1986). Beyond 256 differences only what is equal
 * at both ends is matched.
 */
export function matchSequences(before: readonly string[], after: readonly string[]): Int32Array {
  const matches = new Int32Array(after.length).fill(-1);
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) {
    matches[start] = start;
    start += 1;
  }
  let beforeEnd = before.length;
  let afterEnd = after.length;
  while (beforeEnd > start && afterEnd > start && before[beforeEnd - 1] === after[afterEnd - 1]) {
    beforeEnd -= 1;
    afterEnd -= 1;
    matches[afterEnd] = beforeEnd;
  }
  const trace = findEdits(before, after, start, beforeEnd, afterEnd);
  if (trace) markMatches(trace, matches, start, beforeEnd - start, afterEnd - start);
  return matches;
}

/** The furthest places reached, one row for each number of differences; diagonals are counted from its middle. */
function findEdits(
  before: readonly string[],
  after: readonly string[],
  start: number,
  beforeEnd: number,
  afterEnd: number,
) {
  const most = Math.min(MOST_DIFFERENCES, beforeEnd - start + afterEnd - start);
  const trace: Int32Array[] = [];
  let row = new Int32Array(3);
  for (let edits = 0; edits <= most; edits += 1) {
    const next = new Int32Array(2 * edits + 5);
    for (let k = -edits; k <= edits; k += 2) {
      // `row` holds the diagonals of one edit less, its middle one place before.
      const down = k === -edits || (k !== edits && at(row, edits - 1, k - 1) < at(row, edits - 1, k + 1));
      let x = edits === 0 ? 0 : down ? at(row, edits - 1, k + 1) : at(row, edits - 1, k - 1) + 1;
      let y = x - k;
      while (start + x < beforeEnd && start + y < afterEnd && before[start + x] === after[start + y]) {
        x += 1;
        y += 1;
      }
      next[k + edits + 2] = x;
      if (start + x >= beforeEnd && start + y >= afterEnd) {
        trace.push(next);
        return trace;
      }
    }
    trace.push(next);
    row = next;
  }
  return undefined;
}

/** The place on diagonal `k` in the row of `edits` differences. */
const at = (row: Int32Array, edits: number, k: number) => row[k + edits + 2] ?? 0;

function markMatches(
  trace: readonly Int32Array[],
  matches: Int32Array,
  start: number,
  beforeLength: number,
  afterLength: number,
) {
  let x = beforeLength;
  let y = afterLength;
  // Before the first difference nothing is left to match: what is equal at the start has been taken away.
  for (let edits = trace.length - 1; edits > 0; edits -= 1) {
    const k = x - y;
    const row = trace[edits - 1] as Int32Array;
    const down = k === -edits || (k !== edits && at(row, edits - 1, k - 1) < at(row, edits - 1, k + 1));
    const previousK = down ? k + 1 : k - 1;
    const fromX = at(row, edits - 1, previousK);
    const snakeX = down ? fromX : fromX + 1;
    while (x > snakeX) {
      x -= 1;
      y -= 1;
      matches[start + y] = start + x;
    }
    x = fromX;
    y = fromX - previousK;
  }
}
