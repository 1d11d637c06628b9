import { describe, expect, it } from 'vitest';
import { encodingSerializationChecks } from './encoding-serialization';
import { contextOf, describeExamples, findingsOf, tokenText } from './examples';

/** The ordinary token in JSON, with a header besides and with other members. */
function inJson(header?: object, more: object = {}, text = tokenText()) {
  const [protectedHeader, payload, signature] = text.split('.');
  const members = { payload, protected: protectedHeader, ...(header ? { header } : {}), signature, ...more };
  return contextOf({ text: JSON.stringify(members) });
}

describeExamples(encodingSerializationChecks, {
  'json-serialization': { fires: inJson(), quiet: contextOf() },
});

describe('a token in JSON', () => {
  it.each([
    ['a JWT', inJson(), 'medium', 'This token is in flattened JSON serialization; a JWT is compact, with dots.'],
    [
      'a JWS of other content',
      inJson(undefined, {}, tokenText({ alg: 'ES256' }, 'hello')),
      'info',
      'This token is in flattened JSON serialization, which not every library reads.',
    ],
    ['an SD-JWT', inJson({ disclosures: [] }), 'info', expect.stringContaining('flattened')],
  ])('that is %s is worth %s', (_name, context, severity, message) => {
    expect(findingsOf('json-serialization', context)).toMatchObject([{ severity, message }]);
  });

  it.each([
    ['a parameter in two headers', inJson({ kid: 'b', typ: 'x' }), ['"kid"', '"typ"']],
    ['members that exclude each other', inJson(undefined, { signatures: [{}] }), undefined],
  ])('with %s is grave, and the places are shown', (_name, context, values) => {
    const [finding] = findingsOf('json-serialization', context);
    expect(finding?.severity).toBe('high');
    expect(finding?.message.endsWith(' There is one more fault of its form.')).toBe(values !== undefined);
    if (values) expect(finding?.evidence.map(({ value }) => value)).toEqual(values);
  });
});

describe('parameters of an unprotected header', () => {
  it('are looked at like those of the protected one, in their own place', () => {
    const context = inJson({ jku: 'http://keys.example' });
    const [finding] = findingsOf('remote-key-reference', context);
    expect(finding?.evidence[0]).toMatchObject({ part: 'unprotected-header', pointer: '/jku' });
    const { start, end } = finding?.evidence[0]?.span ?? { start: 0, end: 0 };
    expect(context.token.text.slice(start, end)).toBe('"jku":"http://keys.example"');
  });

  it('that occur twice are told of in words that a person says', () => {
    const text = '{"payload":"e30","header":{"alg":"ES256","kid":"a","kid":"b"},"signature":""}';
    const [finding] = findingsOf('duplicate-member', contextOf({ text }));
    expect(finding?.message).toBe(
      '"kid" occurs twice in the unprotected header. Most parsers take the last value, "b".',
    );
  });

  it('are enough: nothing is missing that stands there', () => {
    const text = '{"payload":"e30","header":{"alg":"ES256","kid":"a","typ":"x"},"signature":""}';
    for (const id of ['missing-alg', 'implicit-typ', 'missing-kid']) {
      expect(findingsOf(id, contextOf({ text }))).toEqual([]);
    }
  });
});

it('of many faults the first is told, and the number of the others', () => {
  const names = Array.from({ length: 5 }, (_, i) => [`p${i}`, i]);
  const header = { alg: 'ES256', ...Object.fromEntries(names) };
  const [finding] = findingsOf('json-serialization', inJson(Object.fromEntries(names), {}, tokenText(header)));
  expect(finding?.message).toMatch(/ There are 4 more faults of its form\.$/);
  expect(finding?.evidence).toHaveLength(5);
});

it.each([
  [{ alg: 'ES256', typ: 'JWT' }, '{"a":1}', undefined],
  [{ alg: 'ES256', typ: 'x' }, '{"a":1}', 'info'],
  [{ alg: 'ES256' }, '{"a":1}', 'info'],
  [{ alg: 'ES256' }, '{"iss":1}', undefined],
])('%j and %s are a JWT where a name says so', (header, payload, severity) => {
  const [finding] = findingsOf('json-serialization', inJson(undefined, {}, tokenText(header, payload)));
  expect(finding?.severity).toBe(severity ?? 'medium');
});
