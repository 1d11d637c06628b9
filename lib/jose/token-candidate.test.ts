import { expect, it } from 'vitest';
import { encodeBase64url } from '../encoding/base64url';
import { encodeUtf8 } from '../encoding/utf8';
import { findTokens } from './find-tokens';
import {
  isBlank,
  isDelimiter,
  isHeaderStart,
  isTokenCharacter,
  percentDecoded,
  skipTokenCharacters,
} from './token-candidate';

const encode = (text: string) => encodeBase64url(encodeUtf8(text));
const signature = 'SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c';
const header = encode('{"alg":"HS256"}');
const token = `${header}.${encode('{"sub":"one"}')}.${signature}`;
const sdJwt = `${token}~${encode('["salt","name","value"]')}~`;
const jwe = `${encode('{"alg":"dir","enc":"A128GCM"}')}..AAAAAAAAAAAAAAAA.BBBBBBBB.CCCCCCCCCCCCCCCCCCCCCC`;

/** The texts of the tokens that are found, the asterisk standing for an ordinary one. */
const tokensIn = (text: string) => findTokens(text.replaceAll('*', token)).map((found) => found.token);

it.each(['{"', '{}', '{ ', '{\n', '{\t', '{\r'])('a header may begin with %j', (text) => {
  const start = encode(text.padEnd(3, '"').slice(0, 3)).slice(0, 4);
  expect(isHeaderStart(`.${start}`, 1)).toBe(true);
  expect(isHeaderStart(`.${start}`, 0)).toBe(false);
});

it.each(['{a', '{1', '[]', '{{', '{[', '"{'])('a header does not begin with %j', (text) => {
  expect(isHeaderStart(encode(`${text} `), 0)).toBe(false);
});

it.each(['', 'e', 'ey', 'e3', 'ew', 'EYJ', 'e31', 'ew1', 'eyC', 'exJ', 'e40'])('%j begins none', (text) => {
  expect(isHeaderStart(text, 0)).toBe(false);
});

it('characters are of a token, blank, or end it', () => {
  const every = Array.from({ length: 0x3000 }, (_, code) => code);
  const those = (is: (code: number) => boolean) =>
    every
      .filter(is)
      .map((code) => String.fromCharCode(code))
      .join('');
  expect(those(isTokenCharacter)).toMatch(/^[-.0-9A-Z_a-z~]{66}$/);
  expect(those(isBlank)).toBe('\t\n\v\f\r \u00a0\u200b\u2028\u2029');
  expect(isBlank(0xfeff)).toBe(true);
  expect(those(isDelimiter)).toBe('"#&\'(),;<>?[\\]`{|}\u00ab\u00bb\u2018\u2019\u201a\u201c\u201d\u201e\u2039\u203a');
});

it('the first other character is found, up to the end', () => {
  expect(skipTokenCharacters('ab-_.~ c', 0, 8)).toBe(6);
  expect(skipTokenCharacters('ab-_.~ c', 0, 3)).toBe(3);
  expect(skipTokenCharacters('abé', 0, 3)).toBe(2);
  expect(skipTokenCharacters('ab', 2, 2)).toBe(2);
});

it.each([
  ['%2E', 0x2e],
  ['%2e', 0x2e],
  ['%aF', 0xaf],
  ['%Fa', 0xfa],
  ['%09', 0x09],
  ['%90', 0x90],
  ['%2', undefined],
  ['%', undefined],
  ['%G0', undefined],
  ['%0g', undefined],
  ['%/0', undefined],
  ['%0:', undefined],
  ['%`0', undefined],
  ['%@0', undefined],
  ['x2E', undefined],
])('%j stands for %s', (text, code) => {
  expect(percentDecoded(text, 0)).toBe(code);
});

it.each<[string, string[]]>([
  // A full stop behind a token, and the dots that belong to it.
  ['see *.', [token]],
  ['see *...', [`${token}..`]],
  [`see ${jwe}.`, [jwe]],
  [`see ${sdJwt}.`, [sdJwt]],
  [`see ${sdJwt}, and *!`, [sdJwt, token]],
  ['see *?', [token]],
  ['see *…', [token]],
  // A slash ends it in an address, and is a bad character elsewhere.
  ['https://a.example/*/b', [token]],
  ['https://a.example/ */b', [`${token}/b`]],
  // In the middle of a word there is none.
  ['b a*', []],
  ['é*', [token]],
  ['\\n*', [token]],
  ['\\t*', [token]],
  ['b \\x*', []],
  ['%20*', [token]],
  ['b %2*', []],
  ['=*', [token]],
  // Percent-encoding, of what a token has and of what ends it.
  ['a=*%20b', [token]],
  ['a=*%26b', [token]],
  [`a=${token.replaceAll('.', '%2E')}%20`, [token]],
  [`a=${sdJwt.replaceAll('~', '%7E').replaceAll('.', '%2e')}&b`, [sdJwt]],
  ['a=*%3D', [`${token}=`]],
  // Two that follow one another.
  ['* *', [token]],
  [`*\n${jwe}`, [token, jwe]],
  [`${jwe}\n*`, [jwe, token]],
  [`*|${sdJwt}`, [token, sdJwt]],
  // A header alone is one only where it is all there is.
  [header, [header]],
  [`a ${header}`, []],
  [`${header}.`, [`${header}.`]],
])('in %j are found %j', (text, tokens) => {
  expect(tokensIn(text)).toEqual(tokens);
});

const broken = (at: number, gap: string, text = token) => `${text.slice(0, at)}${gap}${text.slice(at)}`;

it.each<[string, string, string]>([
  ['in the header', broken(10, '\n'), token],
  ['in the payload', broken(30, '\r\n'), token],
  ['before a dot', broken(20, '\n  '), token],
  ['behind a dot', broken(21, '\n'), token],
  ['in the signature', broken(70, '\n'), token],
  ['for a shell', broken(70, '\\\n'), token],
  ['for a shell of another system', broken(70, '\\\r\n'), token],
  ['by a blank in the header', broken(10, ' '), token],
  ['by a blank in the signature', broken(70, ' '), token],
  ['by no-break spaces', broken(70, '\u00a0\u00a0'), token],
  ['in a tag', broken(jwe.length - 5, '\n', jwe), jwe],
])('a token broken %s is one', (_name, text, whole) => {
  expect(tokensIn(text)).toEqual([whole]);
  expect(tokensIn(`a "${text}"`)).toEqual([whole]);
});

it.each<[string, string[]]>([
  ['*\nRegards', [token]],
  ['*\nand more words', [token]],
  ['*\n\nab', [token]],
  ['* ab', [token]],
  ['* abcdefghijk', [token]],
  [`${token.slice(0, -10)}\nRegards and more words`, [token.slice(0, -10)]],
  [`${token.slice(0, -10)}\\x`, [token.slice(0, -10)]],
  ['*\\\nabc', [`${token}abc`]],
])('what follows in %j is not of the token, or is', (text, tokens) => {
  expect(tokensIn(`a ${text}`)).toEqual(tokens);
});
