import { describe, expect, it } from 'vitest';
import { paintJson } from './json-paint';

describe('paintJson', () => {
  it.each(['{\n  "a": 1.0,\n  "b": ["x", {"c": null}]\n}', '{"open: 1', '"\\" not a name": 1', '', '\n\n', '"a"" b":'])(
    'gives every character of %j in one stretch',
    (text) => {
      const { lines, complete } = paintJson(text, 100);
      expect(complete).toBe(true);
      const painted = lines.map(({ spans }) => spans.map(({ start, end }) => text.slice(start, end)).join(''));
      expect(painted.join('\n')).toBe(text);
    },
  );

  it('tells names from other strings', () => {
    const text = '{"iss": "a:b", "x": ["iss"]}';
    const names = paintJson(text, 10).lines.flatMap(({ spans }) => spans.filter(({ isName }) => isName));
    expect(names.map(({ start, end }) => text.slice(start, end))).toEqual(['"iss"', '"x"']);
  });

  it('stops at the last line that is wanted, and says so', () => {
    expect(paintJson('1\n2\n3', 2)).toMatchObject({
      lines: [
        { start: 0, end: 1 },
        { start: 2, end: 3 },
      ],
      complete: false,
    });
  });
});
