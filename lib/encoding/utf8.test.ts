import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeUtf8, encodeUtf8, findInvalidUtf8 } from './utf8';

test('text comes back from its octets', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => decodeUtf8(encodeUtf8(text)) === text));
});

test('a byte order mark stays visible', () => {
  expect(decodeUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b))).toBe('\ufeff{');
});

test('the place of the first bad octet is found exactly when decoding fails', () => {
  const octet = fc.constantFrom(
    0x41,
    0x80,
    0xbf,
    0xc1,
    0xc3,
    0xa9,
    0xe0,
    0xa0,
    0xed,
    0x9f,
    0xf0,
    0x90,
    0xf4,
    0x8f,
    0xff,
  );
  fc.assert(
    fc.property(fc.array(octet, { maxLength: 12 }), (octets) => {
      const bytes = Uint8Array.from(octets);
      const place = findInvalidUtf8(bytes);
      expect(place < 0).toBe(decodeUtf8(bytes) !== undefined);
      if (place >= 0) expect(decodeUtf8(bytes.slice(0, place))).toBeDefined();
    }),
    { numRuns: 2000 },
  );
});
