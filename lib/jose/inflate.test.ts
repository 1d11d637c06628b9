import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../encoding/utf8';
import { deflate, inflate } from './inflate';

const text = encodeUtf8('{"sub":"ü"}');

describe('inflate', () => {
  it.each([
    ['nothing', new Uint8Array()],
    ['a text', text],
    ['much', new Uint8Array(200_000)],
  ])('gives back what was deflated: %s', async (_name, bytes) => {
    expect(await inflate(await deflate(bytes), bytes.length)).toEqual({ kind: 'done', value: bytes });
  });

  it.each([
    ['no octets', new Uint8Array()],
    ['a text', text],
    ['a beginning', Uint8Array.of(0x4b)],
    ['zlib, which has a header before it', Uint8Array.of(0x78, 0x9c, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01)],
  ])('says of what is not DEFLATE that it is not: %s', async (_name, bytes) => {
    const expected = { kind: 'refused', code: 'broken-compression', reason: expect.stringMatching(/[.]$/) };
    expect(await inflate(bytes, 1000)).toMatchObject(expected);
  });

  it.each([199_999, 1, 0])('stops when there are more than %i octets', async (limit) => {
    const bytes = await deflate(new Uint8Array(200_000));
    expect(await inflate(bytes, limit)).toMatchObject({ kind: 'refused', code: 'inflates-too-far' });
  });
});
