const LF = 10;
const CR = 13;

/** The lines of a text in octets, without their ends: LF, or CR LF, or the text's own end. */
export function* splitLines(text: Uint8Array): Generator<{ start: number; end: number }> {
  for (let start = 0; start < text.length; ) {
    const { end, next } = lineAt(text, start);
    yield { start, end };
    start = next;
  }
}

/** The line that begins at `start`: where it ends, and where the next one begins. */
export function lineAt(text: Uint8Array, start: number): { end: number; next: number } {
  const lf = text.indexOf(LF, start);
  const stop = lf < 0 ? text.length : lf;
  const end = stop > start && text[stop - 1] === CR ? stop - 1 : stop;
  return { end, next: stop + 1 };
}

/** How many lines end before an octet of a file. Reads it in pieces. */
export async function countLines(file: Blob, before: number): Promise<number> {
  let lines = 0;
  const reader = file.slice(0, before).stream().getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    for (let at = piece.value.indexOf(LF); at >= 0; at = piece.value.indexOf(LF, at + 1)) lines += 1;
  }
  return lines;
}
