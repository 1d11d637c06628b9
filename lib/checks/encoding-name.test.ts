import { describe, expect, it } from 'vitest';
import { encodingNameChecks } from './encoding-name';
import { claims, describeExamples, type Example, findingsOf, header } from './examples';

const examples = {
  'prototype-member': {
    fires: claims('{"__proto__":{"admin":true}}'),
    quiet: claims({ proto: {}, sub: 'constructor' }),
  },
  'confusable-name': { fires: claims({ ѕub: 'a' }), quiet: claims({ имя: 'Ада', größe: 1, 名前: 'x' }) },
} satisfies Record<(typeof encodingNameChecks)[number]['id'], Example>;

describeExamples(encodingNameChecks, examples);

describe('the name of a member', () => {
  it.each(['ѕub', 'iѕs', 'su\u200bb', 'sub\u202e', 'e\u0301cole', 'аdmin', 'ｓub', 'sub\ufe0f', 'a\tb'])(
    '%j deceives',
    (name) => {
      expect(findingsOf('confusable-name', claims({ [name]: 1 }))).toHaveLength(1);
    },
  );

  it.each(['sub', 'école', 'пользователь', '用户', 'https://example.com/роль', 'Größe', 'α'])(
    '%j is a name',
    (name) => {
      expect(findingsOf('confusable-name', claims({ [name]: 1 }))).toEqual([]);
    },
  );

  it('is spelt out in the message', () => {
    const [finding] = findingsOf('confusable-name', claims({ ѕub: 1, 'a\u200b': 2 }));
    expect(finding?.message).toBe('A name is written U+0455 u b, and 1 more such names.');
  });

  it('counts in the header and deep inside as well', () => {
    expect(
      findingsOf('prototype-member', header({}, { payload: '{"a":[{"constructor":1}]}' }))[0]?.evidence[0]?.pointer,
    ).toBe('/a/0/constructor');
  });
});
