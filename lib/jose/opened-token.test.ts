import { expect, it } from 'vitest';
import { finish } from '../encoding/steps';
import { encodeUtf8 } from '../encoding/utf8';
import { openJwe, plaintextSteps } from './opened-token';
import { parseToken } from './parse-token';
import { encode } from './sd-jwt-example';
import type { JweToken } from './token';

const text = `${encode('{"alg":"dir","enc":"A128GCM"}')}..AAAA.BBBB.CC CC`;
const token = parseToken(text) as JweToken;
const [start, end] = [text.indexOf('BBBB'), text.indexOf('BBBB') + 4];
const open = (plaintext: string | Uint8Array<ArrayBuffer>) =>
  openJwe(token, typeof plaintext === 'string' ? encodeUtf8(plaintext) : plaintext);

it('the plaintext stands over the ciphertext, behind the other parts', () => {
  const opened = open('{"sub":"x"}');
  expect(opened.payload).toMatchObject({
    name: 'payload',
    start,
    end,
    text: '{"sub":"x"}',
    encoded: encode('{"sub":"x"}'),
    unplaced: true,
  });
  expect(opened.payload?.json?.root?.kind).toBe('object');
  expect(opened.parts).toEqual([...token.parts, opened.payload]);
  expect(opened.problems).toEqual(token.problems);
  expect(token.problems.map(({ code }) => code)).toEqual(['whitespace']);
});

it.each<[string, string | Uint8Array<ArrayBuffer>, string, string]>([
  ['octets', Uint8Array.of(0xff), 'not-utf8', 'What was decrypted is not UTF-8 text.'],
  ['nothing', '', 'not-json', 'What was decrypted is not JSON: the text is empty (at character 1 of its text).'],
  [
    'a mistake',
    '{"a":1,}',
    'not-json',
    'What was decrypted is not JSON: no "," may stand before "}" (at character 7 of its text).',
  ],
  ['an array', '[1]', 'not-an-object', 'What was decrypted is JSON, but not an object.'],
])('of %s is said what is wrong', (_name, plaintext, code, message) => {
  const opened = open(plaintext);
  const problem = { code, part: 'payload', start, end, message };
  expect(opened.payload?.problems).toEqual([problem]);
  expect(opened.problems).toEqual([...token.problems, problem]);
});

it('a token inside is in order as it is', () => {
  expect(open('eyJhbGciOiJub25lIn0.e30.').payload?.problems).toEqual([]);
});

it('what was read once is not read again', () => {
  const bytes = encodeUtf8('{"a":1}');
  expect(finish(plaintextSteps(bytes))).toBe(finish(plaintextSteps(bytes)));
  expect(finish(plaintextSteps(encodeUtf8('{"a":1}')))).not.toBe(finish(plaintextSteps(bytes)));
});
