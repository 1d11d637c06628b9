import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSshStrings, sshInteger, writeSshStrings } from './ssh-wire';

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
const hex = (octets: Uint8Array) => Buffer.from(octets).toString('hex');

describe('readSshStrings', () => {
  it('reads what writeSshStrings writes, and says where it ends', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 })), fc.nat(3), (strings, start) => {
        const written = new Uint8Array([...new Uint8Array(start), ...writeSshStrings(...strings), 7]);
        const read = readSshStrings(written, start, strings.length);
        expect(read?.strings.map(hex)).toEqual(strings.map(hex));
        expect(read?.end).toBe(written.length - 1);
      }),
    );
  });

  it.each([
    ['nothing', ''],
    ['half a length', '0000'],
    ['a length beyond the end', '0000000201'],
    ['a length beyond all memory', 'ffffffff01'],
  ])('gives nothing for %s', (_name, text) => {
    expect(readSshStrings(bytes(text), 0, 1)).toBeUndefined();
  });
});

describe('sshInteger', () => {
  // The examples of RFC 4251 §5, and a zero octet too many.
  it.each([
    ['00', ''],
    ['09a378f9b2e332a7', '09a378f9b2e332a7'],
    ['80', '0080'],
    ['000001', '01'],
  ])('of %s is %s', (magnitude, content) => {
    expect(hex(sshInteger(bytes(magnitude)))).toBe(content);
  });
});
