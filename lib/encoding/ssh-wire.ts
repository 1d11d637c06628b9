type Octets = Uint8Array<ArrayBuffer>;

/**
 * The next `count` strings of SSH's wire format (RFC 4251 §5: a length in four octets, then as many octets) from
 * `start`, and where they end; undefined when the octets end before them. Never throws.
 */
export function readSshStrings(
  bytes: Octets,
  start: number,
  count: number,
): { strings: Octets[]; end: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const strings: Octets[] = [];
  let at = start;
  for (let read = 0; read < count; read += 1) {
    if (at + 4 > bytes.length) return undefined;
    const end = at + 4 + view.getUint32(at);
    if (end > bytes.length) return undefined;
    strings.push(bytes.slice(at + 4, end));
    at = end;
  }
  return { strings, end: at };
}

/** SSH strings one after the other, as readSshStrings reads them. */
export function writeSshStrings(...strings: readonly Uint8Array[]): Octets {
  const bytes = new Uint8Array(strings.reduce((sum, { length }) => sum + 4 + length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const string of strings) {
    view.setUint32(at, string.length);
    bytes.set(string, at + 4);
    at += 4 + string.length;
  }
  return bytes;
}

/** The content of an mpint (RFC 4251 §5) from an unsigned big-endian number: no zero octets but one before a high bit. */
export function sshInteger(octets: Uint8Array): Octets {
  const first = octets.findIndex((byte) => byte !== 0);
  if (first < 0) return new Uint8Array();
  const magnitude = octets.subarray(first);
  return new Uint8Array((magnitude[0] ?? 0) >= 0x80 ? [0, ...magnitude] : magnitude);
}
