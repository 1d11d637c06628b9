import { expect, it } from 'vitest';
import { findTokens } from './find-tokens';
import { parseToken } from './parse-token';
import { encode } from './sd-jwt-example';

const header = encode('{"alg":"ES256"}');
const claims = encode('{"sub":"x"}');
const signature = '"signature":"AAAA"';
const signed = `"protected":"${header}",${signature}`;
const encrypted = encode('{"alg":"dir","enc":"A128GCM"}');
const sealed = `"protected":"${encrypted}","iv":"AAAA","ciphertext":"BBBB","tag":"CCCC"`;

/** Every problem with the characters at its place, `#` in a message for the number of the character where that begins. */
const problemsOf = (text: string) =>
  parseToken(text).problems.map(({ code, part, start, end, message }) => [
    code,
    part,
    text.slice(start, end),
    message
      .replace(`character ${start + 1} of`, 'character # of')
      .replace(`from character ${start + 1} on`, 'from character # on'),
  ]);

const holder = (members: string) => `{"payload":"${claims}","header":{${members}},${signed}}`;
const list = (items: string) => `{"payload":"${claims}","signatures":[${items}]}`;

it.each<[string, (string | undefined)[]]>([
  [
    holder('"disclosures":5'),
    [
      'json-member',
      'disclosure',
      '5',
      '"disclosures", at character # of the token, is a number: expected an array of strings.',
    ],
  ],
  [
    holder('"disclosures":[7]'),
    ['json-member', 'disclosure', '7', 'A disclosure, at character # of the token, is a number: expected a string.'],
  ],
  [
    holder('"disclosures":[],"kb_jwt":[1]'),
    ['json-member', 'key-binding', '[1]', '"kb_jwt", at character # of the token, is an array: expected a string.'],
  ],
  [
    list(`{${signed}},{"header":{"disclosures":[]},${signed}}`),
    [
      'json-member',
      'disclosure',
      '[]',
      '"disclosures", at character # of the token, stands in the header of a later signature: expected in that of the first only.',
    ],
  ],
  [
    list(`{${signed}},{"header":{"kb_jwt":"e30.e30.AAAA"},${signed}}`),
    [
      'json-member',
      'key-binding',
      '"e30.e30.AAAA"',
      '"kb_jwt", at character # of the token, stands in the header of a later signature: expected in that of the first only.',
    ],
  ],
  [
    list(`{${signed}},8`),
    ['json-member', undefined, '8', 'Signature 2, at character # of the token, is a number: expected a JSON object.'],
  ],
  [
    `{"payload":"${claims}",${signature}}`,
    [
      'json-member',
      undefined,
      `{"payload":"${claims}",${signature}}`,
      'Neither "protected" nor "header" is in the token: expected one of them, with "alg", in the object at character # of the token.',
    ],
  ],
  [
    list(`{${signed}},{${signature}}`),
    [
      'json-member',
      undefined,
      `{${signature}}`,
      'Neither "protected" nor "header" is in signature 2: expected one of them, with "alg", in the object at character # of the token.',
    ],
  ],
  [
    `{"payload":"${claims}","protected":"","header":{"alg":"ES256"},${signature}}`,
    [
      'json-member',
      undefined,
      '""',
      '"protected", at character # of the token, is empty: expected a header, or no such member.',
    ],
  ],
  [
    `{${sealed},"recipients":[9]}`,
    ['json-member', undefined, '9', 'Recipient 1, at character # of the token, is a number: expected a JSON object.'],
  ],
  [
    `{${sealed.replace('"CCCC"', '""')}}`,
    [
      'json-member',
      undefined,
      '""',
      '"tag", at character # of the token, is empty: expected some octets, or no such member.',
    ],
  ],
  [
    `{"iv":"AAAA","ciphertext":"BBBB","tag":"CCCC","recipients":[{}]}`,
    [
      'json-member',
      undefined,
      '{}',
      'There is no header for recipient 1, at character # of the token: expected "protected", "unprotected" or "header", with "alg" and "enc".',
    ],
  ],
])('in %s the fault is told in its place', (text, problem) => {
  expect(problemsOf(text)).toContainEqual(problem);
});

const many = (count: number, item: string) => Array.from({ length: count }, () => item).join(',');

it('signatures, recipients and disclosures are read up to a number, and that is said', () => {
  const reading = (text: string) =>
    parseToken(text)
      .problems.map(({ message }) => message)
      .filter((message) => message.includes('are not read') || message.includes('are read'));
  for (const [text, words] of [
    [
      list(many(1001, `{${signed}}`)),
      /^The token has 1001 signatures: expected at most 1000; those from character \d+ on are not read\.$/,
    ],
    [
      `{${sealed},"recipients":[${many(1001, '{}')}]}`,
      /^The token has 1001 recipients: expected at most 1000; those from character \d+ on are not read\.$/,
    ],
    [
      holder(`"disclosures":[${many(5001, '"e30"')}]`),
      /^The token has 5001 disclosures: only the first 5000 are read\.$/,
    ],
  ] as const) {
    expect(reading(text)).toEqual([expect.stringMatching(words)]);
  }
  expect(reading(list(many(1000, `{${signed}}`)))).toEqual([]);
  expect(reading(`{${sealed},"recipients":[${many(1000, '{}')}]}`)).toEqual([]);
});

it.each([
  ['{"payload":"e30","signature":5', true],
  ['{"payload":"e30","signatures":5}', true],
  ['{"payload":"e30","protected":5}', true],
  ['{"protected":"e30","signature":5}', true],
  ['{"protected":"e30","signatures":5}', true],
  ['{"protected":"e30","encrypted_key":5}', true],
  ['{"ciphertext":5,"iv":5}', true],
  ['{"ciphertext":5,"tag":5}', true],
  ['{"ciphertext":5,"protected":5}', true],
  ['{"ciphertext":5,"recipients":5}', true],
  ['{"ciphertext":5,"encrypted_key":5}', true],
  ['{"payload" "e30","signature":"AAAA"}', true],
  ['{"ciphertext":5}', false],
  ['{"payload":"e30"}', false],
  ['{"protected":"e30"}', false],
  ['{"signature":"AAAA","encrypted_key":5}', false],
  ['{"a":1,"b":2}', false],
  ['[{"payload":"e30","signature":5}]', false],
])('%s is meant as a token: %s', (text, isMeant) => {
  expect(findTokens(text).map(({ token }) => token)).toEqual(isMeant ? [text] : []);
});
