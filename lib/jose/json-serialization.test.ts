import { describe, expect, it } from 'vitest';
import { encodeBase64url } from '../encoding/base64url';
import { encodeUtf8 } from '../encoding/utf8';
import { findObstacle, headerValue, parseToken, withRecipient, withSigner } from './parse-token';
import { tokenSpanOf } from './positions';
import type { JweToken, JwsToken, SdJwtToken } from './token';

const encode = (text: string) => encodeBase64url(encodeUtf8(text));
const es256 = encode('{"alg":"ES256"}');
const claims = encode('{"sub":"x"}');
const jws = (members: string) => `{"payload":"${claims}",${members}}`;
const signer = `"protected":"${es256}","header":{"kid":"a"},"signature":"AAAA"`;
const flat = jws(signer);
const general = (...entries: string[]) => jws(`"signatures":[${entries.join()}]`);
const two = general(`{${signer}}`, '{"header":{"alg":"RS256","kid":"b"},"signature":"BBBB"}');
const jwe = (members: string) => `{"iv":"AAAA","ciphertext":"BBBB","tag":"CCCC",${members}}`;
const enc = `"protected":"${encode('{"enc":"A128GCM"}')}"`;
const flatJwe = jwe(`${enc},"unprotected":{"jku":"u"},"header":{"alg":"A128KW"},"encrypted_key":"DDDD","aad":"EEEE"`);
const shared = (...entries: string[]) => jwe(`${enc},"unprotected":{"jku":"u"},"recipients":[${entries.join()}]`);
const twoJwe = shared('{"header":{"alg":"A128KW"},"encrypted_key":"DDDD"}', '{"header":{"alg":"dir","kid":"b"}}');
const disclosure = encode('["salt","name","value"]');
const sdJwt = (header: string) => jws(`"protected":"${es256}","header":{${header}},"signature":"AAAA"`);

const codes = (text: string) => parseToken(text).problems.map(({ code }) => code);
const messages = (text: string) => parseToken(text).problems.map(({ message }) => message);

describe('the kind and the parts', () => {
  it.each([
    ['a flattened JWS', flat, 'jws', 'flattened', 'payload header unprotected-header signature'],
    [
      'one without a protected header',
      jws('"header":{"alg":"x"},"signature":""'),
      'jws',
      'flattened',
      'payload unprotected-header signature',
    ],
    ['one without a payload', `{${signer}}`, 'jws', 'flattened', 'header unprotected-header signature'],
    [
      'one with members of its own',
      jws(`"a":[{}],${signer}`),
      'jws',
      'flattened',
      'payload header unprotected-header signature',
    ],
    [
      'a general JWS',
      two,
      'jws',
      'general',
      'payload header unprotected-header signature unprotected-header signature',
    ],
    [
      'a flattened JWE',
      flatJwe,
      'jwe',
      'flattened',
      'initialization-vector ciphertext authentication-tag header unprotected-header unprotected-header encrypted-key aad',
    ],
    [
      'a general JWE',
      twoJwe,
      'jwe',
      'general',
      'initialization-vector ciphertext authentication-tag header unprotected-header unprotected-header encrypted-key unprotected-header',
    ],
    [
      'an SD-JWT',
      sdJwt(`"disclosures":["${disclosure}"],"kb_jwt":"e30.e30.AAAA"`),
      'sd-jwt',
      'flattened',
      'payload header unprotected-header disclosure key-binding signature',
    ],
    [
      'an SD-JWT that discloses nothing',
      sdJwt('"disclosures":[]'),
      'sd-jwt',
      'flattened',
      'payload header unprotected-header signature',
    ],
    [
      'a general SD-JWT',
      general(`{"header":{"disclosures":["${disclosure}"]},${signer.replace('"header":{"kid":"a"},', '')}}`),
      'sd-jwt',
      'general',
      'payload unprotected-header disclosure header signature',
    ],
    ['an ordinary object', '{"a":1}', 'malformed', 'flattened', ''],
    ['blanks and a brace', ' \n{', 'malformed', 'flattened', ''],
  ])('of %s are read', (_name, text, kind, serialization, parts) => {
    const token = parseToken(text);
    expect(token).toMatchObject({ kind, serialization });
    expect(token.parts.map(({ name }) => name).join(' ')).toBe(parts);
  });

  it('are at their places: the characters between the quotes', () => {
    for (const text of [flat, two, flatJwe, twoJwe, sdJwt(`"disclosures":["${disclosure}"],"kb_jwt":"e30.e30.AAAA"`)]) {
      const token = parseToken(text);
      expect(token.problems).toEqual([]);
      for (const { start, end, encoded } of token.parts) expect(text.slice(start, end)).toBe(encoded);
    }
  });

  it('lead from a member of an unprotected header to its characters', () => {
    const token = parseToken(flat) as JwsToken;
    const member = headerValue(token, 'kid');
    const span = tokenSpanOf(token.unprotected[0] as JwsToken['header'], member ?? { start: 0, end: 0 });
    expect(flat.slice(span.start, span.end)).toBe('"a"');
  });

  it('of a string with escapes are what the escapes stand for, at the place of the whole string', () => {
    const text = flat.replace(claims, `\\u0065${claims.slice(1)}`);
    const { payload } = parseToken(text) as JwsToken;
    expect(payload).toMatchObject({ encoded: claims, text: '{"sub":"x"}', unplaced: true, problems: [] });
    expect(tokenSpanOf(payload, { start: 1, end: 3 })).toEqual({ start: payload.start, end: payload.end });
    expect(text.slice(payload.start, payload.end)).toBe(`\\u0065${claims.slice(1)}`);
    const { problems } = parseToken(flat.replace(claims, '\\u0065!'));
    const place = { start: payload.start, end: payload.start + 7 };
    expect(problems).toContainEqual(expect.objectContaining({ code: 'illegal-character', ...place }));
  });

  it('of an unencoded payload are the string itself (RFC 7797 §5.3)', () => {
    const header = encode('{"alg":"ES256","b64":false,"crit":["b64"]}');
    const read = (payload: string) =>
      (parseToken(`{"payload":"${payload}","protected":"${header}","signature":"AAAA"}`) as JwsToken).payload;
    expect(read('$.02')).toMatchObject({ text: '$.02', unencoded: true, bytes: encodeUtf8('$.02') });
    expect(read('{\\"a\\":1}')).toMatchObject({ text: '{"a":1}', unplaced: true, problems: [] });
    expect(read('\\ud800').problems.map(({ code }) => code)).toContain('illegal-character');
  });
});

describe('the headers', () => {
  it('are those of the signer that is looked at', () => {
    const token = parseToken(two) as JwsToken;
    expect(headerValue(token, 'alg')).toMatchObject({ value: 'ES256' });
    expect(headerValue(token, 'kid')).toMatchObject({ value: 'a' });
    const second = withSigner(token, 1);
    expect(headerValue(second, 'alg')).toMatchObject({ value: 'RS256' });
    expect(second.header).not.toHaveProperty('json');
    expect(second.signature.encoded).toBe('BBBB');
    expect(withSigner(token, 2)).toBe(token);
  });

  it('are the shared ones and those of the recipient that is looked at', () => {
    const token = parseToken(twoJwe) as JweToken;
    const second = withRecipient(token, 1);
    expect(['enc', 'jku', 'alg', 'kid'].map((name) => headerValue(second, name))).toMatchObject([
      { value: 'A128GCM' },
      { value: 'u' },
      { value: 'dir' },
      { value: 'b' },
    ]);
    expect(headerValue(withRecipient(second, 0), 'alg')).toMatchObject({ value: 'A128KW' });
    expect(second.encryptedKey.encoded).toBe('');
  });
});

describe('what is wrong', () => {
  it.each([
    [
      '{"a":1}',
      'This JSON object is no token: a signed one has "payload" and "signature" or "signatures", an encrypted one "ciphertext".',
    ],
    ['{"kty":"oct","k":"AA"}', 'This JSON object is a key, not a token: it belongs in the place of the key.'],
    ['{"keys":[]}', 'This JSON object is a key set, not a token: it belongs in the place of the key.'],
    [
      flat.slice(0, -1),
      'The token\'s JSON cannot be read: the text ends inside the object: "}" is missing (at its end).',
    ],
    [
      jws('"signatures":[]'),
      `"signatures", at character ${jws('"signatures":').length} of the token, is empty: expected at least one element.`,
    ],
    [
      jws('"signatures":1'),
      `"signatures", at character ${jws('"signatures":1').length - 1} of the token, is a number: expected an array.`,
    ],
    [
      jws(`${signer},"signature":"AAAA"`),
      expect.stringMatching(/^"signature", at character \d+ of the token, stands in the token for the second time/),
    ],
    [jws(`${signer},"signatures":[{${signer}}]`), expect.stringMatching(/^"signature", .* stands beside "signatures"/)],
    [jws(`${signer},"ciphertext":"AAAA"`), expect.stringMatching(/^"ciphertext", .* stands beside "signature"/)],
    [jws('"signature":"AAAA"'), expect.stringMatching(/^Neither "protected" nor "header" is in the token/)],
    [jws(`"protected":"${es256}"`), expect.stringMatching(/^"signature" is missing from the token/)],
    [
      jws('"protected":"","header":{"alg":"x"},"signature":""'),
      expect.stringMatching(/^"protected", .* is empty: expected a header, or no such member/),
    ],
    [jws('"protected":{},"signature":""'), expect.stringMatching(/^"protected", .* is an object: expected a string/)],
    [jws('"header":[],"signature":""'), expect.stringMatching(/^"header", .* is an array: expected a JSON object/)],
    [
      jws('"header":{"alg":"x"},"signature":null'),
      expect.stringMatching(/^"signature", .* is the literal null: expected a string/),
    ],
    [
      flat.replace(`"${claims}"`, '{"sub":"x"}'),
      expect.stringMatching(/^"payload", .* is an object: expected a string/),
    ],
    [jwe(`${enc},"aad":""`), expect.stringMatching(/^"aad", .* is empty/)],
    [jwe('"encrypted_key":"AA"'), expect.stringMatching(/^There is no header for the token/)],
    [jwe(`${enc},"recipients":[]`), expect.stringMatching(/^"recipients", .* is empty/)],
    [jwe(`${enc},"header":{},"recipients":[{}]`), expect.stringMatching(/^"header", .* stands beside "recipients"/)],
    [`{${enc},"recipients":[{}]}`, expect.stringMatching(/^"ciphertext" is missing from the token/)],
  ])('with %s is said, and no signature is looked at', (text, message) => {
    const token = parseToken(text);
    expect(messages(text)).toContainEqual(message);
    expect(token.kind).toBe('malformed');
    expect(findObstacle(token)?.code).toMatch(/^(json-member|not-json)$/);
  });

  it.each([
    [jws(`"protected":"${es256}","header":{"alg":"x"},"signature":""`), '"alg"', 'the protected header'],
    [jwe(`${enc},"unprotected":{"enc":"x"}`), '"enc"', 'the protected header'],
    [jwe(`${enc},"unprotected":{"a":1},"header":{"b":1,"a":1}`), '"a"', 'the shared unprotected header'],
  ])('of %s is that %s stands in %s too', (text, name, where) => {
    const token = parseToken(text);
    const problem = token.problems.find(({ code }) => code === 'header-overlap');
    expect(problem?.message).toContain(`stands in ${where} too`);
    expect(text.slice(problem?.start, problem?.end)).toBe(name);
    expect(findObstacle(token)).toBe(problem);
  });

  it('with the disclosures leaves the issuer signature alone', () => {
    for (const header of ['"disclosures":{}', '"disclosures":[1]', '"disclosures":["!"],"kb_jwt":1', '"kb_jwt":"é"']) {
      const token = parseToken(sdJwt(header)) as SdJwtToken;
      expect(token.kind).toBe('sd-jwt');
      expect(token.problems.length).toBeGreaterThan(0);
      expect(findObstacle(token)).toBeUndefined();
    }
    const misplaced = general(`{${signer}}`, `{"header":{"alg":"x","disclosures":[]},"signature":""}`);
    expect(parseToken(misplaced).kind).toBe('jws');
    expect(messages(misplaced)).toContainEqual(expect.stringMatching(/^"disclosures", .* of a later signature/));
  });

  it('with one signature leaves the others alone', () => {
    const text = general('1', `{${signer}}`, `{"protected":"e","signature":"","signature":""}`, `{${signer}}`);
    const token = parseToken(text) as JwsToken;
    expect(token.kind).toBe('jws');
    expect(token.signers).toHaveLength(4);
    const obstacles = [0, 1, 2, 3].map((index) => findObstacle(withSigner(token, index))?.code);
    expect(obstacles).toEqual(['json-member', undefined, 'impossible-length', undefined]);
  });

  it('with one recipient leaves the others alone', () => {
    const token = parseToken(shared('{"header":{"enc":"x"}}', '{"header":{"alg":"dir"}}', '[]')) as JweToken;
    expect(token.kind).toBe('jwe');
    const obstacles = [0, 1, 2].map((index) => findObstacle(withRecipient(token, index))?.code);
    expect(obstacles).toEqual(['header-overlap', undefined, 'json-member']);
  });

  it('is a "b64" that is not the same in all signatures (RFC 7797 §3)', () => {
    const unencoded = encode('{"alg":"ES256","b64":false,"crit":["b64"]}');
    const text = general(`{${signer}}`, `{"protected":"${unencoded}","signature":""}`);
    expect(messages(text)).toContainEqual(expect.stringMatching(/^"b64" in the header at character/));
  });

  it('is a byte order mark before the object', () => {
    expect(codes(`\ufeff${flat}`)).toEqual(['byte-order-mark']);
  });
});

it('a hundred thousand signatures, recipients, disclosures or members do not make as many parts', () => {
  const many = (text: string) => Array<string>(1e5).fill(text).join();
  const texts = [
    general(many('{}')),
    general(many(`{${signer}}`)),
    shared(many('{"header":{"jku":"v"}}')),
    sdJwt(`"disclosures":[${many('"!"')}]`),
    jws(many('"payload":1')),
    jws(`"protected":"${encode(`{${many('"a":1')}}`)}","header":{${many('"a":1')}},"signature":""`),
  ];
  for (const text of texts) {
    const { parts, problems } = parseToken(text);
    expect(parts.length).toBeLessThan(6000);
    expect(problems.length).toBeLessThan(12_000);
  }
});
