import { generateKeyPairSync } from 'node:crypto';
import * as jose from 'jose';
import { describe, expect, it } from 'vitest';
import { encodeBase64url } from '../encoding/base64url';
import { encodeUtf8 } from '../encoding/utf8';
import { decryptJwe } from './decrypt-jwe';
import { type EncryptOptions, encryptJwe } from './encrypt-jwe';
import { parseToken } from './parse-token';
import { readKey } from './read-key';
import type { JweToken } from './token';

const { signal } = new AbortController();
const json = (value: unknown) => JSON.stringify(value);
const base64url = (value: string) => encodeBase64url(encodeUtf8(value));
const oct = (octets: number, fill = 1, more: object = {}) => ({
  kty: 'oct',
  k: encodeBase64url(new Uint8Array(octets).fill(fill)),
  ...more,
});
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
const payload = '{"sub":"ü"}';
const dir = '{"alg":"dir","enc":"A128GCM"}';

const encrypt = async (header: string, keyText: string, options: EncryptOptions = {}) =>
  encryptJwe(signal, { header, payload }, await readKey(keyText), options);

async function encrypted(header: string, keyText: string, options: EncryptOptions = {}) {
  const outcome = await encrypt(header, keyText, options);
  if (outcome.kind !== 'encrypted') throw new Error(`${outcome.code}: ${outcome.reason}`);
  return outcome;
}

async function opened(token: string, keyText: string): Promise<string> {
  const outcome = await decryptJwe(signal, parseToken(token), await readKey(keyText));
  return outcome.kind === 'decrypted' ? new TextDecoder().decode(outcome.plaintext) : json(outcome);
}

function jwe(text: string): JweToken {
  const token = parseToken(text);
  if (token.kind !== 'jwe') throw new Error(json(token.problems));
  return token;
}

describe('what keeps encryptJwe from a token', () => {
  it.each<[name: string, header: string, key: string, code: string, reason?: string]>([
    ['no JSON', '{"alg"', json(oct(16)), 'header-not-json', undefined],
    ['no header', '', json(oct(16)), 'header-not-json', undefined],
    ['a list', '[]', json(oct(16)), 'header-not-json', 'The header is not a JSON object.'],
    ['no alg', '{"enc":"A128GCM"}', json(oct(16)), 'missing-alg', '"alg" is missing from the header.'],
    ['an alg of JWS', '{"alg":"HS256","enc":"A128GCM"}', json(oct(16)), 'unknown-alg', undefined],
    ['no enc', '{"alg":"dir"}', json(oct(16)), 'missing-enc', '"enc" is missing from the header.'],
    ['an unknown enc', '{"alg":"dir","enc":"A128"}', json(oct(16)), 'unknown-enc', undefined],
    ['another zip', '{"alg":"dir","enc":"A128GCM","zip":"def"}', json(oct(16)), 'unknown-zip', undefined],
    ['no key', dir, '', 'no-key', 'There is no key to encrypt with.'],
    ['an unreadable key', dir, '{"kty":"oct"}', 'unreadable-key', '"k" is missing.'],
    ['a secret of another length', dir, json(oct(15)), 'wrong-key-type', undefined],
    ['a key for signatures', dir, json(oct(16, 1, { use: 'sig' })), 'key-forbids-use', undefined],
    ['a key for decrypting only', dir, json(oct(16, 1, { key_ops: ['decrypt'] })), 'key-forbids-use', undefined],
    [
      'an apu that is no base64url',
      '{"alg":"ECDH-ES","enc":"A128GCM","apu":"*"}',
      json(p256),
      'bad-parameter',
      undefined,
    ],
    [
      'a point off the curve',
      '{"alg":"ECDH-ES","enc":"A128GCM"}',
      json({ ...p256, d: undefined, y: p256.x }),
      'unusable-key',
      undefined,
    ],
    [
      'an RSA key that is too short',
      '{"alg":"RSA-OAEP-512","enc":"A128GCM"}',
      json(generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' })),
      'unusable-key',
      undefined,
    ],
    [
      'too many iterations',
      '{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":1200001}',
      'password',
      'too-many-iterations',
      undefined,
    ],
    [
      'iterations that are no number',
      '{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":"1"}',
      'password',
      'bad-parameter',
      undefined,
    ],
  ])('is %s', async (_name, header, key, code, reason) => {
    const outcome = await encrypt(header, key);
    expect(outcome).toMatchObject({ kind: 'cannot-encrypt', code, reason: reason ?? expect.stringMatching(/[.]$/) });
  });
});

describe('encryptJwe', () => {
  it('sets what must be new in place, and leaves the rest as it is written', async () => {
    const header = '{\n  "alg": "A128GCMKW",\n  "iv": "old", "n": 1e2,\n  "enc": "A128GCM"\n}';
    const outcome = await encrypted(header, json(oct(16)));
    const shape =
      /^\{\n {2}"alg": "A128GCMKW",\n {2}"iv": "[\w-]{16}", "n": 1e2,\n {2}"enc": "A128GCM",\n {2}"tag": "[\w-]{22}"\n\}$/;
    expect(outcome.header).toMatch(shape);
    expect(await opened(outcome.token, json(oct(16)))).toBe(payload);
  });

  it('asks for as many iterations as its source advises where the header does not say', async () => {
    const outcome = await encrypted('{"alg":"PBES2-HS512+A256KW","enc":"A128GCM"}', 'password');
    expect(JSON.parse(outcome.header)).toMatchObject({ p2c: 210_000, p2s: expect.stringMatching(/^[\w-]{22}$/) });
    const kept = await encrypted('{"alg":"PBES2-HS512+A256KW","enc":"A128GCM","p2c":2000}', 'password');
    expect(JSON.parse(kept.header)).toMatchObject({ p2c: 2000 });
  });

  it('encrypts with the public half, so that the private one opens it', async () => {
    const header = '{"alg":"ECDH-ES+A128KW","enc":"A128CBC-HS256"}';
    const { token, header: written } = await encrypted(header, json({ ...p256, d: undefined, key_ops: [] }));
    expect(JSON.parse(written).epk).toEqual({ kty: 'EC', crv: 'P-256', x: expect.any(String), y: expect.any(String) });
    expect(await opened(token, json(p256))).toBe(payload);
  });

  it('takes the encoding of a secret that opened the token before', async () => {
    // Sixteen octets in UTF-8, twelve in Base64, eight in hexadecimal: PBES2 takes any.
    const header = '{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":1000}';
    const key = '0123456789abcdef';
    expect(await encrypted(header, key, { encoding: 'hex' })).toMatchObject({ used: { encoding: 'hex', octets: 8 } });
    expect(await encrypted(header, key)).toMatchObject({ used: { encoding: 'utf-8' } });
  });

  it('takes octets that are no text', async () => {
    const bytes = Uint8Array.of(0xff, 0, 1);
    const outcome = await encryptJwe(signal, { header: dir, payload: bytes }, await readKey(json(oct(16))));
    const back =
      outcome.kind === 'encrypted' && (await decryptJwe(signal, jwe(outcome.token), await readKey(json(oct(16)))));
    expect(back && back.kind === 'decrypted' && back.plaintext).toEqual(bytes);
  });

  it('makes a compact token like a compact one', async () => {
    const like = jwe((await encrypted(dir, json(oct(16)))).token);
    expect(parseToken((await encrypted(dir, json(oct(16)), { like })).token)).toMatchObject({
      serialization: 'compact',
    });
  });

  it('stops when it is aborted', async () => {
    const key = await readKey(json(oct(16)));
    await expect(encryptJwe(AbortSignal.abort(), { header: dir, payload }, key)).rejects.toThrow('abort');
  });
});

const parts = '"iv":"AAAAAAAAAAAAAAAA","ciphertext":"AAAA","tag":"AAAAAAAAAAAAAAAAAAAAAA"';

/** Every run of base64url that was made anew, taken out. */
const withoutNew = (text: string) =>
  text.replace(/"(protected|iv|ciphertext|tag|encrypted_key)"\s*:\s*"[^"]*"/g, '"$1"');

describe('encryptJwe in JSON', () => {
  const kw = { alg: 'A128KW', enc: 'A128GCM' };
  const wrapped = '"encrypted_key" : "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"';

  it.each([
    [
      'flattened',
      `{ "protected":"${base64url(json(kw))}",\n "aad": "QUFE", "x": 1.0, ${wrapped}, ${parts} }`,
      json(kw),
    ],
    [
      'flattened with a shared header',
      `{"unprotected":{"alg":"A128KW"},${wrapped},"protected":"${base64url('{"enc":"A128GCM"}')}",${parts}}`,
      '{"enc":"A128GCM"}',
    ],
    ['flattened without a protected header', `{"header":${json(kw)},${wrapped},${parts}}`, ''],
    [
      'general',
      `{"recipients":[ {"header": {"kid" :"a"}, ${wrapped}} ],"protected":"${base64url(json(kw))}",${parts}}`,
      json(kw),
    ],
  ])('leaves the text as it is but for what is new: %s', async (_name, text, header) => {
    const outcome = await encrypted(header, json(oct(16)), { like: jwe(text) });
    expect(withoutNew(outcome.token)).toBe(withoutNew(text));
    expect(outcome.header).toBe(header);
    expect(await opened(outcome.token, json(oct(16)))).toBe(payload);
    const theirs = await jose.generalDecrypt(
      'recipients' in JSON.parse(outcome.token) ? JSON.parse(outcome.token) : generalOf(JSON.parse(outcome.token)),
      await jose.importJWK(oct(16), 'A128KW'),
    );
    expect(new TextDecoder().decode(theirs.plaintext)).toBe(payload);
  });

  function generalOf({ header, encrypted_key, ...shared }: jose.FlattenedJWE): jose.GeneralJWE {
    return { ...shared, recipients: [{ header, encrypted_key }] };
  }

  it('leaves out the encrypted key where the new algorithm has none, and puts it in where it has one', async () => {
    const like = jwe(`{"protected":"${base64url(json(kw))}",${wrapped},${parts}}`);
    const direct = await encrypted(dir, json(oct(16)), { like });
    expect(Object.keys(JSON.parse(direct.token))).toEqual(['protected', 'iv', 'ciphertext', 'tag']);
    const again = await encrypted(json(kw), json(oct(16)), { like: jwe(direct.token) });
    expect(Object.keys(JSON.parse(again.token))).toEqual(['protected', 'iv', 'ciphertext', 'tag', 'encrypted_key']);
    for (const { token } of [direct, again]) expect(await opened(token, json(oct(16)))).toBe(payload);
  });

  it('sets a new parameter in the header that has it, else in the one that has "alg"', async () => {
    const enc = '{"enc":"A128GCM"}';
    const like = jwe(`{"protected":"${base64url(enc)}","header":{"alg":"A128GCMKW","tag":"AA"},${wrapped},${parts}}`);
    const outcome = await encrypted(enc, json(oct(16)), { like });
    expect(JSON.parse(outcome.token).header).toMatchObject({
      iv: expect.any(String),
      tag: expect.stringMatching(/^.{22}$/),
    });
    const shared = jwe(`{"protected":"${base64url(enc)}","unprotected":{"alg":"A128GCMKW"},${wrapped},${parts}}`);
    const other = await encrypted(enc, json(oct(16)), { like: shared });
    expect(JSON.parse(other.token).unprotected).toMatchObject({ iv: expect.any(String), tag: expect.any(String) });
    for (const { token } of [outcome, other]) expect(await opened(token, json(oct(16)))).toBe(payload);
  });

  const recipients = (...headers: object[]) =>
    jwe(
      `{"protected":"${base64url('{"enc":"A128GCM"}')}","recipients":${json(headers.map((header) => ({ header, encrypted_key: 'AAAA' })))},${parts}}`,
    );
  const enc = '{"enc":"A128GCM"}';

  it('encrypts for every recipient with its own key', async () => {
    const like = recipients({ alg: 'A128GCMKW', kid: 'b' }, { alg: 'A128GCMKW', kid: 'a' }, { alg: 'ECDH-ES+A256KW' });
    const [a, b] = [oct(16, 1, { kid: 'a' }), oct(16, 2, { kid: 'b' })];
    const { token } = await encrypted(enc, json({ keys: [a, b, p256] }), { like });
    for (const key of [a, b, p256]) expect(await opened(token, json(key))).toBe(payload);
    const { recipients: written } = JSON.parse(token);
    expect(written[0].header.iv).not.toBe(written[1].header.iv);
    expect(written[2].header.epk).toMatchObject({ crv: 'P-256' });
  });

  it.each([
    ['lacks a key', [{ alg: 'A128KW' }, { alg: 'ECDH-ES+A128KW' }], 'wrong-key-type', /^Recipient 2 of 2: /],
    [
      'has no key of its own',
      [{ alg: 'A128KW' }, { alg: 'A128KW' }],
      'wrong-key-type',
      /^Recipient 2 of 2: it has no key of its own/,
    ],
    [
      'would share its content key',
      [{ alg: 'dir' }, { alg: 'A128KW' }],
      'bad-parameter',
      /^Recipient 1 of 2: "dir" is for one/,
    ],
    ['names no algorithm', [{ alg: 'A128KW' }, {}], 'missing-alg', /^Recipient 2 of 2: /],
  ])('names the recipient that %s', async (_name, headers, code, reason) => {
    const outcome = await encrypt(enc, json(oct(16)), { like: recipients(...headers) });
    expect(outcome).toMatchObject({ kind: 'cannot-encrypt', code, reason: expect.stringMatching(reason) });
  });

  it.each([
    ['"aad" is not base64url', '"aad":"Zn%y",'],
    ['a parameter stands in two headers', '"header":{"enc":"A128GCM"},'],
  ])('refuses to keep what is broken: %s', async (_name, member) => {
    const like = jwe(`{${member}"protected":"${base64url('{"alg":"A128KW"}')}",${wrapped},${parts}}`);
    const outcome = await encrypt(json(kw), json(oct(16)), { like });
    expect(outcome).toMatchObject({ kind: 'cannot-encrypt', code: 'malformed-token' });
  });

  it('refuses a parameter that all share but each needs for itself', async () => {
    const header = '{"enc":"A128GCM","alg":"A128GCMKW","iv":"AA"}';
    const like = recipients({ kid: 'a' }, { kid: 'b' });
    const keys = json({ keys: [oct(16, 1, { kid: 'a' }), oct(16, 2, { kid: 'b' })] });
    expect(await encrypt(header, keys, { like })).toMatchObject({
      code: 'bad-parameter',
      reason: expect.stringContaining('"iv"'),
    });
  });
});
