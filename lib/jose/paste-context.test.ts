import { expect, it } from 'vitest';
import { findTokens } from './find-tokens';

const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJvbmUifQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c';

/** What is said of the token, which stands for the asterisk. */
const labelsIn = (text: string) =>
  findTokens(text.replace('*', token)).map(({ stripped }) => stripped.map(({ label }) => label));

it.each<[string, string[]]>([
  ['*', []],
  ['Proxy-Authorization: Bearer *', ['Proxy-Authorization: Bearer …']],
  ['authorization:bearer *', ['authorization: bearer …']],
  ['Authorization = token *', ['Authorization: token …']],
  ['"Authorization": "JWT *"', ['Authorization: JWT …']],
  ["{'Authorization': 'Bearer *'}", ['Authorization: Bearer …']],
  ['{\\"authorization\\":\\"Bearer *\\"}', ['authorization: Bearer …']],
  ['Authorization: Bearer "*"', ['Authorization: Bearer …', 'quotes around the token']],
  ['Authorization: Basic *', ['text around the token']],
  ['DPoP *', ['DPoP …']],
  ['got bearer: *', ['bearer …']],
  ['h=Bearer%20*', ['Bearer …']],
  ['h=Bearer+*', ['Bearer …']],
  ['(Bearer  *)', ['Bearer …']],
  ['forbearer *', ['text around the token']],
  ['x-bearer *', ['text around the token']],
  ['Bearer token *', ['text around the token']],
  ['{"a b": "*"}', ['JSON member a b']],
  ['{"id" :"*"}', ['JSON member id']],
  [`{"${'n'.repeat(64)}":"*"}`, [`JSON member ${'n'.repeat(64)}`]],
  ['["*"]', ['quotes around the token']],
  ['`*`', ['quotes around the token']],
  ['«*»', ['quotes around the token']],
  ['‘*’', ['quotes around the token']],
  ['„*“', ['quotes around the token']],
  ['‹*›', ['quotes around the token']],
  ['"*', ['text around the token']],
  ['*"', ['text around the token']],
  ['https://a.example/?t=*', ['URL parameter t']],
  ['https://a.example/?a=1&t=*#x', ['URL parameter t']],
  ['https://a.example/#t=*', ['URL parameter t']],
  ['?items[0].token=*', ['URL parameter items[0].token']],
  ['t=*&a=1', ['URL parameter t']],
  ['a;t=*', ['cookie t']],
  ['a; t=*', ['cookie t']],
  ['t=*; a=1', ['cookie t']],
  ['cookie: t=*', ['cookie t']],
  ['Set-Cookie: t=*', ['cookie t']],
  ["-H 'cookie: t=*'", ['cookie t']],
  ['cookies: t=*', ['t=…']],
  ['cookie: a\nt=*', ['t=…']],
  ['t="*"', ['t=…', 'quotes around the token']],
  ['a,t=*', ['text around the token']],
  ['X-Token: *', ['X-Token: …']],
  ['a X-Token:  *', ['X-Token: …']],
  ['two words: *', ['words: …']],
  ['https://a.example/b/*', ['URL']],
  ['https://a.example/b c/*', ['text around the token']],
  ['a/b/*', ['text around the token']],
  ['curl *', ['cURL command']],
  ['  $ curl.exe -d *', ['cURL command']],
  ['curly *', ['text around the token']],
  ['do not curl *', ['text around the token']],
  ["curl -H 'Authorization: Bearer *'", ['cURL command', 'Authorization: Bearer …']],
  ["curl '*'", ['cURL command', 'quotes around the token']],
  [' *', ['blanks around the token']],
  ['*\n', ['blanks around the token']],
  ['a *', ['text around the token']],
  ['* a', ['text around the token']],
])('around the token in %s is %j', (text, labels) => {
  expect(labelsIn(text)).toEqual([labels]);
});

it('what stands far before a token is not looked at', () => {
  expect(labelsIn(`Authorization:${' '.repeat(400)}Bearer *`)).toEqual([['Bearer …']]);
  expect(labelsIn(`cookie: ${'a'.repeat(3000)} t=*`)).toEqual([['cookie t']]);
  expect(labelsIn(`cookie: ${'a'.repeat(5000)} t=*`)).toEqual([['t=…']]);
});
