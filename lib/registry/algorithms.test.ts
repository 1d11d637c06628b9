import { describe, expect, it } from 'vitest';
import { algorithms, findAlgorithm } from './algorithms';
import { isRegisteredAlgorithm, meantAlgorithm } from './registered-algorithms';

describe('findAlgorithm', () => {
  it.each(algorithms.map((row) => [row.name, row] as const))('finds %s by its exact name', (name, row) => {
    expect(findAlgorithm(name)).toBe(row);
  });

  it.each(['hs256', 'HS256 ', '', 'constructor', '__proto__', undefined, null, 256, {}])(
    'finds nothing for %j',
    (name) => {
      expect(findAlgorithm(name)).toBeUndefined();
    },
  );
});

describe('isRegisteredAlgorithm', () => {
  it.each([
    ['ES256', true],
    ['RSA-OAEP-256', true],
    ['A256GCM', true],
    ['dir', true],
    ['ES521', false],
    ['rs256', false],
    ['toString', false],
    [7, false],
  ])('says of %j: %s', (name, expected) => {
    expect(isRegisteredAlgorithm(name)).toBe(expected);
  });
});

describe('meantAlgorithm', () => {
  it.each([
    ['hs256', 'HS256'],
    ['HS-256', 'HS256'],
    ['None', 'none'],
    ['none\u0000', 'none'],
    [' RS256', 'RS256'],
    ['eddsa', 'EdDSA'],
    ['ml-dsa-44', 'ML-DSA-44'],
    ['HS256', undefined],
    ['HS257', undefined],
    ['', undefined],
  ])('takes %j for %j', (name, expected) => {
    expect(meantAlgorithm(name)).toBe(expected);
  });
});
