// `ignoreBOM` means that a byte order mark is not eaten: a JSON text must not have one (RFC 8259 §8.1), so it must stay visible.
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** The text of UTF-8 octets (RFC 3629), a byte order mark kept as U+FEFF; `undefined` when they are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** The UTF-8 octets of a text. A lone surrogate, which UTF-8 cannot carry, becomes U+FFFD. */
export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text) as Uint8Array<ArrayBuffer>;
}

/**
 * The offset in octets of the first octet that is not part of a well-formed UTF-8 sequence (RFC 3629 §4), or -1 when all
 * are. A sequence that is cut short is reported at its first octet.
 */
export function findInvalidUtf8(bytes: Uint8Array): number {
  for (let i = 0; i < bytes.length; ) {
    const size = sequenceLength(bytes, i);
    if (size === 0) return i;
    i += size;
  }
  return -1;
}

/** Octets in the sequence that begins at `at`; 0 when it is not well-formed. Ranges: RFC 3629 §4. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] as number;
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  const size = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  // Past the end `undefined` fails every comparison, as it should.
  const second = bytes[at + 1] as number;
  const least = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const most = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (!(second >= least && second <= most)) return 0;
  for (let i = 2; i < size; i += 1) {
    const next = bytes[at + i] as number;
    if (!(next >= 0x80 && next <= 0xbf)) return 0;
  }
  return size;
}
