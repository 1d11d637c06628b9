import { readJson } from '../encoding/json';
import type { JsonMember, JsonNode, JsonObject } from '../encoding/json-node';
import { findMember } from '../encoding/json-query';
import { readJwk } from './jwk';
import type { Key, KeyReading, SecretEncodingChoice } from './key';
import { readSecret } from './secret';

/** How to read a key text: `encoding` is Detect unless a person chose one. */
export type ReadKeyOptions = { encoding?: SecretEncodingChoice };

/**
 * What a key text is: PEM (SPKI, PKCS#8, X.509 certificate), JWK, JWK Set, else a secret, which is never trimmed. An
 * encoding other than Detect makes every text a secret, a public key's too: who tests for algorithm confusion means
 * exactly that. Never throws; a text that fails to be what it looks like is `unreadable`, with the reason.
 */
export const readKey = async (text: string, { encoding = 'detect' }: ReadKeyOptions = {}): Promise<KeyReading> => {
  if (text === '') return { kind: 'empty' };
  if (encoding !== 'detect') return readSecret(text, encoding);
  if (text.includes('-----BEGIN ')) return readPemKey(text);
  return looksLikeJwk(text) ? readJsonKey(text) : readSecret(text, 'detect');
};

/** A JSON object, be it broken, rather than a secret that happens to begin with a brace. */
const looksLikeJwk = (text: string): boolean => /^\uFEFF?\s*(\{\s*("|\}|$)|\[\s*\{)/.test(text);

const readPemKey = async (text: string): Promise<KeyReading> => {
  // Loaded when the first PEM text comes: the ASN.1 reader is no part of the page's first load.
  const { keyFromPem } = await import('./pem-key');
  return keyFromPem(text);
};

const readJsonKey = async (text: string): Promise<KeyReading> => {
  const { root, problems } = readJson(text);
  const [first] = problems;
  if (first || !root) {
    const place = first ? ` at character ${first.start + 1}` : '';
    const reason = `The key looks like JSON, but is not${place}: ${first?.message ?? 'it ends too early'}.`;
    return { kind: 'unreadable', code: 'malformed-json', reason, problems };
  }
  if (root.kind !== 'object')
    return malformed('A JWK Set is an object with a "keys" array; this is a bare array.', root);
  const keys = findMember(root, 'keys');
  return keys && !findMember(root, 'kty') ? readKeySet(root, keys) : readSingleJwk(root);
};

const malformed = (reason: string, place: { start: number; end: number }): KeyReading => {
  const problems = [{ start: place.start, end: place.end, message: reason }];
  return { kind: 'unreadable', code: 'malformed-jwk', reason, problems };
};

const readSingleJwk = async (root: JsonObject): Promise<KeyReading> => {
  const key = await readJwk(root, 'jwk');
  if (!('reason' in key)) return { kind: 'key', key };
  const { code, reason, start = root.start, end = root.end } = key;
  return { kind: 'unreadable', code, reason, problems: [{ start, end, message: reason }] };
};

/** RFC 7517 §5: keys of unknown types are ignored, not refused; what is ignored is told. */
const readKeySet = async (root: JsonObject, member: JsonMember): Promise<KeyReading> => {
  if (root.members.filter(({ name }) => name === 'keys').length > 1) {
    return malformed('"keys" occurs twice in the key set.', member);
  }
  if (member.value.kind !== 'array') return malformed('"keys" is not an array.', member);
  const items: JsonNode[] = member.value.items;
  const read = await Promise.all(items.map((item) => readJwk(item, 'jwks')));
  const keys: Key[] = [];
  const problems: { index: number; reason: string }[] = [];
  read.forEach((key, index) => {
    if ('reason' in key) problems.push({ index, reason: key.reason });
    else keys.push(key);
  });
  return { kind: 'key-set', keys, problems };
};
