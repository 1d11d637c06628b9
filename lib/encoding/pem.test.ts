import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPem, writePem } from './pem';

const block = (label: string, body: string) => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`;

describe('readPem', () => {
  it('reads every block with its label and place', () => {
    const text = `x\n${block('A', 'AQ==')}y${block('B', 'AgM=')}`;
    const { blocks, problem } = readPem(text);
    expect(problem).toBeUndefined();
    expect(blocks.map(({ label, bytes, start, end }) => [label, [...bytes], text.slice(start, end)])).toEqual([
      ['A', [1], block('A', 'AQ==').trimEnd()],
      ['B', [2, 3], block('B', 'AgM=').trimEnd()],
    ]);
  });

  it('passes over the headers of an old encrypted key', () => {
    const { blocks } = readPem(block('RSA PRIVATE KEY', 'Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAQ=='));
    expect(blocks[0]?.bytes).toEqual(new Uint8Array([1]));
  });

  it.each([
    ['a character outside the alphabet', block('A', 'AQ*='), 18, 19],
    ['a missing END line', '-----BEGIN A-----\nAQ==', 0, 22],
    ['an END line of another label', block('A', 'AQ==').replace('END A', 'END B'), 23, 38],
    ['an END line alone', '-----END A-----', 0, 15],
    ['a second BEGIN line', `-----BEGIN A-----\n${block('A', 'AQ==')}`, 0, 18],
    ['half a group', block('A', 'AQ='), 17, 22],
  ])('points at %s', (_name, text, start, end) => {
    const { problem } = readPem(text);
    expect(problem).toMatchObject({ message: expect.stringMatching(/[.]$/) });
    expect([problem?.start, problem?.end]).toEqual(text.includes('*') ? [start + 2, end + 2] : [start, end]);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void readPem(block(text, text))));
  });
});

describe('writePem', () => {
  it('writes what readPem reads, in lines of 64 characters', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) => {
        const text = writePem('PUBLIC KEY', bytes);
        expect(readPem(text).blocks[0]?.bytes).toEqual(new Uint8Array(bytes));
        const lines = text.split('\n');
        expect([lines[0], ...lines.slice(-2)]).toEqual(['-----BEGIN PUBLIC KEY-----', '-----END PUBLIC KEY-----', '']);
        const lengths = lines.slice(1, -2).map(({ length }) => length);
        expect(lengths.slice(0, -1).every((length) => length === 64)).toBe(true);
        expect(lengths.at(-1)).toBeLessThanOrEqual(64);
      }),
    );
  });
});
