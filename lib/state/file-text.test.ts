import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fileText } from './file-text';

const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

describe('fileText', () => {
  it.each([
    [
      'a key in DER',
      publicKey.export({ format: 'der', type: 'spki' }),
      publicKey.export({ format: 'pem', type: 'spki' }),
    ],
    ['a text', 's3cr€t\n', 's3cr€t\n'],
    ['a text that begins as DER does', '0123', '0123'],
    ['nothing', '', ''],
  ])('gives %s as it stands in a field', async (_name, content, text) => {
    expect(await fileText(new Blob([content as BlobPart]))).toBe(text);
  });
});
