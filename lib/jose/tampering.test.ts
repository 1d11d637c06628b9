import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64url, encodeBase64url } from '../encoding/base64url';
import { algorithms } from '../registry/algorithms';
import { generateKey } from './generate-key';
import type { KeyReading } from './key';
import { parseToken } from './parse-token';
import { readKey } from './read-key';
import { signJws } from './sign-jws';
import { verifyJws } from './verify-jws';

const { signal } = new AbortController();
const rows = algorithms.filter(({ support }) => support !== 'none').map((row) => [row.name, row] as const);

async function sign(alg: string, extra: string, payload: string, key: KeyReading): Promise<string> {
  const header = `{"alg":${JSON.stringify(alg)},${JSON.stringify(`x-${extra}`)}:${JSON.stringify(extra)}}`;
  const outcome = await signJws(signal, { header, payload }, key);
  if (outcome.kind !== 'signed') throw new Error(`${alg} was not signed: ${outcome.kind}`);
  return outcome.token;
}

const verdictOf = async (token: string, key: KeyReading) => (await verifyJws(signal, parseToken(token), key)).kind;

/** The token with one bit of the octets of a segment flipped; bits are counted from the first octet's highest. */
function withFlippedBit(token: string, segment: number, bit: number): string {
  const segments = token.split('.');
  const bytes = decodeBase64url(segments[segment] ?? '').bytes;
  const place = bit % (bytes.length * 8);
  bytes[place >> 3] = (bytes[place >> 3] ?? 0) ^ (0x80 >> (place & 7));
  segments[segment] = encodeBase64url(bytes);
  return segments.join('.');
}

/** The token with one bit of one of its characters flipped, as a bad line or bad memory would do it. */
function withFlippedCharacter(token: string, at: number, bit: number): string {
  const place = at % token.length;
  const character = String.fromCharCode(token.charCodeAt(place) ^ (1 << bit));
  return token.slice(0, place) + character + token.slice(place + 1);
}

/** Bits that no octet takes up: the only characters that may change without the token becoming another one. */
const hasStrayBits = (token: string) => parseToken(token).problems.some(({ code }) => code === 'stray-bits');

// RSA keys take their time, and the library's curves and ML-DSA theirs: one key a row, and few runs.
describe.each(rows)('%s', { timeout: 60_000 }, (name, row) => {
  const key = generateKey(signal, row).then((made) => readKey(made.kind === 'generated' ? made.text : ''));

  it('verifies whatever it signed', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(text, text, async (extra, payload) => {
        const token = await sign(name, extra, payload, await key);
        expect(await verdictOf(token, await key)).toBe('valid');
      }),
      { numRuns: 10 },
    );
  });

  it('is not valid with any one bit flipped', async () => {
    const token = await sign(name, 'b', '{"sub":"1","aud":["a","ü"]}', await key);
    await fc.assert(
      fc.asyncProperty(fc.nat(2), fc.nat(), fc.nat(6), async (segment, at, bit) => {
        expect(await verdictOf(withFlippedBit(token, segment, at), await key)).not.toBe('valid');
        const damaged = withFlippedCharacter(token, at, bit);
        if (!hasStrayBits(damaged)) expect(await verdictOf(damaged, await key)).not.toBe('valid');
      }),
      { numRuns: 40 },
    );
  });
});

describe('HS256', () => {
  it('is not valid with any of its bits flipped: all of them, one after the other', { timeout: 60_000 }, async () => {
    const key = await readKey('a string secret at least 256 bits long', { encoding: 'utf-8' });
    const token = await sign('HS256', 'b', '{"sub":"1"}', key);
    for (let at = 0; at < token.length; at += 1) {
      for (let bit = 0; bit < 7; bit += 1) {
        const damaged = withFlippedCharacter(token, at, bit);
        const isSaid = hasStrayBits(damaged) && at === token.length - 1;
        expect(isSaid || (await verdictOf(damaged, key)) !== 'valid', `bit ${bit} of character ${at}`).toBe(true);
      }
    }
  });
});
