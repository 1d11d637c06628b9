import { expect, it } from 'vitest';
import { algorithms } from '../registry/algorithms';
import { findContentEncryption } from '../registry/content-encryption';
import { findKeyManagement } from '../registry/key-management';
import { generateKey } from './generate-key';

const { signal } = new AbortController();

async function made(name: string, options = {}) {
  const row = algorithms.find((one) => one.name === name) ?? findKeyManagement(name);
  if (!row) throw new Error(name);
  const outcome = await generateKey(signal, row, options);
  if (outcome.kind === 'unsupported') throw new Error(outcome.reason);
  return outcome;
}

it('a secret has no id, by which it could be guessed, and is given alone too', async () => {
  const { jwk, key, text, secretText } = await made('HS384');
  expect(Object.keys(jwk)).toEqual(['kty', 'alg', 'k']);
  expect(jwk).toMatchObject({ kty: 'oct', alg: 'HS384' });
  expect(secretText).toBe(jwk.k);
  expect(Buffer.from(jwk.k as string, 'base64url')).toHaveLength(48);
  expect([key.jwk, JSON.parse(text)]).toEqual([jwk, jwk]);
});

it('a pair has its thumbprint for an id, and no secret text', async () => {
  const outcome = await made('ES256');
  expect(Object.keys(outcome.jwk).slice(0, 3)).toEqual(['kty', 'alg', 'kid']);
  expect(outcome.jwk).toMatchObject({ kty: 'EC', alg: 'ES256', kid: outcome.key.thumbprint });
  expect('secretText' in outcome).toBe(false);
});

it.each([
  ['dir', undefined, 32, 'A256GCM'],
  ['dir', 'A128GCM', 16, 'A128GCM'],
  ['dir', 'A256CBC-HS512', 64, 'A256CBC-HS512'],
  ['A192KW', undefined, 24, 'A192KW'],
])('a secret for %s with %s has %d octets, and is for %s', async (name, enc, octets, alg) => {
  const { jwk } = await made(name, { enc: findContentEncryption(enc) });
  expect(Buffer.from(jwk.k as string, 'base64url')).toHaveLength(octets);
  expect(jwk.alg).toBe(alg);
});

it('for PBES2 it is a password, as it is typed', async () => {
  const { text, secretText, jwk } = await made('PBES2-HS256+A128KW');
  expect(text).toBe(secretText);
  expect(Buffer.from(jwk.k as string, 'base64url').toString()).toBe(secretText);
});

it('an unsigned token needs none', async () => {
  const row = algorithms.find(({ family }) => family === 'none');
  expect(row && (await generateKey(signal, row))).toEqual({
    kind: 'unsupported',
    reason: '"none" needs no key: its tokens are not signed.',
  });
});

it('is given up when it is called off', async () => {
  const [row] = algorithms;
  if (row) await expect(generateKey(AbortSignal.abort(), row)).rejects.toThrow();
});
