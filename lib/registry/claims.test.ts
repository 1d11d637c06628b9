import { describe, expect, it } from 'vitest';
import { claimNames, claims, classifyClaim, findClaim } from './claims';
import {
  classifyHeaderParameter,
  findHeaderParameter,
  headerNames,
  headerParameters,
  isBaseParameter,
} from './header-parameters';

describe.each([
  ['claims', claims, claimNames],
  ['header parameters', headerParameters, headerNames],
] as const)('the table of %s', (_, rows, names) => {
  it('has no name twice', () => {
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it.each(rows.map((row) => [row.name, row] as const))(
    'has a short title, a sentence and a source for %s',
    (_, row) => {
      expect(row.title.length).toBeLessThanOrEqual(22);
      expect(row.title).toMatch(/^\S.*\S$/);
      expect(row.meaning).toMatch(/^[A-Z].*\.$/);
      expect(row.source.url).toMatch(/^https:\/\//);
    },
  );
});

describe('claim names', () => {
  it.each([
    ['iss', 'registered'],
    ['consumerPlmnId', 'registered'],
    ['...', 'registered'],
    ['tid', 'public'],
    ['https://example.com/is_root', 'public'],
    ['http://example.com/is_root', 'public'],
    ['example.com/roles', 'public'],
    ['urn:example:role', 'public'],
    ['isAdmin', 'private'],
    ['user.name', 'private'],
    ['a:b', 'private'],
    ['', 'private'],
    ['__proto__', 'private'],
    ['constructor', 'private'],
    ['ISS', 'private'],
  ])('classify %j as %s', (name, kind) => {
    expect(classifyClaim(name)).toBe(kind);
  });

  it('are found by exact name only', () => {
    expect(findClaim('exp')?.valueType).toBe('numeric-date');
    expect(findClaim('toString')).toBeUndefined();
  });

  it('take names of an absurd length as private, without looking closer', () => {
    expect(classifyClaim(`urn:${':'.repeat(1_000_000)} `)).toBe('private');
  });
});

describe('header parameter names', () => {
  it.each([
    ['alg', 'registered'],
    ['x5t#S256', 'registered'],
    ['hasOwnProperty', 'private'],
    ['https://example.com/x', 'public'],
  ])('classify %j as %s', (name, kind) => {
    expect(classifyHeaderParameter(name)).toBe(kind);
  });

  it.each([
    ['alg', true],
    ['enc', true],
    ['p2c', true],
    ['b64', false],
    ['nonce', false],
    ['exp', false],
  ])('know whether the base specifications define %j: %s', (name, base) => {
    expect(isBaseParameter(name)).toBe(base);
  });

  it('name the forms in which they are used', () => {
    expect(findHeaderParameter('enc')?.forms).toEqual(['jwe']);
    expect(findHeaderParameter('kid')?.forms).toEqual(['jws', 'jwe']);
  });
});
