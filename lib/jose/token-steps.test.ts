import { expect, test } from 'vitest';
import { encodeBase64url } from '../encoding/base64url';
import { encodeUtf8 } from '../encoding/utf8';
import { findSteps, findTokens } from './find-tokens';
import { parseToken, tokenSteps } from './parse-token';

const payload = `{"a":[${'1,'.repeat(50_000)}1]}`;
const encode = (text: string) => encodeBase64url(encodeUtf8(text));
const flattened = JSON.stringify({ payload: encode(payload), protected: encode('{"alg":"HS256"}'), signature: 'AAAA' });

test.each([
  ['compact JWS', `${encode('{"alg":"HS256"}')}.${encode(payload)}.AAAA`],
  ['JWS in JSON', flattened],
  ['SD-JWT', `${encode('{"alg":"HS256"}')}.${encode(payload)}.AAAA~`],
  ['text with bad characters', `eyJhbGciOiJIUzI1NiJ9.${'AAA+'.repeat(40_000)}.AAAA`],
])('a long %s read in steps is the one that is read at once', (_, text) => {
  const steps = tokenSteps(text);
  let count = 0;
  for (;;) {
    const { done, value } = steps.next();
    if (done) {
      expect(value).toEqual(parseToken(text));
      break;
    }
    count += 1;
  }
  expect(count).toBeGreaterThan(4);
});

test('tokens are looked for in steps, and are the ones that are found at once', () => {
  const text = `one ${flattened} two Bearer eyJhbGciOiJIUzI1NiJ9.e30.AAAA`;
  const steps = findSteps(text);
  let step = steps.next();
  while (!step.done) step = steps.next();
  expect(step.value).toEqual(findTokens(text));
  expect(step.value).toHaveLength(2);
});
