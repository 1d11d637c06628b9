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

test.each([
  // The ends of the ranges of RFC 3629 §4: what may stand there, and its neighbours, which may not.
  ['7f', -1],
  ['80', 0],
  ['c1 bf', 0],
  ['c2 80', -1],
  ['c2 7f', 0],
  ['df bf', -1],
  ['df c0', 0],
  ['e0 9f bf', 0],
  ['e0 a0 80', -1],
  ['e1 80 80', -1],
  ['e1 80 7f', 0],
  ['ec bf bf', -1],
  ['ec bf c0', 0],
  ['ed 9f bf', -1],
  ['ed a0 80', 0],
  ['ee 80 80', -1],
  ['ef bf bf', -1],
  ['f0 8f bf bf', 0],
  ['f0 90 80 80', -1],
  ['f1 80 80 80', -1],
  ['f1 80 80 7f', 0],
  ['f1 80 7f 80', 0],
  ['f3 bf bf bf', -1],
  ['f4 8f bf bf', -1],
  ['f4 90 80 80', 0],
  ['f5 80 80 80', 0],
  // Cut short, and followed by what begins anew.
  ['41 c3', 1],
  ['41 e2 82', 1],
  ['41 f0 9f 8e', 1],
  ['e2 82 41', 0],
  ['e2 82 ac 41 c3 a9 ff', 6],
])('in the octets %s the first bad one is at %d', (octets, place) => {
  const bytes = Uint8Array.from(octets.split(' '), (octet) => Number.parseInt(octet, 16));
  expect(findInvalidUtf8(bytes)).toBe(place);
  expect(decodeUtf8(bytes) === undefined).toBe(place >= 0);
});
