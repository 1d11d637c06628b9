import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeBase64url } from '../encoding/base64url';
import { encodeUtf8 } from '../encoding/utf8';
import { findTokens } from './find-tokens';
import { parseToken } from './parse-token';
import { readKey } from './read-key';
import { signJws } from './sign-jws';
import { verifyEach, verifyJws } from './verify-jws';

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

const jsonToken = fc
  .dictionary(
    fc.constantFrom(
      ...['payload', 'protected', 'header', 'signature', 'signatures', 'ciphertext', 'recipients', 'iv', 'aad'],
      ...['unprotected', 'encrypted_key', 'tag', '__proto__'],
    ),
    fc.oneof(
      fc.jsonValue(),
      header.map(encode),
      fc.array(fc.dictionary(fc.constantFrom('protected', 'header', 'signature'), fc.oneof(fc.jsonValue(), header))),
      fc.dictionary(fc.constantFrom('alg', 'kid', 'crit', 'b64', 'disclosures', 'kb_jwt'), fc.jsonValue()),
    ),
  )
  .map((value) => JSON.stringify(value));

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

  it('in JSON makes nothing throw either, and what was found in a text is found in it again', async () => {
    await fc.assert(
      fc.asyncProperty(jsonToken, keyText, fc.nat(), async (text, keys, cut) => {
        const key = await readKey(keys);
        for (const some of [text, text.slice(0, cut % (text.length + 1)), `x ${text} {`, `{"a":[${text}]}`]) {
          const token = parseToken(some);
          const verdicts = await verifyEach(signal, token, key);
          expect(verdicts.map(({ kind }) => kind)).not.toContain('valid');
          if (token.kind === 'jws')
            await signJws(signal, { header: '{"alg":"HS256"}', payload: some }, key, { like: token });
          for (const found of findTokens(some)) expect(findTokens(found.token)[0]?.token).toBe(found.token);
        }
      }),
      { numRuns: 250 },
    );
  });
});
