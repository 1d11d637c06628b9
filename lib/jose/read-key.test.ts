import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { describe, expect, it } from 'vitest';
import type { KeyReading } from './key';
import { readKey } from './read-key';

const pem = (key: KeyObject, type: 'spki' | 'pkcs8' | 'pkcs1' | 'sec1'): string =>
  key.export({ format: 'pem', type }) as string;
const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve });
const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });

function keyOf(reading: KeyReading) {
  if (reading.kind !== 'key') throw new Error(`a key was expected, not ${reading.kind}`);
  return reading.key;
}
const reasonOf = (reading: KeyReading) =>
  reading.kind === 'unreadable' ? `${reading.code}: ${reading.reason}` : reading.kind;

const certificate = `-----BEGIN CERTIFICATE-----
MIIB0DCCAXegAwIBAgIUHHJlhG7ULrMLH2n5+n2GMJnNf4MwCgYIKoZIzj0EAwIw
PjELMAkGA1UEBhMCREUxGTAXBgNVBAoMEEV4YW1wbGUgJiBTw7ZobmUxFDASBgNV
BAMMC2V4YW1wbGUub3JnMB4XDTI2MTEyMzEyMDYzMFoXDTM2MTEyMDEyMDYzMFow
PjELMAkGA1UEBhMCREUxGTAXBgNVBAoMEEV4YW1wbGUgJiBTw7ZobmUxFDASBgNV
BAMMC2V4YW1wbGUub3JnMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEvKsORCgx
3tYHeboL4wZqVYFoYG6ypMJts/1Rg7gBKlrlPaTzIezg6hNxIslTLf6C22oqOP74
philltXXDbwK/6NTMFEwHQYDVR0OBBYEFMQhT96nzm/c4rP6rJInGHobI6sNMB8G
A1UdIwQYMBaAFMQhT96nzm/c4rP6rJInGHobI6sNMA8GA1UdEwEB/wQFMAMBAf8w
CgYIKoZIzj0EAwIDRwAwRAIgRVBkUSmhqssowNs/PNSABH5WVpSNeuDDSHO7yh7b
HcgCIH8j6CSBAW0BeXRwlQ/UQDlQ19MCz8XOKJlVdmeXLZRM
-----END CERTIFICATE-----
`;

describe('readKey of PEM', () => {
  const pairs: [string, { publicKey: KeyObject; privateKey: KeyObject }, string, string][] = [
    ['RSA, 1024 bits', rsa, 'RSA public key, 1024 bits', 'RSA private key, 1024 bits'],
    ['P-256', ec('P-256'), 'EC public key, P-256', 'EC private key, P-256'],
    ['P-384', ec('P-384'), 'EC public key, P-384', 'EC private key, P-384'],
    ['P-521', ec('P-521'), 'EC public key, P-521', 'EC private key, P-521'],
    ['secp256k1', ec('secp256k1'), 'EC public key, secp256k1', 'EC private key, secp256k1'],
    ['Ed25519', generateKeyPairSync('ed25519'), 'Ed25519 public key', 'Ed25519 private key'],
    ['Ed448', generateKeyPairSync('ed448'), 'Ed448 public key', 'Ed448 private key'],
    ['X25519', generateKeyPairSync('x25519'), 'X25519 public key', 'X25519 private key'],
  ];
  it.each(pairs)('describes both halves of %s and gives the same JWK as Node', async (_name, pair, open, secret) => {
    const spki = keyOf(await readKey(pem(pair.publicKey, 'spki')));
    const pkcs8 = keyOf(await readKey(pem(pair.privateKey, 'pkcs8')));
    expect([spki.description, pkcs8.description]).toEqual([open, secret]);
    expect([spki.source, pkcs8.source]).toEqual(['spki', 'pkcs8']);
    expect(spki.jwk).toEqual(pair.publicKey.export({ format: 'jwk' }));
    expect(pkcs8.jwk).toEqual(pair.privateKey.export({ format: 'jwk' }));
    expect(pkcs8.thumbprint).toBe(await calculateJwkThumbprint(pair.publicKey.export({ format: 'jwk' }) as JWK));
    expect(spki.thumbprint).toBe(pkcs8.thumbprint);
  });

  const spki = pem(ec('P-256').publicKey, 'spki');
  it.each([
    ['blanks around it', `\n\n  ${spki}  \n`],
    ['CRLF', spki.replaceAll('\n', '\r\n')],
    ['no newline at the end', spki.trimEnd()],
    ['line breaks written as \\n', spki.replaceAll('\n', '\\n')],
    ['one line', spki.replaceAll('\n', ' ')],
    ['text before it', `Bag Attributes\n  friendlyName: x\n${spki}`],
  ])('reads a key with %s', async (_name, text) => {
    expect(keyOf(await readKey(text)).description).toBe('EC public key, P-256');
  });

  it('reads the key and the facts of a certificate', async () => {
    const { source, description, certificate: facts } = keyOf(await readKey(certificate));
    expect({ source, description, facts }).toEqual({
      source: 'certificate',
      description: 'EC public key, P-256',
      facts: {
        subject: 'C=DE, O=Example & Söhne, CN=example.org',
        issuer: 'C=DE, O=Example & Söhne, CN=example.org',
        notBefore: Date.parse('2026-11-23T12:06:30Z') / 1000,
        notAfter: Date.parse('2036-11-20T12:06:30Z') / 1000,
      },
    });
  });

  it.each([
    ['cut off', spki.slice(0, 100), 'malformed-pem: The PEM text is cut off: "-----END PUBLIC KEY-----" is missing.'],
    [
      'a bad character',
      spki.replace('\nMF', '\nM*'),
      'malformed-pem: Character 29 of the key, "*", is not in the Base64 alphabet.',
    ],
    [
      'a missing character',
      spki.replace('\nMFk', '\nMF'),
      'malformed-pem: The Base64 text of the PEM block is cut off or padded wrongly.',
    ],
    [
      'octets that are no key',
      '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----',
      'malformed-pem: This is not a readable public key (SPKI).',
    ],
    [
      'a private key that is none',
      '-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----',
      'malformed-pem: This is not a readable private key (PKCS#8).',
    ],
    [
      'a certificate that is none',
      '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----',
      'malformed-pem: This is not a readable X.509 certificate.',
    ],
    [
      'an END that does not fit',
      spki.replace('END PUBLIC', 'END PRIVATE'),
      'malformed-pem: "-----END PRIVATE KEY-----" does not fit: "-----END PUBLIC KEY-----" was expected.',
    ],
    [
      'an unknown curve',
      pem(ec('brainpoolP256r1').publicKey, 'spki'),
      'unsupported-key: The curve of the key is not known here (object identifier 1.3.36.3.3.2.8.1.1.7).',
    ],
    [
      'DSA',
      pem(generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 }).publicKey, 'spki'),
      'unsupported-key: The key is of a type that is not known here (object identifier 1.2.840.10040.4.1).',
    ],
  ])('says what is wrong with %s', async (_name, text, reason) => {
    expect(reasonOf(await readKey(text))).toBe(reason);
  });
});

describe('readKey of JWK', () => {
  const { kty, crv, x, y, d } = ec('P-256').privateKey.export({ format: 'jwk' });
  it.each([
    ['a public key', { kty, crv, x, y }, 'EC public key, P-256'],
    ['a private key', { kty, crv, x, y, d }, 'EC private key, P-256'],
    ['a secret', { kty: 'oct', k: 'AAAAAAAAAAAAAAAAAAAAAA' }, 'Secret, 128 bits'],
    ['an empty secret', { kty: 'oct', k: '' }, 'Secret, 0 bits'],
    ['RSA with leading zeros', { kty: 'RSA', n: 'AAD_AA', e: 'AQAB' }, 'RSA public key, 16 bits'],
  ])('describes %s', async (_name, jwk, description) => {
    expect(keyOf(await readKey(JSON.stringify(jwk, undefined, 1))).description).toBe(description);
  });

  it('keeps members that it does not know', async () => {
    expect(keyOf(await readKey(JSON.stringify({ kty, crv, x, y, colour: 'red' }))).jwk.colour).toBe('red');
  });

  it.each([
    ['{"k":"AA"}', 'malformed-jwk: "kty" is missing.'],
    ['{"kty":1}', 'malformed-jwk: "kty" is not a string.'],
    ['{"kty":"constructor"}', 'unsupported-key: "kty" is "constructor", which is no key type known here.'],
    ['{"kty":"oct"}', 'malformed-jwk: "k" is missing.'],
    ['{"kty":"oct","k":"A A"}', 'malformed-jwk: Character 2 of "k" is not in the base64url alphabet.'],
    ['{"kty":"oct","k":"AB"}', 'malformed-jwk: The last character of "k" has bits that must be zero.'],
    ['{"kty":"oct","k":"AAAAA"}', 'malformed-jwk: "k" is cut off: no octets have this length in base64url.'],
    ['{"kty":"oct","k":"AA","k":"AQ"}', 'malformed-jwk: "k" occurs twice in the key.'],
    ['{"kty":"oct","k":"AA","kid":7}', 'malformed-jwk: "kid" is not a string.'],
    ['{"kty":"oct","k":"AA","key_ops":"sign"}', 'malformed-jwk: "key_ops" is not an array of strings.'],
    ['{"kty":"EC","x":"AA"}', 'malformed-jwk: "crv" is missing.'],
    ['{"kty":"EC","crv":"P-192"}', 'unsupported-key: The curve "P-192" is not known here.'],
    [JSON.stringify({ kty, crv, x }), 'malformed-jwk: "y" is missing.'],
    [JSON.stringify({ kty, crv, x, y: 'AAAA' }), 'malformed-jwk: "y" has 3 octets; P-256 asks for 32.'],
    ['{"kty":"OKP","crv":"Ed25519"}', 'malformed-jwk: "x" is missing.'],
    ['{"kty":"AKP","pub":"AA"}', 'malformed-jwk: "alg" is missing: a key of the type AKP must name its algorithm.'],
    ['{"kty":"RSA","n":"AQAB"}', 'malformed-jwk: "e" is missing.'],
    ['{"kty":"RSA","n":"AQAB","e":"AQAB","d":"AQ","p":"AQ"}', 'malformed-jwk: "q" is missing.'],
    ['{"keys":{}}', 'malformed-jwk: "keys" is not an array.'],
    ['[{"kty":"oct","k":"AA"}]', 'malformed-jwk: A JWK Set is an object with a "keys" array; this is a bare array.'],
  ])('says what is wrong with %s', async (text, reason) => {
    expect(reasonOf(await readKey(text))).toBe(reason);
  });

  it('gives the place of a mistake in the JSON', async () => {
    const reading = await readKey('{"kty":"oct",}');
    expect(reasonOf(reading)).toMatch(/^malformed-json: The key looks like JSON, but is not at character 13: .*[.]$/);
  });

  it('reads a set, and tells which of its members it could not use', async () => {
    const reading = await readKey(JSON.stringify({ keys: [{ kty, crv, x, y, kid: 'a' }, { kty: 'EC' }, 7] }));
    expect(reading).toMatchObject({
      kind: 'key-set',
      keys: [{ source: 'jwks', jwk: { kid: 'a' } }],
      problems: [
        { index: 1, reason: '"crv" is missing.' },
        { index: 2, reason: 'A JWK is a JSON object.' },
      ],
    });
  });
});

describe('readKey of a secret', () => {
  const readings = async (text: string, encoding?: 'detect' | 'utf-8' | 'base64' | 'base64url' | 'hex') => {
    const reading = await readKey(text, { encoding });
    if (reading.kind !== 'secret') return reasonOf(reading);
    return reading.readings.map(({ encoding: name, bytes }) => `${name} ${Buffer.from(bytes).toString('hex')}`);
  };

  it.each([
    ['s3cr€t', ['utf-8 73336372e282ac74']],
    [' x ', ['utf-8 207820']],
    ['{hunter2}', ['utf-8 7b68756e746572327d']],
    ['0aFF', ['utf-8 30614646', 'hex 0aff', 'base64 d1a145']],
    ['AQID\n', ['utf-8 415149440a', 'base64 010203']],
    ['-_8=', ['utf-8 2d5f383d', 'base64url fbff']],
    ['+/8', ['utf-8 2b2f38', 'base64 fbff']],
    ['abcde', ['utf-8 6162636465']],
  ])('detects the readings of %j, UTF-8 first, each meaning other octets', async (text, expected) => {
    expect(await readings(text)).toEqual(expected);
  });

  it.each([
    ['utf-8', '{"kty":"oct"}', ['utf-8 7b226b7479223a226f6374227d']],
    ['base64', 'AQ==', ['base64 01']],
    ['base64', 'AQ', ['base64 01']],
    ['base64url', '-_8', ['base64url fbff']],
    ['hex', '0A ff', ['hex 0aff']],
    ['hex', '0g', 'not-in-encoding: Character 2 of the secret is not in the hexadecimal alphabet.'],
    ['hex', '0', 'not-in-encoding: The secret is cut off: no octets have this length in hexadecimal.'],
    ['base64', 'A-Q=', 'not-in-encoding: Character 2 of the secret is not in the Base64 alphabet.'],
    ['base64url', 'AA+A', 'not-in-encoding: Character 3 of the secret is not in the Base64URL alphabet.'],
    ['base64url', 'AAAAA', 'not-in-encoding: The secret is cut off: no octets have this length in Base64URL.'],
  ] as const)('takes %s at its word for %j', async (encoding, text, expected) => {
    expect(await readings(text, encoding)).toEqual(expected);
  });

  it('takes the text of a public key as a secret when an encoding was chosen', async () => {
    const text = pem(rsa.publicKey, 'spki');
    const reading = await readKey(text, { encoding: 'utf-8' });
    expect(reading.kind === 'secret' && reading.readings[0]?.bytes.length).toBe(text.length);
  });

  it('tells an empty key from an empty secret', async () => {
    expect(await readKey('')).toEqual({ kind: 'empty' });
    expect(await readKey('', { encoding: 'hex' })).toEqual({ kind: 'empty' });
  });
});

it('reads no text that is longer than any key', async () => {
  expect(reasonOf(await readKey('x'.repeat(1_000_000)))).toBe('secret');
  expect(reasonOf(await readKey('x'.repeat(1_000_001)))).toBe(
    'too-long: This text is longer than 1,000,000 characters: no key or key set is.',
  );
});
