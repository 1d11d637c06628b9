import { expect, test } from 'vitest';
import { decodeHex, encodeHex } from './hex';

test.each([
  ['00ff', [0, 255]],
  ['DEadBE', [0xde, 0xad, 0xbe]],
  ['', undefined],
  ['abc', undefined],
  ['zz', undefined],
  ['00 11', undefined],
])('%j as hexadecimal is %j', (text, octets) => {
  expect(decodeHex(text)).toEqual(octets && Uint8Array.from(octets));
});

test('octets are written in lower case, with a separator if wanted', () => {
  expect(encodeHex(Uint8Array.of(0, 171))).toBe('00ab');
  expect(encodeHex(Uint8Array.of(0, 171), ' ')).toBe('00 ab');
});
