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

  it('takes a gap to the end of what went before, or to the start of what follows', () => {
    const written = '{"a":1,  "b":2}';
    const shown = '{\n  "a": 1,\n  "b": 2\n}';
    const view = alignJson(shown, written, false);
    const [comma, name] = [written.indexOf(','), written.indexOf('"b"')];
    expect(view.toShown(comma + 2)).toBe(shown.indexOf('"b"'));
    expect(view.toShown(comma + 2, 'end')).toBe(shown.indexOf(',') + 1);
    expect(view.toShown(comma + 1, 'end')).toBe(shown.indexOf(',') + 1);
    expect(view.toShown(comma + 1)).toBe(shown.indexOf('"b"'));
    expect(view.toShown(name, 'end')).toBe(shown.indexOf('"b"'));
    expect(view.toWritten(shown.indexOf(':') + 1)).toBe(written.indexOf('1'));
    expect(view.toWritten(shown.indexOf(':') + 1, 'end')).toBe(written.indexOf(':') + 1);
  });

  it('begins where the text begins', () => {
    expect(alignJson('  {}', ' {}', false).toShown(0, 'end')).toBe(0);
    expect(alignJson('  {}', ' {}', false).toShown(0)).toBe(2);
  });

  it('takes what only one text has to the end', () => {
    expect(alignJson('{"a"', '{', false).toWritten(3)).toBe(1);
  });
});
