import { generateKeyPairSync, getCiphers } from 'node:crypto';
import jsrsasign from 'jsrsasign';
import { describe, expect, it } from 'vitest';
import type { Jwk } from '../../lib/jose/key';
import { readKey } from '../../lib/jose/read-key';

const passphrase = 'Schlüsselwort 🦊';
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwk = privateKey.export({ format: 'jwk' }) as Jwk;

/** A key under every cipher of Node that the structure can have, each name once. */
function encryptedWith(type: 'pkcs8' | 'sec1'): [string, string][] {
  return getCiphers().flatMap((cipher) => {
    try {
      return [[cipher, privateKey.export({ type, format: 'pem', cipher, passphrase }).toString()]];
    } catch {
      return [];
    }
  });
}

/** What comes of a text with the passphrase, in the one word or sentence that a person reads. */
async function openedWith(text: string, word?: string): Promise<string> {
  const reading = await readKey(text, { passphrase: word });
  if (reading.kind === 'unreadable') return `${reading.code}: ${reading.reason}`;
  return reading.kind === 'key' && reading.key.jwk.d === jwk.d ? 'the key' : reading.kind;
}

describe('a private key that Node has encrypted', () => {
  it('opens in PKCS#8 under AES in CBC mode, and is refused by name under anything else', async () => {
    const texts = encryptedWith('pkcs8');
    expect(texts.map(([cipher]) => cipher)).toEqual(expect.arrayContaining(['aes-256-cbc', 'des-ede3-cbc']));
    for (const [cipher, text] of texts) {
      if (/^aes-?\d{3}(-cbc)?$/.test(cipher)) {
        expect(await openedWith(text), cipher).toMatch(/^passphrase-needed: /);
        expect(await openedWith(text, 'another'), cipher).toMatch(/^wrong-passphrase: /);
        expect(await openedWith(text, passphrase), cipher).toBe('the key');
      } else {
        const refusal = /^unsupported-key: The key is encrypted with .+, which is not supported here; .+\.$/;
        expect(await openedWith(text), cipher).toMatch(refusal);
        expect(await openedWith(text, passphrase), cipher).toMatch(refusal);
      }
    }
  });

  it('is refused under any cipher in the form before PKCS#8, and named the way out of it', async () => {
    const texts = encryptedWith('sec1');
    expect(texts.length).toBeGreaterThan(10);
    for (const [cipher, text] of texts) {
      expect(await openedWith(text, passphrase), cipher).toMatch(/^unsupported-key: .*"DEK-Info".*PKCS#8/);
    }
  });
});

describe('a private key that jsrsasign has encrypted', () => {
  const { KEYUTIL } = jsrsasign;
  const key = KEYUTIL.getKey(
    privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  ) as jsrsasign.KJUR.crypto.ECDSA;
  /** The types know no more than a passphrase in this place. */
  const encrypt = (options: object): string => KEYUTIL.getPEM(key, 'PKCS8PRV', options as unknown as string);

  it.each(['aes128-CBC', 'aes256-CBC'])('opens in PKCS#8 under %s, with every hash that it has', async (scheme) => {
    for (const prf of ['hmacWithSHA1', 'hmacWithSHA256', 'hmacWithSHA512']) {
      const text = encrypt({ passcode: 'a passphrase', encalg: scheme, prf, iter: 100 });
      expect(await openedWith(text, 'a passphrase'), prf).toBe('the key');
      expect(await openedWith(text, 'another'), prf).toMatch(/^wrong-passphrase: /);
    }
  });

  it('is refused under triple DES, and in the form before PKCS#8', async () => {
    const text = encrypt({ passcode: 'x', encalg: 'des-EDE3-CBC', iter: 100 });
    expect(await openedWith(text, 'x')).toMatch(/^unsupported-key: The key is encrypted with triple DES, /);
    const old = KEYUTIL.getPEM(key, 'PKCS5PRV', 'x', 'AES-256-CBC');
    expect(await openedWith(old, 'x')).toMatch(/^unsupported-key: .*"DEK-Info".*PKCS#8/);
  });
});
