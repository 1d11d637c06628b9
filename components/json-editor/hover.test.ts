import { expect, it } from 'vitest';
import { plain } from './hover';

it.each([
  ['https://evil.example', 'https\\:\\/\\/evil\\.example'],
  ['[a](b)', '\\[a\\]\\(b\\)'],
  ['![i](x)', '\\!\\[i\\]\\(x\\)'],
  ['<img src=x>', '\\<img src\\=x\\>'],
  ['a@b.c', 'a\\@b\\.c'],
  ['&lt;', '\\&lt\\;'],
  ['a\n\n# b', 'a \\# b'],
  ['    code', 'code'],
  ['a\u202eb', 'a\ufffdb'],
])('writes %j so that Markdown shows it as it is', (text, escaped) => {
  expect(plain(text)).toBe(escaped);
});
