/** The octets of a hexadecimal text (RFC 4648 §8, either case); `undefined` when it is empty or anything else. */
export function decodeHex(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length === 0 || text.length % 2 !== 0 || /[^0-9a-f]/i.test(text)) return undefined;
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = Number.parseInt(text.slice(i * 2, i * 2 + 2), 16);
  return bytes;
}

/** The octets in lower-case hexadecimal, two characters an octet, with `separator` between octets. */
export function encodeHex(bytes: Uint8Array, separator = ''): string {
  return Array.from(bytes, (octet) => octet.toString(16).padStart(2, '0')).join(separator);
}
