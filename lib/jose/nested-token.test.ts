import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../encoding/utf8';
import { looksLikeToken, nestedTokens } from './nested-token';
import { openJwe } from './opened-token';
import { parseToken } from './parse-token';
import { encode } from './sd-jwt-example';
import type { JweToken } from './token';

const inner = `${encode('{"alg":"ES256"}')}.${encode('{"sub":"x"}')}.AAAA`;
const jwe = `${encode('{"alg":"dir","enc":"A128GCM"}')}..AAAA.BBBB.CCCC`;
const around = (payload: string, behind = '') =>
  parseToken(`${encode('{"alg":"ES256"}')}.${encode(payload)}.AAAA${behind}`);

it.each([
  inner,
  jwe,
  `${inner}~`,
  `${inner}~WyJhIl0~`,
  `${inner}~WyJhIl0~${inner}`,
  'e30..',
  'ewo.a.b.c',
  'eyJ.a_-.b-9',
])('%s is shaped like a token', (text) => {
  expect(looksLikeToken(text)).toBe(true);
});

it.each([
  '',
  'e30',
  'e30.',
  'x.y.z',
  'e40..',
  ` ${inner}`,
  `${inner} `,
  `${inner}!`,
  'e30.....',
  `a${inner}`,
  'e30.é.',
  'e30..~é',
])('%j is not', (text) => {
  expect(looksLikeToken(text)).toBe(false);
});

describe('inside a token', () => {
  it.each([
    ['a token', inner],
    ['an encrypted one', jwe],
    ['one in JSON', '{"payload":"e30","protected":"e30","signature":"AAAA"}'],
    ['one of several signatures', '{"payload":"e30","signatures":[]}'],
    ['an encrypted one in JSON', '{"ciphertext":"AAAA"}'],
  ])('%s is found as the payload', (_name, text) => {
    expect(nestedTokens(around(text))).toEqual([{ where: 'payload', text }]);
    expect(nestedTokens(around(` ${text}\n`))).toEqual([{ where: 'payload', text }]);
  });

  it.each(['{"sub":"x"}', '{"payload":"e30"}', '{"signature":"AAAA"}', '{"signatures":[]}', 'text', '[]'])(
    'there is none in %s',
    (text) => {
      expect(nestedTokens(around(text))).toEqual([]);
    },
  );

  it('the key binding of an SD-JWT is found, behind what the payload is', () => {
    expect(nestedTokens(around('{"sub":"x"}', `~${inner}`))).toEqual([{ where: 'key-binding', text: inner }]);
    expect(nestedTokens(around(jwe, `~${inner}`)).map(({ where }) => where)).toEqual(['payload', 'key-binding']);
    expect(nestedTokens(around('{"sub":"x"}', '~'))).toEqual([]);
  });

  it('there is none as long as it is encrypted', () => {
    const token = parseToken(jwe) as JweToken;
    expect(nestedTokens(token)).toEqual([]);
    expect(nestedTokens(openJwe(token, encodeUtf8(inner)))).toEqual([{ where: 'payload', text: inner }]);
  });
});
