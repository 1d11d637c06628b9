import { decodeBase64url, encodeBase64url } from '../../lib/encoding/base64url';
import { decodeUtf8 } from '../../lib/encoding/utf8';
import { openContent } from '../../lib/jose/content-encryption';
import { decryptJwe } from '../../lib/jose/decrypt-jwe';
import type { Jwk, KeyReading } from '../../lib/jose/key';
import { agreeOnSecret, deriveAgreedKey } from '../../lib/jose/key-management-ecdh';
import { parseToken } from '../../lib/jose/parse-token';
import { readKey } from '../../lib/jose/read-key';
import { verifyJws } from '../../lib/jose/verify-jws';
import { findContentEncryption } from '../../lib/registry/content-encryption';
import { agrees, differs, type Judgement, type VectorCase } from './case';
import { readVectorKey } from './judge-jws';

const { signal } = new AbortController();

const tokenText = (token: string | object = ''): string => (typeof token === 'string' ? token : JSON.stringify(token));

/** A password is typed as it is; all other keys are read as a person would give them. */
function readKeyOf({ key, keyFormat }: VectorCase): Promise<KeyReading> {
  return keyFormat === 'password-utf8' ? readKey(String(key), { encoding: 'utf-8' }) : readVectorKey(key, keyFormat);
}

/** A JWE: whether it opens, what is in it, and whether a token in it verifies. */
export async function judgeJwe(vector: VectorCase): Promise<Judgement> {
  const outcome = await decryptJwe(signal, parseToken(tokenText(vector.token)), await readKeyOf(vector));
  if (vector.expect !== 'decrypts') return outcome.kind === 'decrypted' ? differs('decrypted') : agrees;
  if (outcome.kind !== 'decrypted') {
    return differs(outcome.kind === 'cannot-decrypt' ? `${outcome.code}: ${outcome.reason}` : outcome.kind);
  }
  const { plaintext } = outcome;
  const isSame =
    vector.payloadBase64url === undefined
      ? decodeUtf8(plaintext) === vector.payload
      : encodeBase64url(plaintext) === vector.payloadBase64url;
  return isSame ? judgeNested(vector) : differs('another plaintext');
}

async function judgeNested({ nested, payload }: VectorCase): Promise<Judgement> {
  if (!nested) return agrees;
  const key = await readVectorKey(nested.key, nested.keyFormat ?? 'jwk');
  const { kind } = await verifyJws(signal, parseToken(String(payload)), key);
  return kind === 'valid' ? agrees : differs(`the token inside: ${kind}`);
}

const octets = (text: unknown): Uint8Array<ArrayBuffer> => decodeBase64url(typeof text === 'string' ? text : '').bytes;

/** Below the token: content encryption over given octets. */
export async function judgeAead({ enc, key, iv, ciphertext, tag, aad, plaintext }: VectorCase): Promise<Judgement> {
  const row = findContentEncryption(enc);
  if (!row) return differs(`there is no algorithm ${enc}`);
  const content = { iv: octets(iv), ciphertext: octets(ciphertext), tag: octets(tag), aad: octets(aad) };
  const opened = await openContent(row, octets(key), content);
  return opened.kind === 'done' && encodeBase64url(opened.value) === plaintext ? agrees : differs(opened.kind);
}

/** Below the token: the shared secret of two keys, and the key that is derived from it. */
export async function judgeEcdh({ key, publicKey, z, header, derivedKey }: VectorCase): Promise<Judgement> {
  const secret = await agreeOnSecret(key as Jwk, publicKey as Jwk);
  if (secret.kind !== 'done') return differs(secret.reason);
  if (encodeBase64url(secret.value) !== z) return differs('another secret');
  if (derivedKey === undefined) return agrees;
  const row = findContentEncryption(header?.enc);
  const parties = { apu: octets(header?.apu), apv: octets(header?.apv) };
  const derived = row && (await deriveAgreedKey(secret.value, row.name, row.keyBits, parties));
  return derived && encodeBase64url(derived) === derivedKey ? agrees : differs('another key');
}
