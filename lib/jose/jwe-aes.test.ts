import { describe, expect, it } from 'vitest';
import { contentEncryptionAlgorithms } from '../registry/content-encryption';
import { type AesEngine, aesEngine, aesEngines } from './jwe-aes';

const octets = (length: number, first = 1) => Uint8Array.from({ length }, (_, at) => (at * 7 + first) & 255);
const sizes = new Set(contentEncryptionAlgorithms.map(({ aesBits }) => aesBits / 8));
const [webCrypto, library] = aesEngines as [AesEngine, AesEngine];

describe.each([...sizes])('AES with a key of %i octets', (size) => {
  const key = octets(size);
  const plaintext = octets(45);
  const operations: [string, (engine: AesEngine) => Promise<Uint8Array>][] = [
    ['GCM', (engine) => engine.gcmSeal(key, octets(12), octets(5), plaintext)],
    ['GCM of nothing', (engine) => engine.gcmSeal(key, octets(12), octets(0), octets(0))],
    ['CBC', (engine) => engine.cbcEncrypt(key, octets(16), plaintext)],
    ['CBC of nothing', (engine) => engine.cbcEncrypt(key, octets(16), octets(0))],
    ['key wrap', (engine) => engine.wrap(key, octets(64))],
  ];

  it.each(operations)('is the same by WebCrypto and by the library: %s', async (_name, run) => {
    expect(await run(library)).toEqual(await run(webCrypto));
  });

  it.each([
    ['WebCrypto', webCrypto],
    ['the library', library],
  ])('comes undone by %s, and throws for other octets', async (_name, engine) => {
    const sealed = await engine.gcmSeal(key, octets(12), octets(5), plaintext);
    expect(await engine.gcmOpen(key, octets(12), octets(5), sealed)).toEqual(plaintext);
    await expect(engine.gcmOpen(key, octets(12), octets(6), sealed)).rejects.toThrow();
    const encrypted = await engine.cbcEncrypt(key, octets(16), plaintext);
    expect(await engine.cbcDecrypt(key, octets(16), encrypted)).toEqual(plaintext);
    await expect(engine.cbcDecrypt(key, octets(16), encrypted.subarray(1))).rejects.toThrow();
    const wrapped = await engine.wrap(key, octets(32));
    expect(await engine.unwrap(key, wrapped)).toEqual(octets(32));
    await expect(engine.unwrap(octets(size, 2), wrapped)).rejects.toThrow();
  });

  it('is done by one of the two', async () => {
    expect(aesEngines).toContain(await aesEngine(size));
  });
});
