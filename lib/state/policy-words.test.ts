import { describe, expect, test } from 'vitest';
import { pagePolicy } from '../../scripts/headers.mjs';
import { directiveWords, readPolicy } from './policy-words';

const policy = readPolicy(pagePolicy(["'sha256-AAAA'", "'sha256-BBBB'"]));

describe('the policy in words', () => {
  test.each(policy)('$name has words, with none of its own signs left in them', (directive) => {
    expect(directiveWords(directive)).toMatch(/^[A-Z][^'\n]+\.$/);
  });

  test('has no words for what it does not know', () => {
    expect(directiveWords({ name: 'constructor', values: [] })).toBeUndefined();
    expect(directiveWords({ name: 'plugin-types', values: [] })).toBeUndefined();
  });

  test.each([
    ["connect-src 'none'", 'No connections at all.'],
    [
      "connect-src 'self' https://a.example",
      'Connections: this page’s own address and https://a.example alone. To any other host the browser refuses them.',
    ],
    ["script-src 'self' 'sha256-A'", /own address and 1 written into it, known by its hash alone\. A text never/],
    ["script-src 'self' 'unsafe-eval'", /^Scripts: this page’s own address and texts alone\.$/],
    ["img-src 'self' data:", /own address and the page’s own text \(data:\) alone/],
  ])('says of %j what it says', (text, words) => {
    const said = readPolicy(text).map(directiveWords).join(' ');
    if (typeof words === 'string') expect(said).toBe(words);
    else expect(said).toMatch(words);
  });
});

describe('reading a policy', () => {
  test('the first of a name counts, whatever its case and blanks', () => {
    expect(readPolicy(" Base-URI  'none' ;; base-uri *;object-src 'none'; ")).toEqual([
      { name: 'base-uri', values: ["'none'"] },
      { name: 'object-src', values: ["'none'"] },
    ]);
  });
});
