import type { Octets } from './jwe-attempt';

/**
 * AES as JWE needs it. Every method throws when the octets do not fit the key; GCM's result is the ciphertext with its
 * tag of 16 octets behind it (RFC 5116 §5.1), CBC pads by PKCS #7, and key wrap is RFC 3394's.
 */
export type AesEngine = {
  gcmSeal(key: Octets, iv: Octets, aad: Octets, plaintext: Octets): Promise<Octets>;
  gcmOpen(key: Octets, iv: Octets, aad: Octets, sealed: Octets): Promise<Octets>;
  cbcEncrypt(key: Octets, iv: Octets, plaintext: Octets): Promise<Octets>;
  cbcDecrypt(key: Octets, iv: Octets, ciphertext: Octets): Promise<Octets>;
  wrap(key: Octets, content: Octets): Promise<Octets>;
  unwrap(key: Octets, wrapped: Octets): Promise<Octets>;
};

const importAes = (key: Octets, name: string, usage: KeyUsage): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', key, name, false, [usage]);

const octets = async (buffer: Promise<ArrayBuffer>): Promise<Octets> => new Uint8Array(await buffer);

/** What WebCrypto wraps must be a key of its own, and an HMAC key may have any length. */
const anyKey = { name: 'HMAC', hash: 'SHA-256' };

const webCryptoAes: AesEngine = {
  gcmSeal: async (key, iv, additionalData, plaintext) =>
    octets(
      crypto.subtle.encrypt(
        { name: 'AES-GCM', iv, additionalData },
        await importAes(key, 'AES-GCM', 'encrypt'),
        plaintext,
      ),
    ),
  gcmOpen: async (key, iv, additionalData, sealed) =>
    octets(
      crypto.subtle.decrypt(
        { name: 'AES-GCM', iv, additionalData },
        await importAes(key, 'AES-GCM', 'decrypt'),
        sealed,
      ),
    ),
  cbcEncrypt: async (key, iv, plaintext) =>
    octets(crypto.subtle.encrypt({ name: 'AES-CBC', iv }, await importAes(key, 'AES-CBC', 'encrypt'), plaintext)),
  cbcDecrypt: async (key, iv, ciphertext) =>
    octets(crypto.subtle.decrypt({ name: 'AES-CBC', iv }, await importAes(key, 'AES-CBC', 'decrypt'), ciphertext)),
  async wrap(key, content) {
    const wrapped = await crypto.subtle.importKey('raw', content, anyKey, true, ['sign']);
    return octets(crypto.subtle.wrapKey('raw', wrapped, await importAes(key, 'AES-KW', 'wrapKey'), 'AES-KW'));
  },
  async unwrap(key, wrapped) {
    const wrapper = await importAes(key, 'AES-KW', 'unwrapKey');
    const content = await crypto.subtle.unwrapKey('raw', wrapped, wrapper, 'AES-KW', anyKey, true, ['sign']);
    return octets(crypto.subtle.exportKey('raw', content));
  },
};

const library = () => import('@noble/ciphers/aes.js');

const libraryAes: AesEngine = {
  gcmSeal: async (key, iv, aad, plaintext) => new Uint8Array((await library()).gcm(key, iv, aad).encrypt(plaintext)),
  gcmOpen: async (key, iv, aad, sealed) => new Uint8Array((await library()).gcm(key, iv, aad).decrypt(sealed)),
  cbcEncrypt: async (key, iv, plaintext) => new Uint8Array((await library()).cbc(key, iv).encrypt(plaintext)),
  cbcDecrypt: async (key, iv, ciphertext) => new Uint8Array((await library()).cbc(key, iv).decrypt(ciphertext)),
  wrap: async (key, content) => new Uint8Array((await library()).aeskw(key).encrypt(content)),
  unwrap: async (key, wrapped) => new Uint8Array((await library()).aeskw(key).decrypt(wrapped)),
};

let has192: Promise<boolean> | undefined;

/**
 * Who does AES with a key of 16, 24 or 32 octets: WebCrypto, or for 24 octets a library where WebCrypto lacks them, as in
 * Chromium (https://crbug.com/533699). Never throws.
 */
export async function aesEngine(keyOctets: number): Promise<AesEngine> {
  if (keyOctets !== 24) return webCryptoAes;
  has192 ??= importAes(new Uint8Array(24), 'AES-CBC', 'encrypt').then(
    () => true,
    () => false,
  );
  return (await has192) ? webCryptoAes : libraryAes;
}

/** Both engines, for tests that hold one against the other. */
export const aesEngines: readonly AesEngine[] = [webCryptoAes, libraryAes];
