import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeBase64url } from '../encoding/base64url';
import { encodeUtf8 } from '../encoding/utf8';
import { claimValue, findObstacle, headerValue, parseToken } from './parse-token';

const encode = (text: string) => encodeBase64url(encodeUtf8(text));
const header = encode('{"alg":"HS256","typ":"JWT"}');
const payload = encode('{"sub":"x","n":1}');
const jwt = `${header}.${payload}.AAAA`;
const names = (text: string) => parseToken(text).parts.map(({ name }) => name);
const problems = (text: string) => parseToken(text).problems.map(({ code, part }) => `${part ?? 'token'} ${code}`);

const piece = fc.constantFrom(
  ...[
    header,
    payload,
    'AAAA',
    '.',
    '.',
    '~',
    'é',
    '🎉',
    '\ud800',
    ' ',
    '\n',
    '=',
    '+',
    'a',
    'A',
    encode('\ufeff{}'),
    encode('[1,"é"'),
    '_-8',
  ],
);

test('any text is parsed without an error, and the parts with what stands between them are the text', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 16 }), (pieces) => {
      const text = pieces.join('');
      const token = parseToken(text);
      let at = 0;
      for (const part of token.parts) {
        expect(text.slice(at, part.start)).toMatch(/^[.~]?$/);
        expect(part.encoded).toBe(text.slice(part.start, part.end));
        at = part.end;
      }
      expect(text.slice(at)).toMatch(/^~?$/);
      expect(token.text).toBe(text);
      const places = token.problems.map(({ start }) => start);
      expect(places).toEqual([...places].sort((a, b) => a - b));
      for (const { start, end, message } of token.problems) {
        expect(0 <= start && start <= end && end <= text.length).toBe(true);
        expect(message).toMatch(/[.]$/);
      }
    }),
    { numRuns: 3000 },
  );
});

const member = fc.constantFrom(
  ...[
    `"payload":"${payload}"`,
    `"protected":"${header}"`,
    '"signature":"AAAA"',
    '"header":{"kid":"a"}',
    '"signatures":',
  ],
  ...['"ciphertext":"AA A"', '"recipients":[', '"header":{"disclosures":["WyJhIl0","\\u0041"],"kb_jwt":"a.b"}', '"x"'],
  ...['{', '}', '[', ']', ',', ':', '"', '\\', 'null', '\ufeff', 'é', '\ud800'],
);

test('any text that begins with a brace is parsed without an error, and its parts are at their places', () => {
  fc.assert(
    fc.property(fc.array(member, { maxLength: 12 }), fc.constantFrom('', ',', '},{'), (members, comma) => {
      const text = `{${members.join(comma)}`;
      const token = parseToken(text);
      expect(token.text).toBe(text);
      const starts = token.parts.map(({ start }) => start);
      expect(starts).toEqual([...starts].sort((a, b) => a - b));
      for (const part of token.parts) {
        if (!part.unplaced) expect(part.encoded).toBe(text.slice(part.start, part.end));
        else expect(text.slice(part.start, part.end)).toContain('\\');
      }
      for (const { start, end, message } of token.problems) {
        expect(0 <= start && start <= end && end <= text.length).toBe(true);
        expect(message).toMatch(/[.]$/);
      }
    }),
    { numRuns: 3000 },
  );
});

test('any octets in the parts are read and encode to the very text they were read from', () => {
  const octets = fc.uint8Array({ maxLength: 80 });
  const first = fc.oneof(octets, fc.json().map(encodeUtf8), fc.constant(encodeUtf8('{"alg":"dir","enc":"A128GCM"}')));
  fc.assert(
    fc.property(first, fc.array(octets, { minLength: 1, maxLength: 6 }), (head, rest) => {
      const segments = [head, ...rest].map((bytes) => encodeBase64url(new Uint8Array(bytes)));
      const { parts } = parseToken(segments.join('.'));
      expect(parts.map(({ bytes }) => encodeBase64url(bytes))).toEqual(segments);
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['', 'malformed', []],
  ['a', 'malformed', ['header']],
  [`${header}.${payload}`, 'malformed', ['header', 'payload']],
  [jwt, 'jws', ['header', 'payload', 'signature']],
  [`${header}.${payload}.`, 'jws', ['header', 'payload', 'signature']],
  [`${header}..AAAA`, 'jws', ['header', 'payload', 'signature']],
  [`${jwt}.AAAA`, 'malformed', ['header', 'payload', 'signature', 'extra']],
  [`${jwt}.AAAA.BBBB`, 'malformed', ['header', 'payload', 'signature', 'extra', 'extra']],
  [`${encode('[]')}.${payload}.AAAA`, 'malformed', ['header', 'payload', 'signature']],
  [`${encode('{"alg":"HS256"')}.${payload}.AAAA`, 'malformed', ['header', 'payload', 'signature']],
  [`${header.slice(0, 10)}!${header.slice(11)}.${payload}.AAAA`, 'malformed', ['header', 'payload', 'signature']],
  [
    `${encode('{"alg":"dir","enc":"A128GCM"}')}..A.B.C`,
    'jwe',
    ['header', 'encrypted-key', 'initialization-vector', 'ciphertext', 'authentication-tag'],
  ],
  [
    `${encode('{"alg":"dir","enc":"A128GCM"}')}..A.B`,
    'malformed',
    ['header', 'encrypted-key', 'initialization-vector', 'ciphertext'],
  ],
  [`${jwt}~`, 'sd-jwt', ['header', 'payload', 'signature']],
  [`${jwt}~${encode('["s","n",1]')}~`, 'sd-jwt', ['header', 'payload', 'signature', 'disclosure']],
  [`${jwt}~${encode('["s","n",1]')}~${jwt}`, 'sd-jwt', ['header', 'payload', 'signature', 'disclosure', 'key-binding']],
  ['~', 'malformed', ['header']],
])('%j is of the kind %s with its parts named', (text, kind, parts) => {
  expect(parseToken(text).kind).toBe(kind);
  expect(names(text)).toEqual(parts);
});

test.each([
  [jwt, []],
  [`${jwt}=`, ['signature padding']],
  [`${header}=.${payload}.AAAA`, ['header padding']],
  [`${header}.${payload}.AA AA`, ['signature whitespace']],
  [`${header}.${payload}.AA+/`, ['signature standard-alphabet', 'signature standard-alphabet']],
  [`${header}.${payload}.AAéA`, ['signature illegal-character']],
  [`${header}.${payload}.AB`, ['signature stray-bits']],
  [`${header}.${payload}.AAAAA`, ['signature impossible-length']],
  [`${header}.${encode('[1]')}.AAAA`, ['payload not-an-object']],
  [`${header}.${encode('hello')}.AAAA`, ['payload not-json']],
  [`${header}..AAAA`, ['payload not-json']],
  [`${header}._x.AAAA`, ['payload not-utf8', 'payload stray-bits']],
  [`${header}.__8.AAAA`, ['payload not-utf8']],
  [`${encode('\ufeff{"alg":"HS256"}')}.${payload}.AAAA`, ['header byte-order-mark']],
  [`${header}.${payload}`, ['token segment-count']],
  [`${jwt}.AAAA`, ['token segment-count']],
  [`${jwt}~${encode('["s","n",1]')}`, ['disclosure segment-count']],
  [`${jwt}~${encode('{}')}~`, ['disclosure not-an-object']],
  [`${header.slice(0, 10)}!${header.slice(11)}.${payload}.AAAA`, ['header illegal-character']],
])('%j has the problems that it has', (text, expected) => {
  expect(problems(text)).toEqual(expected);
});

test.each([
  [
    `${header}.${payload}.AAé`,
    `Character ${header.length + payload.length + 5} of the token, “é” in the signature, is not in the base64url alphabet.`,
  ],
  [
    `${header}.${encode('{"a":1 "b":2}')}.AAAA`,
    `The payload is not JSON: expected "," or "}" after the value, not “"” (at character 8 of its text, character ${header.length + 10} of the token).`,
  ],
  [
    `${header}.${encode('{"a":1')}.AAAA`,
    `The payload is not JSON: the text ends inside the object: "}" is missing (at its end, character ${header.length + 9} of the token).`,
  ],
  [
    'a.b',
    'A signed token (JWS) has 3 segments with 2 dots between them, an encrypted one (JWE) 5 and "enc" in its header; this text has 2 segments.',
  ],
])('%j is explained to a person, with the place', (text, message) => {
  expect(parseToken(text).problems.map((problem) => problem.message)).toContain(message);
});

test.each([
  [jwt, undefined],
  [`${header}.${payload}.AB`, undefined],
  [`${header}.${encode('hello')}.AAAA`, undefined],
  [`${header}..AAAA`, undefined],
  [`${encode('{"alg":"HS256","alg":"none"}')}.${payload}.AAAA`, undefined],
  [`${jwt}=`, 'padding'],
  [`${header}.${payload} .AAAA`, 'whitespace'],
  [`${encode('\ufeff{"alg":"HS256"}')}.${payload}.AAAA`, 'byte-order-mark'],
  [`${header}.${payload}`, 'segment-count'],
  [`${encode('[]')}.${payload}.AAAA`, 'not-an-object'],
])('%j is kept from being checked by %j', (text, code) => {
  expect(findObstacle(parseToken(text))?.code).toBe(code);
});

test('of a repeated parameter or claim the last counts', () => {
  const token = parseToken(`${encode('{"alg":"none","alg":"HS256"}')}.${encode('{"sub":1,"sub":2}')}.AAAA`);
  expect(headerValue(token, 'alg')).toMatchObject({ value: 'HS256' });
  expect(claimValue(token, 'sub')).toMatchObject({ value: 2 });
  expect(headerValue(token, 'constructor')).toBeUndefined();
  expect(claimValue(parseToken(''), 'sub')).toBeUndefined();
});

test('an unencoded payload is read as it stands (RFC 7797)', () => {
  const token = parseToken(`${encode('{"alg":"HS256","b64":false,"crit":["b64"]}')}.{"a":"é"}.AAAA`);
  expect(token.payload?.text).toBe('{"a":"é"}');
  expect(token.problems).toEqual([]);
});

test('a tilde in an unencoded payload makes no SD-JWT, elsewhere it does', () => {
  const unencoded = encode('{"alg":"HS256","b64":false,"crit":["b64"]}');
  expect(parseToken(`${unencoded}.a~b.AAAA`)).toMatchObject({ kind: 'jws', payload: { text: 'a~b' } });
  expect(parseToken(`${unencoded}.a.AAAA~`).kind).toBe('sd-jwt');
  expect(parseToken(`${header}.a~b.AAAA`).kind).toBe('malformed');
});

test('an unencoded payload with a dot cannot be compact, which is said (RFC 7797 §5.2)', () => {
  const { problems: found } = parseToken(`${encode('{"alg":"HS256","b64":false,"crit":["b64"]}')}.$.02.AAAA`);
  expect(found.map(({ message }) => message)).toContainEqual(expect.stringMatching(/^An unencoded payload .* no "\."/));
});

test('a million dots, tildes or bad characters make no million parts', () => {
  for (const text of ['.'.repeat(1e6), '~'.repeat(1e6), 'é'.repeat(1e6), `${jwt}${'~a'.repeat(5e5)}`]) {
    const { parts, problems: found } = parseToken(text);
    expect(parts.length).toBeLessThan(6000);
    expect(found.length).toBeLessThan(12_000);
  }
});
