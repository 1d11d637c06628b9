import { describe, expect, it } from 'vitest';
import { encodingWholeChecks } from './encoding-whole';
import { claims, contextOf, describeExamples, type Example, findingsOf, tokenText } from './examples';

const stripped = [{ kind: 'bearer', label: 'Bearer' }] as const;

const examples = {
  'paste-wrapper': { fires: contextOf({ stripped }), quiet: contextOf({ stripped: [] }) },
  oversize: { fires: claims({ groups: 'x'.repeat(4096) }), quiet: claims({ groups: 'x'.repeat(2000) }) },
  'token-in-token': {
    fires: claims({ act: { token: tokenText() } }),
    quiet: claims({ sub: 'eyJhbGciOi.not.a token' }),
  },
} satisfies Record<(typeof encodingWholeChecks)[number]['id'], Example>;

describeExamples(encodingWholeChecks, examples);

describe('a large token', () => {
  it.each([
    [2000, undefined],
    [4000, /a cookie holds 4,096\.$/],
    [7000, /many servers refuse a header field over 8,192\.$/],
  ])('with a claim of %d characters', (length, message) => {
    const [finding] = findingsOf('oversize', claims({ n: 'x'.repeat(length) }));
    if (message) expect(finding?.message).toMatch(message);
    else expect(finding).toBeUndefined();
  });

  it.each([
    [31, 0],
    [32, 1],
  ])('nested %d deep in a claim has %d findings', (depth, count) => {
    expect(findingsOf('oversize', claims(`{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`))).toHaveLength(count);
  });
});

it('a token encoded once more is a token too', () => {
  const twice = Buffer.from(tokenText()).toString('base64url');
  expect(findingsOf('token-in-token', claims({ jwt: twice }))[0]?.message).toBe('A value at /jwt is itself a token.');
});
