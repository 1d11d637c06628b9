import { expect, it } from 'vitest';
import { encodeBase64url } from '../encoding/base64url';
import { encodeUtf8 } from '../encoding/utf8';
import { parseToken } from './parse-token';
import { splitSegments } from './segments';

const encode = (text: string) => encodeBase64url(encodeUtf8(text));
const header = encode('{"alg":"ES256"}');
const problemsOf = (text: string) =>
  parseToken(text)
    .problems.filter(({ code }) => code === 'segment-count')
    .map(({ start, end, message }) => ({ start, end, message }));

it.each([
  ['', 0, 0, ['0-0']],
  ['a', 0, 1, ['0-1']],
  ['a.b', 0, 3, ['0-1', '2-3']],
  ['..', 0, 2, ['0-0', '1-1', '2-2']],
  ['x.a.b.y', 2, 5, ['2-3', '4-5']],
  ['x.ab.y', 2, 4, ['2-4']],
])('%j from %d to %d is parted at its dots', (text, from, to, spans) => {
  expect(splitSegments(text, from, to).map(({ start, end }) => `${start}-${end}`)).toEqual(spans);
});

it('past sixteen segments the rest is one', () => {
  expect(splitSegments('.'.repeat(15), 0, 15)).toHaveLength(16);
  expect(splitSegments('.'.repeat(16), 0, 16)).toHaveLength(17);
  expect(splitSegments('.'.repeat(30), 0, 30).at(-1)).toEqual({ start: 16, end: 30 });
  expect(splitSegments('.'.repeat(30), 0, 30)).toHaveLength(17);
});

const rule =
  'A signed token (JWS) has 3 segments with 2 dots between them, an encrypted one (JWE) 5 and "enc" in its header; this text has';

it.each([
  [header, `${rule} 1 segment.`],
  [`${header}.`, `${rule} 2 segments.`],
  [`${header}.e30`, `${rule} 2 segments.`],
])('%s says how many segments there are', (text, message) => {
  expect(problemsOf(text)).toEqual([{ start: 0, end: text.length, message }]);
});

it.each([
  [4, '4'],
  [16, '16'],
  [17, 'more than 16'],
  [40, 'more than 16'],
])('of %d segments the fourth is shown', (count, words) => {
  const text = `${header}.e30.AAAA${'.AAAA'.repeat(count - 3)}`;
  const start = `${header}.e30.AAAA`.length;
  expect(problemsOf(text)).toEqual([
    {
      start,
      end: text.length,
      message: `${rule} ${words} segments, and the fourth begins after the dot at character ${start + 1} of the token.`,
    },
  ]);
});

it('of an encrypted token five are due', () => {
  const encrypted = encode('{"alg":"dir","enc":"A128GCM"}');
  const text = `${encrypted}..AAAA.AAAA`;
  expect(problemsOf(text)).toEqual([
    {
      start: 0,
      end: text.length,
      message: 'An encrypted token (JWE) has 5 segments with 4 dots between them; this text has 4 segments.',
    },
  ]);
  expect(problemsOf(`${text}.AAAA`)).toEqual([]);
});

it('an unencoded payload with a dot in it is told as such', () => {
  const unencoded = encode('{"alg":"ES256","b64":false,"crit":["b64"]}');
  const text = `${unencoded}.a.b.AAAA`;
  const start = `${unencoded}.a.b`.length;
  expect(problemsOf(text)).toMatchObject([
    { start, end: text.length, message: expect.stringContaining(`the third at character ${start + 1} of the token`) },
  ]);
  expect(problemsOf(`${unencoded}.a.AAAA`)).toEqual([]);
});
