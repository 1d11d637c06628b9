import { encodeUtf8 } from '../encoding/utf8';
import type { KeyReading } from '../jose/key';
import type { Token } from '../jose/token';
import type { Verdict } from '../jose/verdict';
import { toInteger } from './curve';
import { keysIn } from './keys';
import { rowOf } from './parts';
import { rsaNumber } from './rsa-number';

type Octets = Uint8Array<ArrayBuffer>;

/** Exponents in use have at most 32 bits; a longer one would take its time. */
const longestExponent = 2n ** 32n;

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let [result, square] = [1n, base % modulus];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

function toOctets(number: bigint, length: number): Octets {
  const bytes = new Uint8Array(length);
  let rest = number;
  for (let at = length - 1; at >= 0; at -= 1, rest >>= 8n) bytes[at] = Number(rest & 0xffn);
  return bytes;
}

async function digest(hash: string, ...pieces: Uint8Array[]): Promise<Octets> {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return new Uint8Array(await crypto.subtle.digest(hash, whole));
}

/** The mask generation function MGF1 (RFC 8017 appendix B.2.1). */
async function mask(hash: string, seed: Uint8Array, length: number): Promise<Octets> {
  const bytes = new Uint8Array(length);
  for (let counter = 0, at = 0; at < length; counter += 1) {
    const block = await digest(hash, seed, toOctets(BigInt(counter), 4));
    bytes.set(block.subarray(0, length - at), at);
    at += block.length;
  }
  return bytes;
}

/** The octets of the salt in an encoded message that is in order (RFC 8017 §9.1.2, steps 4 to 14), whatever their number. */
async function saltOf(hash: string, encoded: Octets, bits: number, message: Octets): Promise<number | undefined> {
  const length = Number(hash.slice(4)) / 8;
  const split = encoded.length - length - 1;
  if (split < 1 || encoded[encoded.length - 1] !== 0xbc) return undefined;
  const h = encoded.subarray(split, split + length);
  const db = await mask(hash, h, split);
  for (const [at, octet] of encoded.subarray(0, split).entries()) db[at] = (db[at] ?? 0) ^ octet;
  db[0] = (db[0] ?? 0) & (0xff >> (8 * encoded.length - bits));
  const one = db.findIndex((octet) => octet !== 0);
  if (one < 0 || db[one] !== 1) return undefined;
  const salt = db.subarray(one + 1);
  const expected = await digest(hash, new Uint8Array(8), await digest(hash, message), salt);
  return expected.every((octet, at) => octet === h[at]) ? salt.length : undefined;
}

/**
 * How many octets of salt are in an RSASSA-PSS signature that one of the keys made; undefined when none did. Asked only
 * where the signature did not verify: with the salt of RFC 7518 §3.5 it would have.
 */
export async function findPssSalt(token: Token, key: KeyReading, verdict?: Verdict): Promise<number | undefined> {
  const row = rowOf(token);
  if (row?.family !== 'rsassa-pss' || !row.hash || (verdict && verdict.kind !== 'invalid')) return undefined;
  if (!token.header || !token.payload || !token.signature) return undefined;
  const message = encodeUtf8(`${token.header.encoded}.${token.payload.encoded}`);
  for (const one of keysIn(key).slice(0, 10)) {
    const [n, e] = [rsaNumber(one, 'n'), rsaNumber(one, 'e')];
    if (n === undefined || e === undefined || n < 2n || e > longestExponent) continue;
    const bits = one.bits - 1;
    const encoded = toOctets(power(toInteger(token.signature.bytes), e, n), Math.ceil(bits / 8));
    const octets = await saltOf(row.hash, encoded, bits, message);
    if (octets !== undefined) return octets;
  }
  return undefined;
}
