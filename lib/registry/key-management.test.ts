import { describe, expect, it } from 'vitest';
import { algorithms } from './algorithms';
import { contentEncryptionAlgorithms, findContentEncryption } from './content-encryption';
import { findKeyManagement, keyManagementAlgorithms } from './key-management';
import { isRegisteredAlgorithm } from './registered-algorithms';

const unknown = [
  'dir ',
  'DIR',
  'a128gcm',
  'A512GCM',
  'HS256',
  'none',
  '',
  'constructor',
  '__proto__',
  undefined,
  7,
  {},
];

describe('findKeyManagement', () => {
  it.each(keyManagementAlgorithms.map((row) => [row.name, row] as const))('finds %s by its exact name', (name, row) => {
    expect(findKeyManagement(name)).toBe(row);
    expect(isRegisteredAlgorithm(name)).toBe(true);
  });

  it.each([...unknown, 'A128GCM'])('finds nothing for %j', (name) => {
    expect(findKeyManagement(name)).toBeUndefined();
  });
});

describe('findContentEncryption', () => {
  it.each(contentEncryptionAlgorithms.map((row) => [row.name, row] as const))(
    'finds %s by its exact name',
    (name, row) => {
      expect(findContentEncryption(name)).toBe(row);
      expect(isRegisteredAlgorithm(name)).toBe(true);
    },
  );

  it.each([...unknown, 'A128KW'])('finds nothing for %j', (name) => {
    expect(findContentEncryption(name)).toBeUndefined();
  });
});

describe('the tables of algorithms', () => {
  it('share no name, since "alg" tells a JWS from a JWE', () => {
    const names = [...algorithms, ...keyManagementAlgorithms, ...contentEncryptionAlgorithms].map((row) => row.name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('say of the same parameters what the algorithm needs', () => {
    const wrapping = keyManagementAlgorithms.filter(({ wrapBits }) => wrapBits !== undefined);
    expect(wrapping.every(({ hasEncryptedKey }) => hasEncryptedKey)).toBe(true);
    const counted = keyManagementAlgorithms.filter(({ parameters }) => parameters.includes('p2c'));
    expect(counted.every(({ iterations = 0 }) => iterations > 0)).toBe(true);
  });
});
