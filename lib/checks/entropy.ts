import { decodeUtf8 } from '../encoding/utf8';

/** How many secrets a secret could have been, in bits, as a searcher would estimate it, and why in words. */
export type Entropy = { bits: number; because: string };

/** Bits of a value if every octet were drawn as often as it occurs here: what Shannon's formula gives, times the length. */
function shannonBits(bytes: Uint8Array): number {
  const counts = new Map<number, number>();
  for (const octet of bytes) counts.set(octet, (counts.get(octet) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= count * Math.log2(count / bytes.length);
  return bits;
}

/** Words between separators: `shop-secret-please-rotate-1`. What is left over is counted letter by letter. */
const words = /^[A-Za-z]+(?:[ _.,;:!?'-]+[A-Za-z]+)+(?:[ _.,;:!?'-]*\d{0,8})[ _.,;:!?'-]*$/;

/** Words that a person strings together, and not dice: each is worth a choice among some 2,000. */
const bitsOfWord = 11;
const bitsOfDigit = Math.log2(10);

function bitsOfWords(text: string): number {
  const count = text.split(/[^A-Za-z]+/).filter((word) => word !== '').length;
  return count * bitsOfWord + text.replace(/\D/g, '').length * bitsOfDigit;
}

/** A short stretch over and over again is worth that stretch: "abcabcabc", all zeros. */
function periodOf(bytes: Uint8Array): number {
  for (let period = 1; period <= bytes.length / 2; period += 1) {
    if (bytes.every((octet, index) => index < period || octet === bytes[index - period])) return period;
  }
  return bytes.length;
}

/**
 * What a secret is worth against someone who guesses: an upper bound, by the letters it has, by what it repeats and by the
 * words it is made of. Octets that are no text are taken for random.
 */
export function entropyOf(bytes: Uint8Array): Entropy {
  const begin = bytes.subarray(0, 512);
  const period = periodOf(begin);
  if (period < begin.length) return { bits: period * 8, because: 'is a short stretch over and over again' };
  const text = decodeUtf8(begin);
  const spread = shannonBits(begin);
  if (text === undefined || /[^\x20-\x7e]/.test(text))
    return { bits: Math.min(begin.length * 8, spread * 2), because: 'has few different octets' };
  if (words.test(text)) return { bits: Math.min(bitsOfWords(text), spread), because: 'is made of words' };
  // Random letters repeat, so Shannon's formula over a short text says less than was drawn: it is let off with a third more.
  const drawn = begin.length * Math.log2(alphabetOf(text));
  const bits = Math.min(drawn, spread * (4 / 3));
  if (/^[0-9a-fA-F]+$/.test(text)) return { bits, because: 'is hexadecimal text, of four bits a character' };
  return { bits, because: 'is a text that a person could have made up' };
}

function alphabetOf(text: string): number {
  if (/^[0-9]+$/.test(text)) return 10;
  if (/^[0-9a-f]+$/.test(text) || /^[0-9A-F]+$/.test(text)) return 16;
  if (/^[a-z]+$/.test(text) || /^[A-Z]+$/.test(text)) return 26;
  if (/^[a-z0-9]+$/.test(text) || /^[A-Z0-9]+$/.test(text)) return 36;
  return /^[A-Za-z0-9+/=_-]+$/.test(text) ? 64 : 94;
}
