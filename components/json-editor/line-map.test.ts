import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChanges, createLineMap, rangeOf, smallestEdit } from './line-map';

const anyText = fc.string({ unit: fc.constantFrom('a', '"', '\r', '\n', '\r\n', '\ufeff', '😀', ' ') });

describe('createLineMap', () => {
  it.each([
    ['', 0, 1, 1],
    ['ab', 2, 1, 3],
    ['a\nb', 2, 2, 1],
    ['a\r\nb', 1, 1, 2],
    ['a\r\nb', 3, 2, 1],
    ['a\rb\nc', 4, 3, 1],
    ['\ufeffab', 1, 1, 1],
  ])('finds %j at offset %i in line %i, column %i, and the way back', (text, offset, lineNumber, column) => {
    const map = createLineMap(text);
    expect(map.positionAt(offset)).toEqual({ lineNumber, column });
    expect(map.offsetAt({ lineNumber, column })).toBe(offset);
  });

  it.each([
    [-3, { lineNumber: 1, column: 1 }],
    [99, { lineNumber: 2, column: 2 }],
  ])('clamps the offset %i', (offset, position) => {
    expect(createLineMap('a\nb').positionAt(offset)).toEqual(position);
  });
});

describe('applyChanges', () => {
  it('leaves the line endings of other lines as they are', () => {
    const text = '{\r\n"a":1,\n"b":2\r\n}';
    const range = { startLineNumber: 3, startColumn: 5, endLineNumber: 3, endColumn: 6 };
    expect(applyChanges(text, createLineMap(text), [{ range, text: '33' }])).toBe('{\r\n"a":1,\n"b":33\r\n}');
  });

  it('applies several edits, whatever their order', () => {
    const text = 'one two';
    const map = createLineMap(text);
    const first = { range: rangeOf(map, { start: 0, end: 3 }), text: '1' };
    const second = { range: rangeOf(map, { start: 4, end: 7 }), text: '2' };
    expect(applyChanges(text, map, [first, second])).toBe('1 2');
    expect(applyChanges(text, map, [second, first])).toBe('1 2');
  });
});

describe('smallestEdit', () => {
  it('is nothing for equal texts', () => {
    expect(smallestEdit('a', 'a')).toBeUndefined();
  });

  it.each([
    ['abc', 'aXc', { start: 1, end: 2, insert: 'X' }],
    ['aa', 'aaa', { start: 2, end: 2, insert: 'a' }],
    ['a\r\nb', 'a\nb', { start: 1, end: 3, insert: '\n' }],
    ['😀', '😁', { start: 0, end: 2, insert: '😁' }],
  ])('of %j to %j keeps what is common', (before, after, edit) => {
    expect(smallestEdit(before, after)).toEqual(edit);
  });

  it('turns any text into any other', () => {
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        const edit = smallestEdit(before, after);
        const result = edit ? before.slice(0, edit.start) + edit.insert + before.slice(edit.end) : before;
        expect(result).toBe(after);
      }),
    );
  });
});
