import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeBase64url } from '../encoding/base64url';
import { encodeUtf8 } from '../encoding/utf8';
import { parseToken } from './parse-token';
import { readKey } from './read-key';
import { signJws } from './sign-jws';
import { verifyJws } from './verify-jws';

const { signal } = new AbortController();
const encode = (text: string) => encodeBase64url(encodeUtf8(text));
const header = fc.oneof(
  fc.json(),
  fc.string(),
  fc
    .record({ alg: fc.constantFrom('HS256', 'RS256', 'ES256', 'none', 'x'), crit: fc.jsonValue(), b64: fc.jsonValue() })
    .map((value) => JSON.stringify(value)),
);
const member = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom('oct', 'EC', 'RSA', 'OKP', 'AKP', 'P-256', 'AQAB', 'ML-DSA-44', 'Ed25519'),
);
const jwk = fc.dictionary(
  fc.constantFrom('kty', 'crv', 'x', 'y', 'd', 'n', 'e', 'k', 'alg', 'pub', 'use', 'key_ops', '__proto__'),
  member,
);
const keyText = fc.oneof(
  fc.string(),
  jwk.map((value) => JSON.stringify(value)),
  fc.array(jwk).map((keys) => JSON.stringify({ keys })),
  fc
    .uint8Array()
    .map((bytes) => `-----BEGIN PUBLIC KEY-----\n${Buffer.from(bytes).toString('base64')}\n-----END PUBLIC KEY-----`),
  fc
    .uint8Array()
    .map((bytes) => `-----BEGIN CERTIFICATE-----\n${Buffer.from(bytes).toString('base64')}\n-----END CERTIFICATE-----`),
);

describe('hostile input', () => {
  it('makes nothing throw, and nothing valid that was not signed', async () => {
    await fc.assert(
      fc.asyncProperty(header, keyText, fc.uint8Array(), async (text, keys, signature) => {
        const key = await readKey(keys);
        const token = parseToken(`${encode(text)}.e30.${encodeBase64url(signature)}`);
        expect((await verifyJws(signal, token, key)).kind).not.toBe('valid');
        await signJws(signal, { header: text, payload: text }, key);
      }),
      { numRuns: 300 },
    );
  });
});
