import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derTags, readDer, writeDer, writeDerInteger, writeDerOid } from './der';

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
const hex = (octets: Uint8Array) => Buffer.from(octets).toString('hex');

describe('readDer', () => {
  it('gives the tree of a public key', async () => {
    const der = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'der', type: 'spki' });
    const node = await readDer(new Uint8Array(der));
    expect(node?.children[0]?.children.map(({ oid }) => oid)).toEqual(['1.2.840.10045.2.1', '1.2.840.10045.3.1.7']);
    expect(node?.children[1]).toMatchObject({ tag: derTags.bitString, children: [], octets: { length: 65 } });
  });

  it.each([
    ['a character string', '0c02c3a4', { text: 'ä' }],
    ['a UTCTime', '170d3236313132333132303633305a', { time: Date.UTC(2026, 10, 23, 12, 6, 30) / 1000 }],
    ['a tagged value', '800101', { tagClass: 'context', tag: 0 }],
  ])('reads %s', async (_name, text, node) => {
    expect(await readDer(bytes(text))).toMatchObject(node);
  });

  it.each([
    ['nothing', ''],
    ['a value that is cut off', '30050201'],
    ['octets after the value', '020100ff'],
  ])('gives nothing for %s', async (_name, text) => {
    expect(await readDer(bytes(text))).toBeUndefined();
  });

  it('never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (octets) => {
        await readDer(new Uint8Array(octets));
      }),
    );
  });

  it('survives deep nesting', async () => {
    let nested: Uint8Array<ArrayBuffer> = new Uint8Array();
    for (let depth = 0; depth < 2000; depth += 1) nested = writeDer(0x30, nested);
    await readDer(nested);
  });
});

describe('writeDer', () => {
  it.each([
    ['a short length', 127, '047f'],
    ['a length of one octet', 128, '048180'],
    ['a length of two octets', 256, '04820100'],
  ])('writes %s', (_name, length, head) => {
    expect(hex(writeDer(derTags.octetString, new Uint8Array(length))).slice(0, head.length)).toBe(head);
  });

  it.each([
    ['', '020100'],
    ['0000', '020100'],
    ['007f', '02017f'],
    ['80', '02020080'],
  ])('writes the unsigned integer %s as %s', (octets, der) => {
    expect(hex(writeDerInteger(bytes(octets)))).toBe(der);
  });

  it.each([
    ['1.2.840.113549.1.1.1', '06092a864886f70d010101'],
    ['1.3.101.112', '06032b6570'],
    ['2.16.840.1.101.3.4.3.17', '0609608648016503040311'],
  ])('writes the object identifier %s', (oid, der) => {
    expect(hex(writeDerOid(oid))).toBe(der);
  });
});
