import type { PartName } from '@/lib/jose/token';

/** How the characters of each part look in the token and in the list of its parts: a colour and a kind of underline. */
export const SEGMENTS: Partial<Record<PartName, string>> = {
  header: 'segment-header',
  payload: 'segment-payload',
  signature: 'segment-signature',
  'encrypted-key': 'segment-encrypted-key',
  'initialization-vector': 'segment-vector',
  ciphertext: 'segment-payload',
  'authentication-tag': 'segment-signature',
  aad: 'segment-aad',
  'unprotected-header': 'segment-header',
  disclosure: 'segment-payload',
  'key-binding': 'segment-signature',
};
