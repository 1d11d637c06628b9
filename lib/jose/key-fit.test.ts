import { expect, it } from 'vitest';
import { algorithms } from '../registry/algorithms';
import type { Jwk, Key } from './key';
import { findMisfit, misfitOfType, neededKey } from './key-fit';

const rowOf = (name: string) => {
  const row = algorithms.find((one) => one.name === name);
  if (!row) throw new Error(name);
  return row;
};
const key = (type: Key['type'], jwk: Partial<Jwk> = {}, changes: Partial<Key> = {}): Key => ({
  source: 'jwk',
  jwk: { kty: type, ...jwk } as Jwk,
  type,
  bits: 256,
  isPrivate: false,
  thumbprint: 't',
  description: `${type} public key`,
  ...changes,
});
const p256 = (jwk: Partial<Jwk> = {}, changes: Partial<Key> = {}) => key('EC', jwk, { curve: 'P-256', ...changes });
const ed25519 = (jwk: Partial<Jwk> = {}) => key('OKP', jwk, { curve: 'Ed25519' });

it.each([
  ['HS256', 'a shared secret'],
  ['RS256', 'an RSA key'],
  ['PS512', 'an RSA key'],
  ['ES256', 'an EC key on P-256'],
  ['Ed25519', 'an Ed25519 key'],
  ['EdDSA', 'an Ed25519 or Ed448 key'],
  ['ML-DSA-44', 'an ML-DSA-44 key'],
])('%s needs %s', (name, words) => {
  expect(neededKey(rowOf(name))).toBe(words);
});

it.each<[string, Key, string | undefined]>([
  ['ES256', p256(), undefined],
  ['ES384', p256(), 'ES384 needs an EC key on P-384; this is an EC public key.'],
  ['RS256', p256(), 'RS256 needs an RSA key; this is an EC public key.'],
  ['ES256', key('oct'), 'ES256 needs an EC key on P-256; this is a secret.'],
  ['HS256', key('oct'), undefined],
  ['RS256', key('RSA'), undefined],
  ['EdDSA', ed25519(), undefined],
  ['Ed448', ed25519(), 'Ed448 needs an Ed448 key; this is an OKP public key.'],
  ['ML-DSA-44', key('AKP', {}, { curve: 'ML-DSA-44' }), undefined],
  ['ML-DSA-65', key('AKP', {}, { curve: 'ML-DSA-44' }), 'ML-DSA-65 needs an ML-DSA-65 key; this is an AKP public key.'],
])('for %s a key is of the right type, or it is said which it is', (name, one, reason) => {
  expect(misfitOfType(rowOf(name), one)?.reason).toBe(reason);
});

it.each<[string, Key, 'verify' | 'sign', string | undefined]>([
  ['ES256', p256({ use: 'sig' }), 'verify', undefined],
  ['ES256', p256({ use: 'enc' }), 'verify', 'The key says "use": "enc", so it is not for signatures.'],
  ['ES256', p256({ key_ops: ['verify'] }), 'verify', undefined],
  ['ES256', p256({ key_ops: ['sign'] }), 'verify', 'The key\'s "key_ops" does not list "verify".'],
  ['ES256', p256({ key_ops: [] }), 'verify', 'The key\'s "key_ops" does not list "verify".'],
  ['ES256', p256({ key_ops: ['sign'] }, { isPrivate: true }), 'verify', undefined],
  ['ES256', p256({ key_ops: ['verify'] }, { isPrivate: true }), 'sign', 'The key\'s "key_ops" does not list "sign".'],
  ['ES256', p256({ key_ops: ['verify', 'sign'] }, { isPrivate: true }), 'sign', undefined],
  [
    'ES256',
    p256({ key_ops: ['encrypt'] }, { isPrivate: true }),
    'verify',
    'The key\'s "key_ops" does not list "verify".',
  ],
  ['ES256', p256({ key_ops: ['verify'] }), 'sign', undefined],
  [
    'HS256',
    key('oct', { key_ops: ['sign'] }, { isPrivate: true }),
    'verify',
    'The key\'s "key_ops" does not list "verify".',
  ],
  ['HS256', key('oct', { key_ops: ['sign'] }, { isPrivate: true }), 'sign', undefined],
  ['ES256', p256({ alg: 'ES256' }), 'verify', undefined],
  ['ES256', p256({ alg: 'ES384' }), 'verify', 'The key says "alg": "ES384", but the token says "ES256".'],
  ['EdDSA', ed25519({ alg: 'Ed25519' }), 'verify', undefined],
  ['Ed25519', ed25519({ alg: 'EdDSA' }), 'verify', undefined],
  ['EdDSA', ed25519({ alg: 'Ed448' }), 'verify', 'The key says "alg": "Ed448", but the token says "EdDSA".'],
  ['EdDSA', ed25519({ alg: 'ES256' }), 'verify', 'The key says "alg": "ES256", but the token says "EdDSA".'],
])('for %s what a key says of itself counts', (name, one, operation, reason) => {
  const misfit = findMisfit(rowOf(name), one, operation);
  expect(misfit).toEqual(reason && { code: 'key-forbids-use', reason });
});

it('the type comes before what the key says', () => {
  expect(findMisfit(rowOf('RS256'), p256({ use: 'enc' }), 'verify')?.code).toBe('wrong-key-type');
});
