import { decodeBase64url } from '../encoding/base64url';
import { readJson } from '../encoding/json';
import { decodeUtf8 } from '../encoding/utf8';
import { keyFromJson, looksLikeJson } from './json-key';
import { keyFromJwk } from './jwk';
import type { Key, KeyReading } from './key';
import { formOfDer, readForm } from './key-forms';
import { keyFromPem } from './pem-key';
import { readSshLine } from './ssh-key';

type Octets = Uint8Array<ArrayBuffer>;

/** What stands between an assignment and quotes, as in an environment file: `KEY="…"`, `key: '…'`; else the text, trimmed. */
function unwrapped(text: string): string {
  const value = text.trim().replace(/^(?:export\s+)?\w{1,64}\s*[=:]\s*(?=["'`{M]|ssh-|ecdsa-|sk-|LS0|e[wy])/, '');
  const [, , inside] = /^(["'`])([\s\S]*)\1[,;]?$/.exec(value) ?? [];
  return (inside ?? value).trim();
}

/** Octets of Base64 in either alphabet, with or without padding, in lines or with escaped line breaks. */
function octetsOf(text: string): Octets | undefined {
  const body = text.replace(/\\{1,4}[nr]|\s+/g, '').replace(/={1,2}$/, '');
  const { bytes, problems } = decodeBase64url(body.replace(/\+/g, '-').replace(/\//g, '_'));
  return problems.length === 0 ? bytes : undefined;
}

const noted = (reading: KeyReading, note: string): KeyReading =>
  reading.kind === 'key' ? { kind: 'key', key: { ...reading.key, note } } : withoutPlaces(reading);

/** Offsets in a text that was taken out of another one would point at the wrong characters. */
const withoutPlaces = (reading: KeyReading): KeyReading =>
  reading.kind === 'unreadable' ? { kind: 'unreadable', code: reading.code, reason: reading.reason } : reading;

const unsupported = (reason: string): KeyReading => ({ kind: 'unreadable', code: 'unsupported-key', reason });

/**
 * The key of a text that may be one without its usual form: an OpenSSH line, JSON in quotes or with escaped ones, the
 * bare Base64 of a DER structure, Base64 of PEM or of a JWK. Undefined when it is none of them, and so a secret. Never
 * throws.
 */
export async function keyFromWrapped(text: string, passphrase?: string): Promise<KeyReading | undefined> {
  const value = unwrapped(text);
  if (value.startsWith('PuTTY-User-Key')) {
    return unsupported('This is a PuTTY key (.ppk), which is not read here; PuTTYgen exports it as an OpenSSH key.');
  }
  if (/^(?:ssh-|ecdsa-sha2-|sk-(?:ssh|ecdsa)-)\S+[ \t]+AAAA/.test(value)) return keyFromSshLines(value);
  if (value.startsWith('---- BEGIN SSH2')) return keyFromSsh2(value);
  return (await keyFromQuotedJson(value)) ?? keyFromBase64(value, passphrase);
}

/** One line is a key; several, as in an authorized_keys file, are a set. */
async function keyFromSshLines(text: string): Promise<KeyReading> {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));
  const read = await Promise.all(lines.map(keyFromSshLine));
  const [first] = read;
  if (read.length === 1 && first) {
    return 'reason' in first ? { kind: 'unreadable', ...first } : { kind: 'key', key: first };
  }
  const keys = read.filter((key): key is Key => !('reason' in key));
  const problems = read.flatMap((key, index) => ('reason' in key ? [{ index, reason: key.reason }] : []));
  return { kind: 'key-set', keys, problems };
}

async function keyFromSshLine(line: string) {
  const der = readSshLine(line);
  return 'reason' in der ? der : keyFromJwk(der.jwk, 'openssh');
}

/** RFC 4716 §3: the same blob between other lines, after headers that may go on over a backslash. */
function keyFromSsh2(text: string): Promise<KeyReading> {
  const body = text.replace(/^----.*$/gm, '').replace(/^[\w-]+:(?:.*\\\r?\n)*.*$/gm, '');
  return keyFromSshLines(`ssh2 ${body.replace(/\s+/g, '')}`);
}

const namesKeys = (json: string): boolean => /"(?:kty|keys|jwks_uri)"\s*:/.test(json);

async function keyFromQuotedJson(value: string): Promise<KeyReading | undefined> {
  const json = /^\{\s*\\{1,4}"/.test(value)
    ? value.replace(/\\{1,4}(["/])/g, '$1').replace(/\\{1,4}[nrt]/g, ' ')
    : value;
  return looksLikeJson(json) && namesKeys(json) ? withoutPlaces(await keyFromJson(json)) : undefined;
}

async function keyFromBase64(value: string, passphrase?: string): Promise<KeyReading | undefined> {
  const bytes = octetsOf(value);
  if (!bytes) return undefined;
  const text = decodeUtf8(bytes);
  if (text?.includes('-----BEGIN '))
    return noted(await keyFromPem(text, passphrase), 'Read from Base64 of a PEM text.');
  if (text && looksLikeJson(text) && namesKeys(text))
    return noted(await keyFromJson(text), 'Read from Base64 of a JWK.');
  const form = await formOfDer(bytes);
  const key = form && (await readForm(form, bytes, passphrase));
  if (!form || !key) return undefined;
  if (!('reason' in key))
    return noted({ kind: 'key', key }, `Read from bare Base64: ${form.name}, without its PEM lines.`);
  // Broken inside, it is likelier a secret that looks like a structure by chance.
  return key.code === 'malformed-pem' ? undefined : { kind: 'unreadable', ...key };
}

/**
 * The key of a text with PEM in it; or, where that is a JSON object of nothing but certificates or keys by their `kid`,
 * as some issuers publish them, the set of them. Never throws.
 */
export async function keyFromArmour(text: string, passphrase?: string): Promise<KeyReading> {
  const { root, problems: broken } = looksLikeJson(text) ? readJson(text) : { problems: [] };
  const members = root?.kind === 'object' && broken.length === 0 ? root.members : [];
  const texts = members.flatMap(({ name, value }) =>
    value.kind === 'string' && value.value.includes('-----BEGIN ') ? [{ kid: name, pem: value.value }] : [],
  );
  if (texts.length === 0 || texts.length < members.length) return keyFromPem(text, passphrase);
  const read = await Promise.all(texts.map(({ pem }) => keyFromPem(pem, passphrase)));
  const keys: Key[] = [];
  const problems: { index: number; reason: string }[] = [];
  read.forEach((reading, index) => {
    if (reading.kind === 'key') keys.push({ ...reading.key, jwk: { ...reading.key.jwk, kid: texts[index]?.kid } });
    else if (reading.kind === 'unreadable') problems.push({ index, reason: reading.reason });
  });
  return { kind: 'key-set', keys, problems };
}
