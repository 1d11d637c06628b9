import { describe, expect, it } from 'vitest';
import type { Key } from '../jose/key';
import { parseToken } from '../jose/parse-token';
import type { Verdict } from '../jose/verdict';
import { algorithms } from '../registry/algorithms';
import { hexLines, signatureFormula } from './formula';
import { tokenInFragment } from './fragment';
import { looksLikeKey } from './paste';
import { stripEdge } from './strip';
import { timelineOf, timelineWords } from './timeline';
import { fieldSpans } from './token-spans';
import { verdictWords } from './verdict-words';

const encode = (text: string) => Buffer.from(text).toString('base64url');
const token = (payload: string) => parseToken(`${encode('{"alg":"HS256"}')}.${encode(payload)}.AAAA`);
const key: Key = {
  source: 'jwk',
  jwk: { kty: 'RSA', kid: 'a1' },
  type: 'RSA',
  bits: 2048,
  isPrivate: false,
  thumbprint: 'x',
  description: 'RSA public key, 2048 bits',
};

describe('the verdict in words', () => {
  const rows: [Verdict, string, string][] = [
    [
      { kind: 'valid', alg: 'HS256', used: { kind: 'secret', encoding: 'utf-8', octets: 27 } },
      'Valid signature',
      'HS256 · secret read as UTF-8, 27 bytes',
    ],
    [
      { kind: 'valid', alg: 'RS256', used: { kind: 'key', key, index: 1, of: 3, by: 'kid' } },
      'Valid signature',
      'RS256 · RSA public key, 2048 bits, kid “a1”, chosen by kid',
    ],
    [
      {
        kind: 'invalid',
        alg: 'HS256',
        tried: [
          { kind: 'secret', encoding: 'utf-8', octets: 8 },
          { kind: 'secret', encoding: 'hex', octets: 4 },
        ],
      },
      'Invalid signature',
      'HS256 · not made with this secret, read as UTF-8 or hex',
    ],
    [{ kind: 'unsecured', reason: 'Nobody signed it.' }, 'Unsecured token', 'Nobody signed it.'],
    [{ kind: 'unverified', reason: 'No key.' }, 'Not verified', 'No key.'],
    [{ kind: 'cannot-check', code: 'unknown-alg', reason: 'Unknown.' }, 'Cannot verify', 'Unknown.'],
  ];
  const judged = (verdict: Verdict) => ({ token: token('{}'), verdict, verdicts: [verdict], signer: 0, stale: false });

  it.each(rows)('%o reads as “%s”', (verdict, title, detail) => {
    expect(verdictWords(judged(verdict))).toMatchObject({ title, detail });
  });

  it('is good only for a proof', () => {
    const good = rows.filter(([verdict]) => verdictWords(judged(verdict)).proof === 'good');
    expect(new Set(good.map(([{ kind }]) => kind))).toEqual(new Set(['valid']));
  });

  it('is never green at its edge without a proof, and never under a bad finding', () => {
    expect(stripEdge('none', [])).toBe('none');
    expect(stripEdge('good', [])).toBe('good');
    expect(stripEdge('good', [{ severity: 'high' } as never])).toBe('high');
    expect(stripEdge('bad', [])).toBe('critical');
  });
});

describe('the formula', () => {
  it('reads for HS256 as everyone writes it', () => {
    const hs256 = algorithms.find(({ name }) => name === 'HS256');
    const words = signatureFormula(hs256, token('{}')).flat();
    expect(words.map(({ text }) => text).join('')).toBe(
      'HMACSHA256(base64UrlEncode(header) + "." + base64UrlEncode(payload), secret)',
    );
  });
  it.each(algorithms.map((row) => [row.name, row] as const))('has one for %s', (_, row) => {
    expect(signatureFormula(row, token('{}')).flat().length).toBeGreaterThan(0);
  });
  it('shows octets in groups and lines', () => {
    expect(hexLines(Uint8Array.from({ length: 18 }, (_, index) => index))).toEqual([
      '0001 0203 0405 0607 0809 0a0b 0c0d 0e0f',
      '1011',
    ]);
  });
});

describe('the timeline', () => {
  const rows: [string, string, string][] = [
    ['{"iat":900,"exp":1900}', 'usable', 'Expires in 15 min'],
    ['{"iat":100,"exp":900}', 'expired', 'Expired 1 min 40 s ago'],
    ['{"nbf":1900,"exp":2900}', 'early', 'Not valid yet; starts in 15 min'],
    ['{"iat":100}', 'endless', 'Never expires'],
    ['{"iat":100,"exp":50}', 'never', 'Expires before it starts'],
  ];
  it.each(rows)('%s is %s at 1000: %s', (payload, state, words) => {
    const timeline = timelineOf(token(payload), 1000);
    expect(timeline?.state).toBe(state);
    expect(timeline && timelineWords(timeline, 1000)).toBe(words);
  });
  it('has nothing to show without dates', () => {
    expect(timelineOf(token('{"exp":"tomorrow"}'), 1000)).toBeUndefined();
  });
});

describe('the token field', () => {
  it('is cut at the parts and at the mark, and every character is in one piece', () => {
    const read = token('{}');
    const spans = fieldSpans(read, 0, { start: 2, end: 6 }, 0, read.text.length);
    expect(spans.map(({ start, end }) => read.text.slice(start, end)).join('')).toBe(read.text);
    expect(spans.filter(({ marked }) => marked)).toMatchObject([{ start: 2, end: 6, part: 'header' }]);
    expect(new Set(spans.flatMap(({ part }) => part ?? []))).toEqual(new Set(['header', 'payload', 'signature']));
  });
  it('marks the character that must not be there', () => {
    const read = parseToken(`${encode('{"alg":"HS256"}')}.${encode('{}')}.AA!A`);
    const spans = fieldSpans(read, 0, undefined, 0, read.text.length);
    expect(spans.filter(({ faulty }) => faulty).map(({ start, end }) => read.text.slice(start, end))).toEqual(['!']);
  });
});

describe('what comes from outside', () => {
  it.each([
    ['#token=a.b.c', { token: 'a.b.c', key: undefined }],
    ['#access_token=a.b.c&id_token=d.e.f', { token: 'd.e.f', key: undefined }],
    ['#token=a.b.c&publicKey=k', { token: 'a.b.c', key: 'k' }],
    ['#findings', undefined],
    ['', undefined],
  ])('the fragment %s gives %o', (fragment, expected) => {
    expect(tokenInFragment(fragment)).toEqual(expected);
  });
  it.each([
    ['-----BEGIN PUBLIC KEY-----\n', true],
    ['{"kty":"RSA"}', true],
    ['{ "keys": [] }', true],
    ['KEY="-----BEGIN PUBLIC KEY-----\\nMFkw', true],
    ['ssh-ed25519 AAAAC3Nz me', true],
    ['eyJhbGciOiJIUzI1NiJ9.e30.AAAA\n-----BEGIN PUBLIC KEY-----', false],
    ['eyJhbGciOiJIUzI1NiJ9.e30.AAAA', false],
    ['{"access_token":"a.b.c"}', false],
  ])('%s is a key: %s', (text, expected) => {
    expect(looksLikeKey(text)).toBe(expected);
  });
});
