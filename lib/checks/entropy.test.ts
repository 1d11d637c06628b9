import { expect, it } from 'vitest';
import { encodeUtf8 } from '../encoding/utf8';
import { entropyOf } from './entropy';

const bitsOf = (text: string) => entropyOf(encodeUtf8(text)).bits;
const digits = Math.log2(10);

it.each([
  // Eleven bits a word, and the choice of ten a digit, however they are set apart.
  ['correct horse battery staple', 4 * 11],
  ['correct-horse_battery.staple!', 4 * 11],
  ['please rotate every year-2026', 4 * 11 + 4 * digits],
  ['one, two; three: four? 12', 4 * 11 + 2 * digits],
])('%s is worth its words: %d bits', (text, bits) => {
  expect(entropyOf(encodeUtf8(text))).toEqual({ bits, because: 'is made of words' });
});

it('short words are worth no more than their letters', () => {
  const { bits, because } = entropyOf(encodeUtf8('a b'));
  expect(because).toBe('is made of words');
  expect(bits).toBeCloseTo(3 * Math.log2(3));
});

// Texts that have every letter once: what counts is how many letters there could have been.
it.each([
  ['decimal', '0123456789', 10],
  ['hexadecimal, small', '0123456789abcdef', 16],
  ['hexadecimal, capital', '0123456789ABCDEF', 16],
  ['small letters', 'abcdefghijklmnopqrstuvwxyz', 26],
  ['capital letters', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 26],
  ['small letters and digits', 'abcdefghijklmnopqrstuvwxyz0123456789', 36],
  ['capital letters and digits', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', 36],
  ['letters and digits', 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', 64],
  ['base64', 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/==', 64],
  ['base64url', 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_', 64],
  ['all sorts', 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&', 94],
])('a text of %s is worth what its alphabet could have given', (_name, text, letters) => {
  const most = text.length * Math.log2(letters);
  expect(bitsOf(text)).toBeLessThanOrEqual(most + 1e-9);
  expect(bitsOf(text)).toBeGreaterThan(most * 0.99);
});

it('a mark before or behind it widens the alphabet', () => {
  for (const mark of ['!', '~']) {
    for (const text of [`${mark}0123456789`, `0123456789${mark}`]) {
      expect(bitsOf(text)).toBeGreaterThan(11 * digits);
    }
  }
});

it.each([
  ['0123456789', 'is hexadecimal text, of four bits a character'],
  ['0123456789abcdefABCDEF', 'is hexadecimal text, of four bits a character'],
  ['0123456789abcdefg', 'is a text that a person could have made up'],
  ['g0123456789abcdef', 'is a text that a person could have made up'],
  ['ab12cd', 'is hexadecimal text, of four bits a character'],
  ['abab', 'is a short stretch over and over again'],
  ['ababa', 'is a short stretch over and over again'],
  ['aab', 'is hexadecimal text, of four bits a character'],
  ['secret', 'is a text that a person could have made up'],
  ['über allen Gipfeln', 'has few different octets'],
  ['two words\n', 'has few different octets'],
])('%j %s', (text, because) => {
  expect(entropyOf(encodeUtf8(text)).because).toBe(because);
});

it('a stretch over and over again is worth one stretch', () => {
  expect(bitsOf('a'.repeat(40))).toBe(8);
  expect(bitsOf('abcabcabcab')).toBe(24);
});

it('octets that are no text are worth twice their spread, and eight bits each at the most', () => {
  expect(entropyOf(Uint8Array.of(0xff, 0xfe, 0xff, 0xff)).bits).toBeCloseTo(2 * (4 * 2 - 3 * Math.log2(3)));
  expect(entropyOf(Uint8Array.from({ length: 256 }, (_, i) => 255 - i)).bits).toBe(2048);
});

it('of a long secret the beginning is looked at', () => {
  const bytes = Uint8Array.from({ length: 5000 }, (_, i) => (i * i * 31 + (i >> 3)) & 0xff);
  expect(entropyOf(bytes).bits).toBe(entropyOf(bytes.slice(0, 512)).bits);
});
