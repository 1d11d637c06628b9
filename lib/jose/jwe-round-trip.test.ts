import * as jose from 'jose';
import { describe, expect, it } from 'vitest';
import { decodeBase64url, encodeBase64url } from '../encoding/base64url';
import { contentEncryptionAlgorithms } from '../registry/content-encryption';
import { type KeyManagementAlgorithm, keyManagementAlgorithms } from '../registry/key-management';
import { decryptJwe } from './decrypt-jwe';
import { encryptJwe } from './encrypt-jwe';
import { generateKey } from './generate-key';
import type { Jwk } from './key';
import { parseToken } from './parse-token';
import { readKey } from './read-key';

const { signal } = new AbortController();
const payload = '{ "sub":"ü",  "n": 9007199254740993 }';
const text = (octets: Uint8Array) => new TextDecoder().decode(octets);

/** Every row with every curve that it has; few iterations, for they take their time. */
const keyRows = keyManagementAlgorithms.flatMap((row) => (row.curves ?? ['']).map((curve) => [row, curve] as const));
const rows = keyRows.flatMap(([row, curve]) =>
  contentEncryptionAlgorithms.map((enc) => [`${row.name} ${curve}`.trim(), enc.name, row, enc, curve] as const),
);
type Enc = (typeof contentEncryptionAlgorithms)[number];

const headerOf = (alg: KeyManagementAlgorithm, enc: Enc, more = '') =>
  `{ "alg": "${alg.name}",  "enc": "${enc.name}"${alg.family === 'pbes2' ? ', "p2c": 1000' : ''}${more} }`;

/** RSA keys take their time, so one is made a row; a secret for `dir` is made for each content encryption. */
const made = new Map<string, ReturnType<typeof make>>();
async function make(row: KeyManagementAlgorithm, enc: Enc, curve: string) {
  const key = await generateKey(signal, row, { enc, ...(curve && { curve }) });
  if (key.kind !== 'generated') throw new Error(`no key was made for ${row.name}`);
  return key;
}
function generated(row: KeyManagementAlgorithm, enc: Enc, curve: string) {
  const name = `${row.name} ${curve} ${row.family === 'dir' ? enc.name : ''}`;
  const key = made.get(name) ?? make(row, enc, curve);
  made.set(name, key);
  return key;
}

async function encrypt(header: string, keyText: string) {
  const outcome = await encryptJwe(signal, { header, payload }, await readKey(keyText));
  if (outcome.kind !== 'encrypted') throw new Error(outcome.reason);
  return outcome;
}

const decrypt = async (token: string, keyText: string) => decryptJwe(signal, parseToken(token), await readKey(keyText));

/** The token with one bit of one part flipped, so that the text is as well-formed as before. */
function withFlippedBit(token: string, part: number, bit: number): string {
  const parts = token.split('.');
  const { bytes } = decodeBase64url(parts[part] ?? '');
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  parts[part] = encodeBase64url(bytes);
  return parts.join('.');
}

describe.each(rows)('%s with %s', { timeout: 30_000 }, (_name, _enc, row, enc, curve) => {
  it('decrypts what it encrypted, and leaves the header as it was written', async () => {
    const key = await generated(row, enc, curve);
    const header = headerOf(row, enc);
    const outcome = await encrypt(header, key.text);
    expect(outcome.header.startsWith(header.slice(0, header.lastIndexOf('"')))).toBe(true);
    const token = parseToken(outcome.token);
    expect(token.kind === 'jwe' && token.header.text).toBe(outcome.header);
    for (const name of row.parameters) expect(JSON.parse(outcome.header)).toHaveProperty(name);
    const opened = await decrypt(outcome.token, key.text);
    expect(opened).toMatchObject({ kind: 'decrypted', alg: row.name, enc: enc.name, recipient: 0 });
    expect(opened.kind === 'decrypted' && text(opened.plaintext)).toBe(payload);
  });
});

/** Once with each kind of content encryption: the encrypted key is the same with all of a kind. */
const kinds = new Map(contentEncryptionAlgorithms.map((enc) => [enc.family, enc]));
const tamperRows = rows.filter(([, , , enc]) => [...kinds.values()].includes(enc));

describe.each(tamperRows)('%s with %s, tampered with', { timeout: 30_000 }, (_name, _enc, row, enc, curve) => {
  it('does not decrypt with one bit of any part flipped', async () => {
    const key = await generated(row, enc, curve);
    const { token } = await encrypt(headerOf(row, enc), key.text);
    for (const [part, encoded] of token.split('.').entries()) {
      const bits = decodeBase64url(encoded).bytes.length * 8;
      for (const bit of bits === 0 ? [] : [0, bits - 1]) {
        const { kind } = await decrypt(withFlippedBit(token, part, bit), key.text);
        expect(kind, `bit ${bit} of part ${part}`).not.toBe('decrypted');
      }
    }
  });
});

describe.each([...kinds.values()])('$name', { timeout: 60_000 }, (enc) => {
  it('does not decrypt with any bit of any character flipped: all of them, one after the other', async () => {
    const [row] = keyManagementAlgorithms as [KeyManagementAlgorithm];
    const key = await generated(row, enc, '');
    const { token } = await encrypt(headerOf(row, enc), key.text);
    const reading = await readKey(key.text);
    for (let at = 0; at < token.length; at += 1) {
      for (let bit = 0; bit < 7; bit += 1) {
        const character = String.fromCharCode(token.charCodeAt(at) ^ (1 << bit));
        const damaged = parseToken(token.slice(0, at) + character + token.slice(at + 1));
        const { kind } = await decryptJwe(signal, damaged, reading);
        // Bits that no octet takes up change nothing that was encrypted, and are said to be there.
        const isSaid = damaged.problems.some(({ code, part }) => code === 'stray-bits' && part !== 'header');
        expect(isSaid || kind !== 'decrypted', `bit ${bit} of character ${at}`).toBe(true);
      }
    }
  });
});

/** What jose has: it leaves out RSA1_5 and X448. */
const peerRows = rows.filter(([, , { family }, , curve]) => family !== 'rsa-pkcs1' && curve !== 'X448');

async function peerKey(row: KeyManagementAlgorithm, enc: Enc, { jwk, secretText }: { jwk: Jwk; secretText?: string }) {
  if (secretText !== undefined) return new TextEncoder().encode(secretText);
  return jose.importJWK(jwk as jose.JWK, row.family === 'dir' ? enc.name : row.name);
}

describe.each(peerRows)('%s with %s, and jose', { timeout: 30_000 }, (_name, _enc, row, enc, curve) => {
  const options = { keyManagementAlgorithms: [row.name] };

  it('opens what we encrypted', async () => {
    const key = await generated(row, enc, curve);
    const { token } = await encrypt(headerOf(row, enc, ', "zip": "DEF", "apu": "QQ", "apv": "Qg"'), key.text);
    const theirs = await jose.compactDecrypt(token, await peerKey(row, enc, key), options);
    expect(text(theirs.plaintext)).toBe(payload);
  });

  it('makes what we open, in every serialization', async () => {
    const key = await generated(row, enc, curve);
    const { d: _d, ...open } = key.jwk;
    const theirs = await peerKey(row, enc, { ...key, jwk: open as Jwk });
    const plaintext = new TextEncoder().encode(payload);
    const aad = new TextEncoder().encode('aad');
    const header = { alg: row.name, enc: enc.name };
    const compact = await new jose.CompactEncrypt(plaintext).setProtectedHeader(header).encrypt(theirs);
    const flattened = await new jose.FlattenedEncrypt(plaintext)
      .setProtectedHeader({ enc: enc.name, zip: 'DEF' })
      .setSharedUnprotectedHeader({ alg: row.name })
      .setAdditionalAuthenticatedData(aad)
      .encrypt(theirs);
    const general = await new jose.GeneralEncrypt(plaintext)
      .setProtectedHeader({ enc: enc.name })
      .setAdditionalAuthenticatedData(aad)
      .addRecipient(theirs)
      .setUnprotectedHeader({ alg: row.name })
      .encrypt();
    for (const token of [compact, JSON.stringify(flattened), JSON.stringify(general)]) {
      const opened = await decrypt(token, key.text);
      expect(opened.kind === 'decrypted' && text(opened.plaintext), JSON.stringify(opened)).toBe(payload);
    }
  });
});

describe('generateKey for key management', () => {
  const named = keyRows.map(([row, curve]) => [`${row.name} ${curve}`.trim(), row, curve] as const);

  it.each(named)('makes a key that names its algorithm and reads back as itself: %s', async (_name, row, curve) => {
    const enc = contentEncryptionAlgorithms[0] as Enc;
    const { key, jwk, text: keyText, secretText } = await generated(row, enc, curve);
    expect(jwk.alg).toBe(row.family === 'dir' ? enc.name : row.name);
    expect(jwk.use).toBeUndefined();
    expect(jwk.kid).toBe(jwk.kty === 'oct' ? undefined : key.thumbprint);
    const reading = await readKey(keyText);
    if (secretText === undefined) expect(reading).toMatchObject({ kind: 'key', key: { thumbprint: key.thumbprint } });
    else expect(reading).toMatchObject({ kind: 'secret', readings: [{ encoding: 'utf-8' }] });
    if (curve) expect(jwk.crv).toBe(curve);
  });

  it.each([
    ['RSA-OAEP', { bits: 1024 }, 'RSA private key, 1024 bits'],
    ['ECDH-ES', {}, 'EC private key, P-256'],
    ['dir', {}, 'Secret, 256 bits'],
  ])('makes what the options ask for: %s %j', async (name, options, description) => {
    const row = keyManagementAlgorithms.find((one) => one.name === name);
    const key = row && (await generateKey(signal, row, options));
    expect(key?.kind === 'generated' && key.key.description).toBe(description);
  });

  it('says that there are no keys on a curve of another purpose', async () => {
    const row = keyManagementAlgorithms.find(({ family }) => family === 'ecdh-es');
    const key = row && (await generateKey(signal, row, { curve: 'Ed25519' }));
    expect(key).toMatchObject({ kind: 'unsupported', reason: expect.stringContaining('P-256') });
  });
});
