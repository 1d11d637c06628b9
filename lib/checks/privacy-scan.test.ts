import { describe, expect, it } from 'vitest';
import { parseToken } from '../jose/parse-token';
import { conceal, issue } from '../jose/sd-jwt-example';
import { claims, tokenText } from './examples';
import { type NamedValue, plainName, scan } from './privacy-scan';

/** Every value that is looked at: its names and whether it is at the top. */
function lookedAt(payload: object) {
  const seen: [string, string, boolean][] = [];
  scan(claims(payload as Record<string, unknown>).token, ({ name, plain, top }) => {
    seen.push([name, plain, top]);
    return undefined;
  });
  return seen;
}

describe('a value', () => {
  it.each([
    [{ a: 'x' }, [['a', 'a', true]]],
    [{ 'First_Name-2': 'x' }, [['First_Name-2', 'firstname', true]]],
    [{ a: '' }, []],
    [{ a: [] }, []],
    [{ a: {} }, []],
    [{ a: null, b: true, c: false }, []],
    [{ a: 0 }, [['a', 'a', true]]],
    [
      { a: ['x', ['y']] },
      [
        ['a', 'a', true],
        ['a', 'a', true],
        ['a', 'a', true],
        ['a', 'a', true],
      ],
    ],
    [
      { a: { b: 1 } },
      [
        ['a', 'a', true],
        ['b', 'b', false],
      ],
    ],
    [
      { a: [{ b: 1 }] },
      [
        ['a', 'a', true],
        ['a', 'a', true],
        ['b', 'b', false],
      ],
    ],
  ])('of %j goes by its names', (payload, names) => {
    // The claims as a whole are a value too, without a name.
    expect(lookedAt(payload).filter(([name]) => name !== '')).toEqual(names);
  });

  it('deep in arrays of arrays has no name', () => {
    expect(lookedAt({ a: [[['x']]] }).map(([name]) => name)).toContain('a');
    expect(lookedAt({ a: [[[['x']]]] }).at(-1)).toEqual(['', '', false]);
  });

  it('of the header is not looked at', () => {
    const token = parseToken(tokenText({ alg: 'ES256', kid: 'header-value' }, { sub: 'a' }));
    const { evidence } = scan(token, ({ node }) => (node.kind === 'string' ? 'a text' : undefined));
    expect(evidence.map(({ pointer, value }) => [pointer, value])).toEqual([['/sub', expect.stringContaining('a')]]);
  });
});

it('a name of 60 characters is one, a longer one is none', () => {
  expect(plainName('A'.repeat(60))).toBe('a'.repeat(60));
  expect(plainName('A'.repeat(61))).toBe('');
});

describe('in a disclosure', () => {
  it('the third item goes by the second, at the top', async () => {
    const { text: disclosure, digest } = await conceal(['salt', 'email', 'ada@example.com']);
    const text = await issue(JSON.stringify({ _sd: [digest] }), [disclosure]);
    const seen: NamedValue[] = [];
    const token = parseToken(text);
    scan(token, (value) => {
      if (value.part.name === 'disclosure') seen.push(value);
      return undefined;
    });
    const named = seen.filter(({ name }) => name === 'email');
    expect(named.map(({ node, top }) => [node.kind === 'string' && node.value, top])).toEqual([
      ['ada@example.com', true],
    ]);
    // The salt and the name are values too, and go by no name.
    expect(seen.filter(({ name }) => name === '').length).toBe(3);
  });
});

it('labels are told once, and counted each time', () => {
  const { labels, count, evidence } = scan(claims({ a: 'x', b: ['x', 'x'], c: 5 }).token, ({ node }) =>
    node.kind === 'string' ? 'a text' : node.kind === 'number' ? 'a number' : undefined,
  );
  expect(labels).toEqual(['a text', 'a number']);
  expect(count).toBe(4);
  expect(evidence.map(({ pointer }) => pointer)).toEqual(['/a', '/b/0', '/b/1', '/c']);
});

it('the place of a secret is shown without it', () => {
  const { evidence } = scan(
    claims({ outer: { pass: 'hunter22' } }).token,
    ({ name }) => (name === 'pass' ? 'x' : undefined),
    true,
  );
  expect(evidence).toMatchObject([{ pointer: '/outer/pass', value: '"pass"' }]);
  expect(JSON.stringify(evidence)).not.toContain('hunter22');
});
