import { encodeBase64url } from '../encoding/base64url';
import { readJson } from '../encoding/json';
import { encodeUtf8 } from '../encoding/utf8';
import { sealContent } from './content-encryption';
import type { CannotDecryptCode } from './decryption';
import { deflate } from './inflate';
import type { Octets } from './jwe-attempt';
import { readCompression } from './jwe-header';
import { headerTextsOf } from './jwe-header-texts';
import { writeJweJson } from './jwe-json-text';
import { type EncryptedKeys, encryptForAll } from './jwe-recipients';
import type { KeyReading, SecretEncoding } from './key';
import { findObstacle, parseToken } from './parse-token';
import type { JweToken } from './token';
import type { KeyUsed } from './verdict';

/**
 * `encoding` picks among the readings of a secret under Detect. `like` is a token whose serialization, shared and
 * recipients' headers and further authenticated data the new one keeps. `maxIterations` is the most that "p2c" may ask
 * for: 1,200,000 unless it is raised.
 */
export type EncryptOptions = { encoding?: SecretEncoding; like?: JweToken; maxIterations?: number };

/** `header` is the protected header as it stands in the token: with what was made anew (`epk`, `p2s`, `iv`, `tag`). */
export type EncryptOutcome =
  | { kind: 'encrypted'; token: string; header: string; used: KeyUsed }
  | { kind: 'cannot-encrypt'; code: CannotEncryptCode; reason: string };

/** Those of a decryption that can come up here mean the same. */
export type CannotEncryptCode = 'header-not-json' | 'no-key' | CannotDecryptCode;

const cannotEncrypt = (code: CannotEncryptCode, reason: string): EncryptOutcome => ({
  kind: 'cannot-encrypt',
  code,
  reason,
});

/**
 * The token of a protected header and a payload (RFC 7516 §5.1): the payload is encrypted exactly as it is written, and of
 * the header all stays as it is written but for the parameters that must be new. `alg` and `enc` come from the header;
 * `"zip": "DEF"` compresses. A private key encrypts with its public half. With several recipients (`like`) each needs a
 * key of its own. The result is compact, unless `like` is in JSON.
 * @throws the signal's reason when it is aborted; nothing else.
 */
export async function encryptJwe(
  signal: AbortSignal,
  parts: { header: string; payload: string | Octets },
  key: KeyReading,
  options: EncryptOptions = {},
): Promise<EncryptOutcome> {
  signal.throwIfAborted();
  const like = options.like?.serialization === 'compact' ? undefined : options.like;
  // Only the JSON serializations can do without a protected header (RFC 7516 §7.2.1).
  const isBare = like !== undefined && parts.header.trim() === '';
  const { root, problems } = readJson(isBare ? '{}' : parts.header);
  if (problems[0]) return cannotEncrypt('header-not-json', `The header is not JSON: ${problems[0].message}.`);
  if (root?.kind !== 'object') return cannotEncrypt('header-not-json', 'The header is not a JSON object.');
  if (!globalThis.crypto?.subtle) {
    return cannotEncrypt('unsupported-alg', 'This page has no access to cryptography: open it over HTTPS.');
  }
  const isCompressed = readCompression(
    root,
    (like?.unprotected ?? []).map(({ json }) => json?.root),
  );
  if (typeof isCompressed === 'object') return cannotEncrypt(isCompressed.code, isCompressed.reason);
  if (key.kind === 'empty') return cannotEncrypt('no-key', 'There is no key to encrypt with.');
  if (key.kind === 'unreadable') return cannotEncrypt('unreadable-key', key.reason);
  const keys = await encryptForAll(signal, headerTextsOf(isBare ? '' : parts.header, like), key, options);
  if ('kind' in keys) return cannotEncrypt(keys.code, keys.reason);
  const payload = typeof parts.payload === 'string' ? encodeUtf8(parts.payload) : parts.payload;
  const token = await seal(isCompressed ? await deflate(payload) : payload, keys, like);
  signal.throwIfAborted();
  // What is kept of another token may be broken, or clash with the new header: then nobody could open this one.
  const obstacle = like && findObstacle(parseToken(token));
  if (obstacle) return cannotEncrypt('malformed-token', obstacle.message);
  return { kind: 'encrypted', token, header: keys.texts.protected, used: keys.used };
}

/** The token's text, with the content sealed under the headers as they are now (RFC 7516 §5.1, steps 9 to 19). */
async function seal(plaintext: Octets, { enc, contentKey, encryptedKeys, texts }: EncryptedKeys, like?: JweToken) {
  const header = encodeBase64url(encodeUtf8(texts.protected));
  const aad = encodeUtf8(like?.aad ? `${header}.${like.aad.encoded}` : header);
  const iv = crypto.getRandomValues(new Uint8Array(enc.ivOctets));
  const sealed = await sealContent(enc, contentKey, { iv, plaintext, aad });
  const [ciphertext, tag] = [encodeBase64url(sealed.ciphertext), encodeBase64url(sealed.tag)];
  const wrapped = encryptedKeys.map(encodeBase64url);
  if (!like) return [header, wrapped[0], encodeBase64url(iv), ciphertext, tag].join('.');
  const recipients = wrapped.map((encryptedKey, index) => ({ encryptedKey, header: texts.own[index] }));
  return writeJweJson(like.text, {
    protected: header,
    iv: encodeBase64url(iv),
    ciphertext,
    tag,
    shared: texts.shared,
    recipients,
  });
}
