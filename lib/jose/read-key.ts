import { keyFromJson, looksLikeJson } from './json-key';
import type { KeyReading, SecretEncodingChoice } from './key';
import { readSecret } from './secret';

/**
 * How to read a key text: `encoding` is Detect unless a person chose one. `passphrase` opens an encrypted PKCS#8 key;
 * without one the reading is `passphrase-needed`, and an empty text is a passphrase too.
 */
export type ReadKeyOptions = { encoding?: SecretEncodingChoice; passphrase?: string };

/**
 * What a key text is: PEM (SPKI, PKCS#8, PKCS#1, SEC 1, OpenSSH, X.509 certificate or chain), JWK, JWK Set, an OpenSSH
 * line, or one of these in quotes, escaped, in Base64 or without its armour; else a secret, which is never trimmed. An
 * encoding other than Detect makes every text a secret, a public key's too: who tests for algorithm confusion means
 * exactly that. Never throws; a text that fails to be what it looks like is `unreadable`, with the reason.
 */
export async function readKey(text: string, options: ReadKeyOptions = {}): Promise<KeyReading> {
  const { encoding = 'detect', passphrase } = options;
  if (text === '') return { kind: 'empty' };
  if (text.length > LONGEST_KEY) return { kind: 'unreadable', code: 'too-long', reason: tooLong() };
  if (encoding !== 'detect') return readSecret(text, encoding);
  if (text.includes('-----BEGIN ')) return readArmoured(text, passphrase);
  if (looksLikeJson(text)) return keyFromJson(text);
  const reading = looksWrapped.test(text) ? await readWrapped(text, passphrase) : undefined;
  return reading ?? readSecret(text, 'detect');
}

/** Characters: more than any key set has, and reading it would hold up the page. */
const LONGEST_KEY = 1_000_000;

/** Made when it is said: to write a number in a language's way takes a phone as long as to set up half of the page. */
function tooLong(): string {
  return `This text is longer than ${LONGEST_KEY.toLocaleString('en')} characters: no key or key set is.`;
}

/**
 * A key file's octets: DER (SPKI, PKCS#8, PKCS#1, SEC 1, X.509), or else UTF-8 text, read as readKey does. Never throws;
 * see readKey.
 */
export async function readKeyBytes(bytes: Uint8Array<ArrayBuffer>, options: ReadKeyOptions = {}): Promise<KeyReading> {
  const { keyFileText } = await import('./key-file');
  const text = await keyFileText(bytes);
  if (text !== undefined) return readKey(text, options);
  return { kind: 'unreadable', code: 'not-a-key', reason: 'The file is neither text nor a key in DER.' };
}

/**
 * Beginnings, after an assignment and a quote, of what may be a key in disguise: OpenSSH, PuTTY, Base64 of DER (whose
 * first octet, 30, gives "M"), of PEM and of JSON, JSON in quotes. A secret may begin so too: then it stays one.
 */
const looksWrapped =
  /^\s*(?:(?:export\s+)?\w{1,64}\s*[=:]\s*)?(?:["'`]\s*)?(?:ssh-|ecdsa-sha2-|sk-(?:ssh|ecdsa)-|---- BEGIN SSH2|PuTTY-User-Key|M[\w+/-]{20}|LS0tLS1CRUdJTi|e[wy]|\{\s*\\{0,4}")/;

// Loaded when the first such text comes: the ASN.1 reader is no part of the page's first load.

async function readArmoured(text: string, passphrase?: string): Promise<KeyReading> {
  const { keyFromArmour } = await import('./wrapped-key');
  return keyFromArmour(text, passphrase);
}

async function readWrapped(text: string, passphrase?: string): Promise<KeyReading | undefined> {
  const { keyFromWrapped } = await import('./wrapped-key');
  return keyFromWrapped(text, passphrase);
}
