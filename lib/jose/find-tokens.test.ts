import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeBase64url } from '../encoding/base64url';
import { encodeUtf8 } from '../encoding/utf8';
import { findTokens } from './find-tokens';

const encode = (text: string) => encodeBase64url(encodeUtf8(text));
const signature = 'SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c';
const make = (claims: object, sig = signature) =>
  `${encode('{"alg":"HS256"}')}.${encode(JSON.stringify(claims))}.${sig}`;
const one = make({ sub: 'one' });
const two = make({ sub: 'two', name: 'Somebody with a rather long name', roles: ['a', 'b', 'c'] });
const unsecured = `${encode('{"alg":"none"}')}.${encode('{"sub":"x"}')}.`;
const sdJwt = `${one}~${encode('["salt","name","value"]')}~`;
const jwe = `${encode('{"alg":"dir","enc":"A128GCM"}')}..AAAAAAAAAAAAAAAA.BBBBBBBB.CCCCCCCCCCCCCCCCCCCCCC`;
const wrap = (text: string, width: number, gap = '\n') =>
  (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join(gap);

const protectedHeader = encode('{"alg":"HS256"}');
const flattened = `{"payload":"${encode('{"sub":"x"}')}","protected":"${protectedHeader}","signature":"AAAA"}`;
const detached = `{"protected":"${protectedHeader}","signature":"AAAA"}`;
const general = JSON.stringify({ payload: encode(one), signatures: [JSON.parse(detached)] }, undefined, 2);
const jsonJwe = `{"protected":"${encode('{"alg":"dir","enc":"A128GCM"}')}","iv":"AAAA","ciphertext":"AAAA","tag":"AAAA"}`;

const rows: [title: string, text: string, tokens: string[], stripped: string[]][] = [
  ['a bare token', one, [one], []],
  ['an unsecured one, ending with its dot', unsecured, [unsecured], []],
  ['an SD-JWT', sdJwt, [sdJwt], []],
  ['an encrypted one', jwe, [jwe], []],
  ['one with blanks around', ` ${one}\n`, [one], ['blanks around the token']],
  ['a header with its name', `Authorization: Bearer ${one}`, [one], ['Authorization: Bearer …']],
  [
    'a header as in HTTP/2, and others',
    `accept: */*\r\nauthorization: bearer ${one}\r\nx: y`,
    [one],
    ['authorization: bearer …'],
  ],
  ['a DPoP header', `Authorization: DPoP ${one}`, [one], ['Authorization: DPoP …']],
  ['Bearer alone', `Bearer ${one}`, [one], ['Bearer …']],
  ['a cookie', `a=b; session=${one}; Path=/`, [one], ['cookie session']],
  ['a cookie header', `Cookie: theme=dark; id=${one}`, [one], ['cookie id']],
  ['a Set-Cookie header', `Set-Cookie: jwt=${one}; HttpOnly; Secure`, [one], ['cookie jwt']],
  ['a URL', `https://app.example/cb?state=x&access_token=${one}&x=1`, [one], ['URL parameter access_token']],
  ['a URL with a fragment', `https://app.example/cb#id_token=${one}`, [one], ['URL parameter id_token']],
  ['a path of a URL', `https://app.example/verify/${one}/next`, [one], ['URL']],
  ['a form body', `access_token=${one}&token_type=Bearer`, [one], ['URL parameter access_token']],
  ['double quotes and a comma', `"${one}",`, [one], ['quotes around the token']],
  ['single quotes', `'${one}';`, [one], ['quotes around the token']],
  ['typographic quotes', `“${one}”`, [one], ['quotes around the token']],
  ['angle brackets in prose', `see <${one}>.`, [one], ['text around the token']],
  ['the end of a sentence', `The token was ${one}.`, [one], ['text around the token']],
  ['an environment variable', `export TOKEN=${one}`, [one], ['TOKEN=…']],
  ['another header', `X-Amzn-Oidc-Data: ${one}`, [one], ['X-Amzn-Oidc-Data: …']],
  ['a trailing comma', `${one},`, [one], ['text around the token']],
  [
    'JSON',
    `{"access_token":"${one}","id_token": "${two}"}`,
    [one, two],
    ['JSON member access_token', 'JSON member id_token'],
  ],
  ['escaped JSON', JSON.stringify(JSON.stringify({ token: one })), [one], ['JSON member token']],
  ['a line break escaped in JSON', `{"log":"start\\n${one}\\nend"}`, [one], ['text around the token']],
  [
    'a cURL line',
    `curl -s -H 'Authorization: Bearer ${one}' https://x.example/`,
    [one],
    ['cURL command', 'Authorization: Bearer …'],
  ],
  [
    'a cURL line of several',
    `curl https://x.example/ \\\n  -H "Cookie: s=${one}" \\\n  -d x`,
    [one],
    ['cURL command', 'cookie s'],
  ],
  ['percent-encoding', one.replaceAll('.', '%2E'), [one], ['percent-encoding (%2E)']],
  [
    'percent-encoding around',
    `token%3D${one.replaceAll('.', '%2e')}%26x%3D1`,
    [one],
    ['text around the token', 'percent-encoding (%2E)'],
  ],
  [
    'a log',
    `10:00 in ${one}\n10:01 in ${two}\n10:02 in ${one}`,
    [one, two],
    ['text around the token', 'text around the token'],
  ],
  ['one a line', `${one}\n${two}\n`, [one, two], ['text around the token', 'text around the token']],
  ['a list with commas', `${one},${two}`, [one, two], ['text around the token', 'text around the token']],
  ['a hard-wrapped text', wrap(two, 40), [two], ['line breaks inside the token']],
  [
    'a hard-wrapped text, indented',
    `  ${wrap(two, 60, '\r\n  ')}\r\n`,
    [two],
    ['blanks around the token', 'line breaks inside the token'],
  ],
  ['a line break behind each dot', two.replaceAll('.', '.\n'), [two], ['line breaks inside the token']],
  ['a line break before each dot', two.replaceAll('.', '\n.'), [two], ['line breaks inside the token']],
  ['a shell text going on', `TOKEN=${wrap(two, 50, '\\\n')}`, [two], ['TOKEN=…', 'line breaks inside the token']],
  [
    'two wrapped tokens',
    `${wrap(two, 50)}\n${wrap(one, 50)}`,
    [two, one],
    ['text around the token', 'line breaks inside the token'],
  ],
  [
    'a wrapped token in a mail',
    `Hello,\n${wrap(two, 64)}\nRegards`,
    [two],
    ['text around the token', 'line breaks inside the token'],
  ],
  ['a blank inside', `${two.slice(0, 30)} ${two.slice(30)}`, [two], ['blanks inside the token']],
  ['a word behind', `${one} expired yesterday`, [one], ['text around the token']],
  ['a sentence behind an odd signature', `${one}abc\nhello world`, [`${one}abc`], ['text around the token']],
  ['a flattened JWS', flattened, [flattened], []],
  ['one without its payload', detached, [detached], []],
  ['a general JWS over several lines, with blanks around', `\n${general}\n`, [general], ['blanks around the token']],
  ['a JWE in JSON', jsonJwe, [jsonJwe], []],
  [
    'a JWS in JSON whose payload is itself a token',
    flattened.replace(encode('{"sub":"x"}'), one),
    [flattened.replace(encode('{"sub":"x"}'), one)],
    [],
  ],
  ['a JWS in other JSON', `{"request": ${general}, "n": 1}`, [general], ['JSON member request']],
  [
    'several tokens of all forms in JSON',
    `{"a":[${flattened},{"b":"${one}"},${jsonJwe}],"c":"${two}"}`,
    [flattened, one, jsonJwe, two],
    ['text around the token', 'JSON member b', 'JSON member c'],
  ],
  ['a JWS in JSON between words', `got {x} ${flattened} from {y}.`, [flattened], ['text around the token']],
  [
    'JSON on the lines of a log',
    `{"t":1}\n${flattened}\n${detached}`,
    [flattened, detached],
    ['text around the token'],
  ],
  ['a JWS in JSON that does not end', `{"log":${general}, "x`, [general], ['JSON member log']],
  [
    'a JWS in JSON whose strings are broken over lines',
    general.replace(/.{60}(?=[\w"])/g, '$&\n      '),
    [general],
    ['line breaks inside the token'],
  ],
  ['a JSON answer with a "signature" of its own', `{"signature":"x","token":"${one}"}`, [one], ['JSON member token']],
  ['a webhook', `{"payload":"${one}","signature":"AAAA"}`, [one], ['JSON member payload']],
  ['a word behind on its own line', `${one}\nexpired`, [one], ['text around the token']],
];

test.each(rows)('%s: the token is found, and what was left away is said', (_title, text, tokens, stripped) => {
  const found = findTokens(text);
  expect(found.map(({ token }) => token)).toEqual(tokens);
  const labels = found.flatMap((item) => item.stripped.map(({ label }) => label));
  for (const label of stripped) expect(labels).toContain(label);
  if (stripped.length === 0) expect(labels).toEqual([]);
  for (const { start, end, token } of found) {
    expect(text[start]).toBe(token[0]);
    expect(end).toBeGreaterThanOrEqual(start + token.length);
  }
});

test.each([
  'a.b.c',
  `${one.slice(0, -5)}!${one.slice(-5)}`,
  `${one.slice(0, -5)},${one.slice(-5)}`,
  `${one.slice(0, -5)}"${one.slice(-5)}`,
  `${one.slice(0, 60)}é🎉${one.slice(60)}`,
  `${one}.`,
  `${one}.AAAA`,
  `${one}==`,
  one.slice(0, 40),
  encode('{"alg":"HS256"}'),
  'ayJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.AAAA',
  `${encode('{ "alg":"HS256" }')}.e30.AAAA`,
  `${encode('{\n\t"alg":"HS256"}')}.e30.AAAA`,
  `${encode('{\r\n"alg":"HS256"}')}.e30.AAAA`,
  `${encode('\ufeff{"alg":"HS256"}')}.e30.AAAA`,
  '....',
  `${encode('{"alg":"HS256","b64":false,"crit":["b64"]}')}.{"a":"b c"}.AAAA`,
  flattened,
  flattened.slice(0, -1),
  general.slice(0, -6),
  '{"payload":"AAAA","signature":"AAAA"}',
  flattened.replace(',', ' '),
  `${flattened.slice(0, -1)},}`,
  flattened.replace('"AAAA"', '12'),
  `{"payload":"AAAA","signatures":[]}`,
  `{"payload":"AAAA","protected":"AAAA"}`,
  jsonJwe.slice(0, -1),
])('%s, alone, is taken as it is', (text) => {
  expect(findTokens(text)).toEqual([{ token: text, start: 0, end: text.length, stripped: [] }]);
});

test('behind a scheme even a damaged token is found, with its bad character', () => {
  const damaged = `${one.slice(0, -5)}!${one.slice(-5)}`;
  expect(findTokens(`Authorization: Bearer ${damaged}`)[0]?.token).toBe(damaged);
  expect(findTokens('Bearer a.b.c').map(({ token, stripped }) => [token, stripped[0]?.kind])).toEqual([
    ['a.b.c', 'bearer'],
  ]);
});

test.each([
  '',
  '  \n',
  'hello',
  'one. two. three.',
  'https://www.example.com/a.b.c',
  '{"ciphertext":"y","header":"x"}',
  '{"error":"bad","signatures":[{"name":"x"}]}',
  '{"keys":[{"kty":"oct","k":"eyJhbGciOiJIUzI1NiJ9"}]}',
  '{"kty":"oct","k":"eyJhbGciOiJIUzI1NiJ9"}',
])('there is no token in %j', (text) => {
  expect(findTokens(text)).toEqual([]);
});

test('any text is searched without an error, and places lie inside it', () => {
  const piece = fc.constantFrom(
    ...[
      one,
      two,
      unsecured,
      'eyJ',
      '.',
      '"',
      "'",
      ' ',
      '\n',
      '\\',
      '\\n',
      '=',
      '%2E',
      '%',
      ';',
      'Bearer ',
      'a=',
      'é',
      '🎉',
      '~',
      '{',
      ':',
      flattened,
      general,
      detached.slice(0, -1),
      '{"a":',
      '}',
    ],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const text = pieces.join('');
      let from = 0;
      for (const { start, end, token } of findTokens(text)) {
        expect(from <= start && start < end && end <= text.length && token.length > 0).toBe(true);
        from = end;
      }
    }),
    { numRuns: 2000 },
  );
});

test('braces without end are looked at once', () => {
  for (const brace of ['{', '{"', '{"a":', '{"signature":"', '{/*', '[{', `${detached.slice(0, -1)},"x":`]) {
    const found = findTokens(`"signature":${brace.repeat(3e4)}`);
    expect(found.length).toBeLessThanOrEqual(100);
  }
});

test('a hostile text gives at most a hundred tokens', () => {
  const many = Array.from({ length: 1000 }, (_, i) => make({ i }));
  expect(findTokens(many.join('\n'))).toHaveLength(100);
});
