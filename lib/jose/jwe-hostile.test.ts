import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeBase64url } from '../encoding/base64url';
import { encodeUtf8 } from '../encoding/utf8';
import { contentEncryptionAlgorithms } from '../registry/content-encryption';
import { keyManagementAlgorithms } from '../registry/key-management';
import { decryptJwe } from './decrypt-jwe';
import { encryptJwe } from './encrypt-jwe';
import { parseToken } from './parse-token';
import { readKey } from './read-key';

const { signal } = new AbortController();
const names = (rows: readonly { name: string }[]) => fc.constantFrom(...rows.map(({ name }) => name));
const point = fc.record(
  {
    kty: fc.constantFrom('EC', 'OKP', 'oct'),
    crv: fc.constantFrom('P-256', 'X25519', 'X448'),
    x: fc.string(),
    y: fc.string(),
  },
  { requiredKeys: [] },
);
const value = fc.oneof(fc.jsonValue(), fc.uint8Array({ maxLength: 16 }).map(encodeBase64url), fc.string());
const header = fc.record(
  {
    alg: fc.oneof(names(keyManagementAlgorithms), fc.constantFrom('none', '__proto__'), value),
    enc: fc.oneof(names(contentEncryptionAlgorithms), value),
    epk: fc.oneof(point, value),
    apu: value,
    apv: value,
    iv: value,
    tag: value,
    p2s: value,
    p2c: fc.oneof(fc.integer({ max: 1000 }), value),
    zip: fc.constantFrom('DEF', 'def', null),
    crit: fc.oneof(fc.constant(['exp']), value),
  },
  { requiredKeys: ['alg', 'enc'] },
);
const octets = fc
  .oneof(fc.constantFrom(0, 12, 16, 24, 32, 40, 256), fc.nat(64))
  .map((length) => new Uint8Array(length));
const keys = await Promise.all(
  [
    'secret',
    `{"kty":"oct","k":"${encodeBase64url(new Uint8Array(16))}"}`,
    `{"kty":"OKP","crv":"X448","x":"${encodeBase64url(new Uint8Array(56))}","d":"${encodeBase64url(new Uint8Array(56).fill(1))}"}`,
    `{"kty":"RSA","n":"${encodeBase64url(new Uint8Array(256).fill(1))}","e":"AQAB","d":"Aw"}`,
    `{"kty":"RSA","n":"Aw","e":"AA","d":"AA"}`,
    `{"kty":"EC","crv":"P-256","x":"${encodeBase64url(new Uint8Array(32))}","y":"${encodeBase64url(new Uint8Array(32))}"}`,
  ].map((text) => readKey(text)),
);
const key = fc.constantFrom(...keys);

describe('hostile input', () => {
  it('makes no JWE throw, and opens none that was not encrypted', { timeout: 60_000 }, async () => {
    const parts = fc.tuple(octets, octets, octets, octets);
    await fc.assert(
      fc.asyncProperty(header, parts, key, fc.boolean(), async (given, [one, iv, text, tag], reading, isJson) => {
        const protectedHeader = encodeBase64url(encodeUtf8(JSON.stringify(given)));
        const [encryptedKey, ...rest] = [one, iv, text, tag].map(encodeBase64url);
        const [ivText, ciphertext, tagText] = rest;
        const flattened = { header: given, encrypted_key: encryptedKey, iv: ivText, ciphertext, tag: tagText };
        const compact = [protectedHeader, encryptedKey, ...rest].join('.');
        const token = parseToken(isJson ? JSON.stringify(flattened) : compact);
        expect((await decryptJwe(signal, token, reading)).kind).not.toBe('decrypted');
      }),
      { numRuns: 500 },
    );
  });

  it('makes no encryption throw, and what comes out can be parsed', { timeout: 60_000 }, async () => {
    const text = fc.oneof(
      header.map((given) => JSON.stringify(given)),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(text, key, async (given, reading) => {
        const outcome = await encryptJwe(signal, { header: given, payload: given }, reading);
        if (outcome.kind === 'encrypted') expect(parseToken(outcome.token).kind).toBe('jwe');
      }),
      { numRuns: 300 },
    );
  });
});
