import { describe, expect, it } from 'vitest';
import { encodingJsonChecks } from './encoding-json';
import { encodingTextChecks } from './encoding-text';
import { claims, contextOf, describeExamples, type Example, findingsOf, header, tokenText } from './examples';

const text = tokenText();
const [head = '', payload = '', signature = ''] = text.split('.');
const plain = contextOf();

const examples = {
  'segment-count': { fires: contextOf({ text: `${head}.${payload}` }), quiet: plain },
  'illegal-character': { fires: contextOf({ text: `${text}!` }), quiet: plain },
  'base64-padding': { fires: contextOf({ text: `${text}==` }), quiet: plain },
  'base64-standard-alphabet': { fires: contextOf({ text: `${head}.${payload}.+${signature.slice(1)}` }), quiet: plain },
  'noncanonical-base64url': {
    fires: contextOf({ text: `${head}.${payload}.AB` }),
    quiet: contextOf({ text: `${head}.${payload}.AA` }),
  },
  'impossible-base64url-length': {
    fires: contextOf({ text: `${head}.${payload}.AAAAA` }),
    quiet: contextOf({ text: `${head}.${payload}.AAAA` }),
  },
  'invalid-utf8': { fires: contextOf({ text: `${head}._w.${signature}` }), quiet: plain },
  'not-an-object': { fires: header({ typ: 'JWT' }, { payload: '[]' }), quiet: plain },
  'duplicate-member': { fires: claims('{"sub":"a","sub":"b"}'), quiet: claims('{"sub":"a","SUB":"b"}') },
  'unsafe-number': { fires: claims('{"id":9007199254740993}'), quiet: claims('{"id":9007199254740991,"rate":0.1}') },
} satisfies Record<(typeof encodingTextChecks)[number]['id'] | (typeof encodingJsonChecks)[number]['id'], Example>;

describeExamples([...encodingTextChecks, ...encodingJsonChecks], examples);

describe('repeated members', () => {
  it('are all shown, and the value that parsers take is named', () => {
    const [finding] = findingsOf('duplicate-member', claims('{"role":"user","role":"admin"}'));
    expect(finding?.message).toBe('"role" occurs twice in the payload. Most parsers take the last value, "admin".');
    expect(finding?.evidence.map(({ value, pointer }) => [value, pointer])).toEqual([
      ['"user"', '/role'],
      ['"admin"', '/role'],
    ]);
  });

  it('deep inside the claims are less grave', () => {
    const [finding] = findingsOf('duplicate-member', claims('{"a":[{"b":1,"b":2}]}'));
    expect(finding).toMatchObject({ severity: 'medium' });
    expect(finding?.evidence[0]?.pointer).toBe('/a/0/b');
  });

  it('in the header are found too', () => {
    const context = contextOf({ header: '{"alg":"none","alg":"HS256","typ":"JWT"}' });
    expect(findingsOf('duplicate-member', context)[0]).toMatchObject({ severity: 'high' });
  });
});

describe('numbers', () => {
  it.each([
    ['9007199254740993', '9007199254740993 is read as 9007199254740992 by many readers.'],
    ['1e400', '1e400 is read as infinity by many readers.'],
    ['[1e400,-1e400]', '1e400 is read as infinity by many readers, and 1 more like it.'],
  ])('%s lose digits', (literal, message) => {
    expect(findingsOf('unsafe-number', claims(`{"n":${literal}}`))[0]?.message).toBe(message);
  });

  it.each(['1.0', '-0', '1e3', '123456789.125', '9007199254740991'])('%s are safe', (literal) => {
    expect(findingsOf('unsafe-number', claims(`{"n":${literal}}`))).toEqual([]);
  });
});

it.each([
  ['JWT', undefined, 'hello', 'high'],
  [undefined, undefined, '{"sub":', 'high'],
  [undefined, undefined, 'hello', 'medium'],
  ['example+jws', undefined, 'hello', 'info'],
  [undefined, 'text/plain', 'hello', 'info'],
])('a payload that is no JSON object, with typ %s and cty %s: %j, is told as %s', (typ, cty, payload, severity) => {
  const context = header({ typ, cty }, { payload });
  expect(findingsOf('not-an-object', context)[0]?.severity).toBe(severity);
});

it('many bad characters are one finding with several places', () => {
  const findings = findingsOf('illegal-character', contextOf({ text: `${head}.${payload}.a!b!c!d` }));
  expect(findings).toHaveLength(1);
  expect(findings[0]?.message).toMatch(/There are 2 more places like it\.$/);
  expect(findings[0]?.evidence).toHaveLength(3);
});
