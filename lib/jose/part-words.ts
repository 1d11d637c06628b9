import type { PartName } from './token';

/** Every part as it is called inside a sentence. */
const words: Record<PartName, string> = {
  header: 'the header',
  payload: 'the payload',
  signature: 'the signature',
  'encrypted-key': 'the encrypted key',
  'initialization-vector': 'the initialization vector',
  ciphertext: 'the ciphertext',
  'authentication-tag': 'the authentication tag',
  disclosure: 'a disclosure',
  'key-binding': 'the key-binding JWT',
  'unprotected-header': 'the unprotected header',
  aad: 'the additional authenticated data',
  extra: 'an extra segment',
};

/** A part in words, with its article, for the inside of a sentence: "the unprotected header". */
export function partInWords(name: PartName): string {
  return words[name];
}
