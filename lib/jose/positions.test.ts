import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBase64url, encodeBase64url } from '../encoding/base64url';
import { encodeUtf8 } from '../encoding/utf8';
import { parseToken } from './parse-token';
import { textSpanOf, tokenSpanOf } from './positions';
import type { Part } from './token';

const encode = (text: string) => encodeBase64url(encodeUtf8(text));
const payloadOf = (text: string): Part => parseToken(`e30.${encode(text)}.AAAA`).payload as Part;

const stretch = fc
  .tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), fc.nat(), fc.nat())
  .map(([text, a, b]) => {
    const points = [...text];
    const [from, to] = [a % points.length, b % points.length].sort((x, y) => x - y) as [number, number];
    const start = points.slice(0, from).join('').length;
    return { text, start, end: points.slice(0, to + 1).join('').length };
  });

test('the characters given for a stretch of text carry it, and lead back to a stretch that covers it', () => {
  fc.assert(
    fc.property(stretch, ({ text, start, end }) => {
      const part = payloadOf(text);
      const span = tokenSpanOf(part, { start, end });
      expect(part.start <= span.start && span.start < span.end && span.end <= part.end).toBe(true);
      expect((span.start - part.start) % 4).toBe(0);
      const carried = decodeBase64url(part.encoded.slice(span.start - part.start, span.end - part.start)).bytes;
      expect(Buffer.from(carried).includes(Buffer.from(text.slice(start, end)))).toBe(true);
      const back = textSpanOf(part, span);
      expect(back.start <= start && back.end >= end).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('the text of any characters of the token is whole characters, at most a group more', () => {
  fc.assert(
    fc.property(stretch, fc.nat(), fc.nat(), ({ text }, a, b) => {
      const part = payloadOf(text);
      const [start, end] = [a, b].map((n) => part.start + (n % (part.encoded.length + 1))).sort((x, y) => x - y) as [
        number,
        number,
      ];
      const span = textSpanOf(part, { start, end });
      expect(0 <= span.start && span.start <= span.end && span.end <= text.length).toBe(true);
      expect([...text.slice(span.start, span.end)].every((point) => !/^[\ud800-\udfff]$/.test(point))).toBe(true);
      if (end > start) expect(span.end).toBeGreaterThan(span.start);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['{"sub":"x"}', { start: 1, end: 10 }, { start: 0, end: 15 }],
  ['{"sub":"x"}', { start: 3, end: 6 }, { start: 4, end: 8 }],
  ['{"sub":"x"}', { start: 10, end: 11 }, { start: 12, end: 15 }],
  ['é🎉x', { start: 1, end: 3 }, { start: 0, end: 8 }],
])('in %j the stretch %j is carried by %j of the part', (text, textSpan, expected) => {
  const part = payloadOf(text);
  const span = tokenSpanOf(part, textSpan);
  expect({ start: span.start - part.start, end: span.end - part.start }).toEqual(expected);
});

test('blanks inside a part are counted over', () => {
  const part = parseToken('e30.eyJz\n\n dWIiOiJ4In0.AAAA').payload as Part;
  expect(part.text).toBe('{"sub":"x"}');
  expect(tokenSpanOf(part, { start: 0, end: 3 })).toEqual({ start: 4, end: 8 });
  expect(tokenSpanOf(part, { start: 3, end: 6 })).toEqual({ start: 11, end: 15 });
  expect(textSpanOf(part, { start: 11, end: 15 })).toEqual({ start: 3, end: 6 });
});

test('places outside the part are cut to it', () => {
  const part = payloadOf('{"a":1}');
  expect(tokenSpanOf(part, { start: -5, end: 999 })).toEqual({ start: part.start, end: part.end });
  expect(textSpanOf(part, { start: 0, end: 999 })).toEqual({ start: 0, end: 7 });
});
