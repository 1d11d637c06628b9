import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { exportKey, type KeyFormat } from './export-key';
import type { Key, KeyReading } from './key';
import { readKey } from './read-key';

const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve });

function keyOf(reading: KeyReading): Key {
  if (reading.kind !== 'key') throw new Error(`a key was expected, not ${reading.kind}`);
  return reading.key;
}

describe('exportKey', () => {
  const rows: [KeyFormat, KeyObject, 'pkcs1' | 'sec1'][] = [
    ['pkcs1-pem', rsa.privateKey, 'pkcs1'],
    ['pkcs1-pem', rsa.publicKey, 'pkcs1'],
    ['sec1-pem', ec('P-256').privateKey, 'sec1'],
    ['sec1-pem', ec('P-521').privateKey, 'sec1'],
    ['sec1-pem', ec('secp256k1').privateKey, 'sec1'],
  ];
  it.each(rows)('writes %s as Node does', async (format, key, type) => {
    const outcome = await exportKey(keyOf(await readKey(JSON.stringify(key.export({ format: 'jwk' })))), format);
    expect(outcome.kind === 'exported' && outcome.text).toBe(key.export({ format: 'pem', type }));
  });

  it('writes a key set of the public half alone', async () => {
    const key = ec('P-256').privateKey.export({ format: 'jwk' });
    const outcome = await exportKey(keyOf(await readKey(JSON.stringify({ ...key, kid: 'a' }))), 'jwks');
    const { d: _, ...open } = key;
    expect(outcome.kind === 'exported' && JSON.parse(outcome.text)).toEqual({ keys: [{ ...open, kid: 'a' }] });
  });

  it.each<[KeyFormat, object, string]>([
    ['pkcs1-pem', ec('P-256').privateKey.export({ format: 'jwk' }), 'PKCS#1 is for RSA keys only.'],
    ['sec1-pem', rsa.privateKey.export({ format: 'jwk' }), 'SEC 1 is for EC keys only.'],
    ['sec1-pem', ec('P-256').publicKey.export({ format: 'jwk' }), 'This key is a public key; it has no private form.'],
    ['jwks', { kty: 'oct', k: 'AA' }, 'A secret has no PEM form and no public half.'],
    [
      'pkcs1-pem',
      { ...rsa.publicKey.export({ format: 'jwk' }), d: 'AQAB' },
      'This RSA key lacks its primes, which PKCS#1 needs.',
    ],
  ])('cannot write %s where the key has no such form', async (format, jwk, reason) => {
    expect(await exportKey(keyOf(await readKey(JSON.stringify(jwk))), format)).toEqual({
      kind: 'cannot-export',
      reason,
    });
  });
});
