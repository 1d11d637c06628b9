import { encodeUtf8 } from '../encoding/utf8';
import type { GuessTarget } from './guess';

/** For tests: an HMAC that WebCrypto made with a secret. The empty secret is a zero octet there (RFC 2104 §2). */
export async function targetFor(
  hash: GuessTarget['hash'],
  secret: string | Uint8Array,
  message: Uint8Array = encodeUtf8('header.payload'),
): Promise<GuessTarget> {
  const octets = typeof secret === 'string' ? encodeUtf8(secret) : new Uint8Array(secret);
  const raw = octets.length === 0 ? new Uint8Array(1) : octets;
  const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash }, false, ['sign']);
  const digest = new Uint8Array(await crypto.subtle.sign('HMAC', key, new Uint8Array(message)));
  return { hash, message: new Uint8Array(message), digest };
}
