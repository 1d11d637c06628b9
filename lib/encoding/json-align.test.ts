import { describe, expect, it } from 'vitest';
import { alignJson } from './json-align';
import { formatJson } from './json-format';

describe('alignJson', () => {
  it.each(['{"a":1,"b":["x","y"]}', '{ "a" : 1 }', '[]', ''])(
    'agrees with the layout of %s on every character of a token',
    (written) => {
      const view = formatJson(written);
      const aligned = alignJson(view.shown, written, view.isVerbatim);
      for (let offset = 0; offset <= written.length; offset += 1) {
        if (/\s/.test(written.charAt(offset))) continue;
        expect(aligned.toWritten(aligned.toShown(offset))).toBe(view.toWritten(view.toShown(offset)));
      }
    },
  );

  it('finds a value again when lines were added around it', () => {
    const written = '{"a":1,"b":22}';
    const shown = '{\n  "a": 1,\n\n\n  "b": 22\n}';
    const view = alignJson(shown, written, false);
    expect(view.toShown(written.indexOf('22'))).toBe(shown.indexOf('22'));
    expect(view.toWritten(shown.indexOf('22') + 2, 'end')).toBe(written.indexOf('22') + 2);
  });

  it('takes what only one text has to the end', () => {
    expect(alignJson('{"a"', '{', false).toWritten(3)).toBe(1);
  });
});
