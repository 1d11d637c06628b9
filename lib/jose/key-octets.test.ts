import { expect, it } from 'vitest';
import { encodeFixed, encodeUnsigned } from './key-octets';

const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));
const unhex = (text: string) => Buffer.from(text, 'base64url').toString('hex');

it.each([
  ['010001', '010001'],
  ['00010001', '010001'],
  ['0000ff', 'ff'],
  ['00', '00'],
  ['0000', '00'],
  ['', ''],
  ['0100', '0100'],
])('%s takes as few octets as it can: %s', (octets, expected) => {
  expect(unhex(encodeUnsigned(hex(octets)))).toBe(expected);
});

it.each([
  ['0102', 2, '0102'],
  ['0102', 4, '00000102'],
  ['000102', 2, '0102'],
  ['00000102', 3, '000102'],
  ['0000', 3, '000000'],
  ['', 2, '0000'],
  ['010203', 2, '010203'],
  ['00010203', 2, '00010203'],
])('%s in %d octets is %s', (octets, length, expected) => {
  expect(unhex(encodeFixed(hex(octets), length))).toBe(expected);
});
