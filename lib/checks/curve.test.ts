import { expect, it } from 'vitest';
import { encodeBase64url } from '../encoding/base64url';
import { isOnCurve, isSmallOrder, orderOf, toInteger } from './curve';

const octets = (number: bigint, length = 32) =>
  encodeBase64url(Buffer.from(number.toString(16).padStart(length * 2, '0'), 'hex'));

/** The base point and the prime of P-256 (FIPS 186-5, SP 800-186 §3.2.1.3). */
const x = 0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n;
const y = 0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n;
const p = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;

it('a coordinate is below the prime, or it is written in another way than its own', () => {
  expect(isOnCurve('P-256', octets(x), octets(y))).toBe(true);
  expect(isOnCurve('P-256', octets(x), octets(p - y))).toBe(true);
  expect(isOnCurve('P-256', octets(x + p, 33), octets(y))).toBe(false);
  expect(isOnCurve('P-256', octets(x), octets(y + p, 33))).toBe(false);
  expect(isOnCurve('P-256', octets(x), octets(y + 1n))).toBe(false);
});

it('a coordinate of 200 characters may be one, a longer one is not looked at', () => {
  const padded = (number: bigint, characters: number) => octets(number).padStart(characters, 'A');
  expect(isOnCurve('P-256', padded(x, 200), padded(y, 200))).toBeDefined();
  expect(isOnCurve('P-256', padded(x, 201), padded(y, 200))).toBeUndefined();
  expect(isOnCurve('P-256', padded(x, 200), padded(y, 201))).toBeUndefined();
  expect(isOnCurve('P-256', octets(x), 5)).toBeUndefined();
  expect(isOnCurve(undefined, octets(x), octets(y))).toBeUndefined();
});

it.each([
  [[0], true],
  [[1], true],
  [[2], false],
  [[0, 0], true],
  [[1, 0, 0], true],
  [[2, 0, 0], false],
  [[0, 1], false],
  [[1, 0, 9, 0], false],
  [[], false],
])('%j is of small order: %s', (bytes, expected) => {
  expect(isSmallOrder(encodeBase64url(Uint8Array.from(bytes)))).toBe(expected);
});

it('what is no text, or a long one, is not looked at', () => {
  expect(isSmallOrder(5)).toBe(false);
  expect(isSmallOrder('A'.repeat(200))).toBe(true);
  expect(isSmallOrder('A'.repeat(204))).toBe(false);
});

it('octets are a number, the first the greatest', () => {
  expect(toInteger(Uint8Array.of())).toBe(0n);
  expect(toInteger(Uint8Array.of(1, 0, 2))).toBe(65538n);
});

it('an order is known by the name of the curve alone', () => {
  expect(orderOf('P-256')).toBe(0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n);
  expect([orderOf('p-256'), orderOf('X25519'), orderOf('constructor'), orderOf(undefined)]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
