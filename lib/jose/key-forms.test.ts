import { createPrivateKey, ECDH, generateKeyPairSync, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derTags, writeDer, writeDerInteger, writeDerOid } from '../encoding/der';
import { writePem } from '../encoding/pem';
import { encodeUtf8 } from '../encoding/utf8';
import type { Key, KeyReading } from './key';
import { ecCurves, ecOid } from './key-types';
import { readKey, readKeyBytes } from './read-key';

const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve });
const octetsOf = (encoded: string | undefined) => new Uint8Array(Buffer.from(encoded ?? '', 'base64url'));

function keyOf(reading: KeyReading): Key {
  if (reading.kind !== 'key') throw new Error(`a key was expected, not ${JSON.stringify(reading)}`);
  return reading.key;
}
const outcomeOf = (reading: KeyReading) =>
  reading.kind === 'unreadable' ? `${reading.code}: ${reading.reason}` : reading.kind;

/** Made for these tests: leaf.example, issued by Root. */
const leaf = `-----BEGIN CERTIFICATE-----
MIIBGzCBwwIBAjAKBggqhkjOPQQDAjAeMQ0wCwYDVQQKDARUZXN0MQ0wCwYDVQQD
DARSb290MB4XDTI2MTEyMzEzMTAzNVoXDTM2MTEyMDEzMTAzNVowFzEVMBMGA1UE
AwwMbGVhZi5leGFtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEWb1H7IyQ
YCQ0b0nY7u7turrP58h7SMtsbDQgFuZ3DvU3cdoSatQ9ap6xbv0X6CWXW6EFiJoL
XrMSwv4ZN0suUTAKBggqhkjOPQQDAgNHADBEAiALUOeNuRrHQ90ml3bLYGweMdOq
/VaZRE3u1onIBl2bYQIgSLvDmIND3GKx3XoTHby8ndA61jleC0FAuU7DSxlcsOk=
-----END CERTIFICATE-----
`;
const root = `-----BEGIN CERTIFICATE-----
MIIBkDCCATegAwIBAgIUcY+nOns/DKNLEf8YZuzGOo21X8MwCgYIKoZIzj0EAwIw
HjENMAsGA1UECgwEVGVzdDENMAsGA1UEAwwEUm9vdDAeFw0yNjExMjMxMzEwMzVa
Fw0zNjExMjAxMzEwMzVaMB4xDTALBgNVBAoMBFRlc3QxDTALBgNVBAMMBFJvb3Qw
WTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAT1DkwMezk5KQuVjKiP1412o/RD/7WC
9pv0JBVXvsTrZnVxsIIgz3qTX/LaVJaxUOPihoWSWeEgcYdw0bpu/gIAo1MwUTAd
BgNVHQ4EFgQUrZQVGE9Wb+4tnB4ZIg/dlMXYCXwwHwYDVR0jBBgwFoAUrZQVGE9W
b+4tnB4ZIg/dlMXYCXwwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBE
AiAnRjhypgALym9f3kSk2+WfFvrx7NyOvQGgFu8gNTomQwIgV9ANImP08tMT38Em
PUa6RaatovsaSFmDZ8MvbaCpL7U=
-----END CERTIFICATE-----
`;
const certificateOctets = () => new Uint8Array(Buffer.from(leaf.replace(/-----.*-----/g, ''), 'base64'));

/** Every structure that Node writes a key in: its form, the key, and what the key is said to come from. */
const structures: [string, KeyObject, 'spki' | 'pkcs8' | 'pkcs1' | 'sec1'][] = [
  ['an RSA private key in PKCS#1', rsa.privateKey, 'pkcs1'],
  ['an RSA public key in PKCS#1', rsa.publicKey, 'pkcs1'],
  ['an EC private key in SEC 1, P-256', ec('P-256').privateKey, 'sec1'],
  ['an EC private key in SEC 1, P-521', ec('P-521').privateKey, 'sec1'],
  ['an EC private key in SEC 1, secp256k1', ec('secp256k1').privateKey, 'sec1'],
  ['an RSA private key in PKCS#8', rsa.privateKey, 'pkcs8'],
  ['an Ed25519 public key in SPKI', generateKeyPairSync('ed25519').publicKey, 'spki'],
  ['an Ed448 private key in PKCS#8', generateKeyPairSync('ed448').privateKey, 'pkcs8'],
];

describe('readKey', () => {
  it.each(structures)('reads %s from PEM, and gives the same JWK as Node', async (_name, key, type) => {
    const { source, jwk } = keyOf(await readKey(key.export({ format: 'pem', type }) as string));
    expect({ source, jwk }).toEqual({ source: type, jwk: key.export({ format: 'jwk' }) });
  });

  it('passes over the parameters that OpenSSL writes before an EC key', async () => {
    const key = ec('P-256').privateKey.export({ format: 'pem', type: 'sec1' }) as string;
    const parameters = writePem('EC PARAMETERS', writeDerOid('1.2.840.10045.3.1.7'));
    expect(keyOf(await readKey(parameters + key)).source).toBe('sec1');
  });

  it.each(['P-256', 'P-384', 'P-521', 'secp256k1'])('expands a compressed point on %s', async (curve) => {
    const { publicKey } = ec(curve);
    const { x, y } = publicKey.export({ format: 'jwk' });
    const name =
      curve === 'secp256k1' ? curve : { 'P-256': 'prime256v1', 'P-384': 'secp384r1', 'P-521': 'secp521r1' }[curve];
    const point = Buffer.concat([new Uint8Array([4]), octetsOf(x), octetsOf(y)]);
    const compressed = ECDH.convertKey(point, name ?? '', undefined, undefined, 'compressed') as Buffer;
    const spki = (octets: Uint8Array<ArrayBuffer>) => {
      const algorithm = writeDer(0x30, writeDerOid(ecOid), writeDerOid(ecCurves.get(curve)?.oid ?? ''));
      return writePem('PUBLIC KEY', writeDer(0x30, algorithm, writeDer(derTags.bitString, new Uint8Array(1), octets)));
    };
    expect(keyOf(await readKey(spki(new Uint8Array(compressed)))).jwk).toMatchObject({ crv: curve, x, y });
    const beyond = new Uint8Array(compressed).fill(0xff, 1);
    expect(outcomeOf(await readKey(spki(beyond)))).toBe(`malformed-pem: This is not a readable point on ${curve}.`);
  });

  /** The scalar 7 on P-256. */
  const seven = {
    kty: 'EC',
    crv: 'P-256',
    x: 'jlM7b6C_e0YluzBmfAH7YH75-LioD-9bMAYocDGHsqM',
    y: 'c-sdveAzGDZtBp-DpvWQAFPHNjPLBBshxV4ahsH0ALQ',
    d: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAc',
  };

  it('gives an EC scalar its full length where a tool left out leading zeros', async () => {
    const version = writeDerInteger(new Uint8Array([1]));
    const curve = writeDer(0xa0, writeDerOid('1.2.840.10045.3.1.7'));
    const point = new Uint8Array([0, 4, ...octetsOf(seven.x), ...octetsOf(seven.y)]);
    const open = writeDer(0xa1, writeDer(derTags.bitString, point));
    const sec1 = writeDer(0x30, version, writeDer(derTags.octetString, new Uint8Array([7])), curve, open);
    expect(keyOf(await readKey(writePem('EC PRIVATE KEY', sec1))).jwk).toEqual(
      createPrivateKey({ key: seven, format: 'jwk' }).export({ format: 'jwk' }),
    );
  });

  it.each([
    ['RSA PRIVATE KEY', 'malformed-pem: This is not a readable RSA private key.'],
    ['RSA PUBLIC KEY', 'malformed-pem: This is not a readable RSA public key.'],
    ['EC PRIVATE KEY', 'unsupported-key: The EC key does not name its curve; only named curves are supported.'],
    ['CERTIFICATE REQUEST', 'unsupported-key: This is a certificate request, which is not read here.'],
    ['RSA', 'unsupported-key: This is a PEM block of the type "RSA", which is not read here.'],
  ])('says what is wrong with an empty %s', async (label, outcome) => {
    expect(outcomeOf(await readKey(writePem(label, new Uint8Array([0x30, 0]))))).toBe(outcome);
  });
});

describe('readKeyBytes', () => {
  it.each(structures)('reads %s from DER', async (_name, key, type) => {
    const der = new Uint8Array(key.export({ format: 'der', type }) as Buffer);
    const { source, jwk } = keyOf(await readKeyBytes(der));
    expect({ source, jwk }).toEqual({ source: type, jwk: key.export({ format: 'jwk' }) });
  });

  it('reads an encrypted key from DER with its passphrase', async () => {
    const cipher = { cipher: 'aes-256-cbc', passphrase: 'x' };
    const der = new Uint8Array(rsa.privateKey.export({ format: 'der', type: 'pkcs8', ...cipher }) as Buffer);
    expect(outcomeOf(await readKeyBytes(der))).toMatch(/^passphrase-needed/);
    expect(keyOf(await readKeyBytes(der, { passphrase: 'x' })).isPrivate).toBe(true);
  });

  it.each([
    ['a certificate in DER', () => certificateOctets(), 'key'],
    ['PEM', () => encodeUtf8(rsa.publicKey.export({ format: 'pem', type: 'spki' }) as string), 'key'],
    ['a JWK after a byte order mark', () => encodeUtf8('\uFEFF{"kty":"oct","k":"AA"}'), 'key'],
    ['a secret', () => encodeUtf8('s3cr€t'), 'secret'],
    ['nothing', () => new Uint8Array(), 'empty'],
    ['noise', () => new Uint8Array([0xff, 0xfe, 0x00]), 'not-a-key: The file is neither text nor a key in DER.'],
    [
      'a text with a zero octet',
      () => new Uint8Array([65, 0, 65]),
      'not-a-key: The file is neither text nor a key in DER.',
    ],
    [
      'PKCS#12',
      () => writeDer(0x30, writeDerInteger(new Uint8Array([3])), writeDer(0x30, writeDerOid('1.2.840.113549.1.7.1'))),
      'unsupported-key: This is a PKCS#12 file (.p12, .pfx), which is not read here.',
    ],
  ])('knows a file of %s', async (_name, bytes, outcome) => {
    expect(outcomeOf(await readKeyBytes(bytes()))).toBe(outcome);
  });
});

describe('a damaged key', () => {
  const scheme = { cipher: 'aes-128-cbc', passphrase: 'x' };
  const originals = [
    ...structures.map(([, key, type]) => key.export({ format: 'der', type }) as Buffer),
    rsa.privateKey.export({ format: 'der', type: 'pkcs8', ...scheme }) as Buffer,
    certificateOctets(),
  ];
  const damage = fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { minLength: 1, maxLength: 4 });

  it('is a value, never an error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...originals), damage, fc.nat(2000), async (original, changes, cut) => {
        const bytes = new Uint8Array(original).slice(0, Math.max(10, original.length - (cut % 7)));
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        const reading = await readKeyBytes(bytes);
        if (reading.kind === 'unreadable') expect(reading.reason).toMatch(/[.]$/);
        expect(await readKey(Buffer.from(bytes).toString('base64'))).toHaveProperty('kind');
      }),
      { numRuns: 300 },
    );
  });
});

describe('a certificate chain', () => {
  it.each([
    ['leaf first', leaf + root],
    ['root first', root + leaf],
    ['on one line', (leaf + root).replaceAll('\n', '\\n')],
  ])('gives the key of its leaf and lists the others: %s', async (_name, text) => {
    const { certificate, chain } = keyOf(await readKey(text));
    expect([certificate?.subject, ...(chain ?? []).map(({ subject }) => subject)]).toEqual([
      'CN=leaf.example',
      'O=Test, CN=Root',
    ]);
  });

  it('of one certificate has no others', async () => {
    expect(keyOf(await readKey(leaf)).chain).toBeUndefined();
  });

  it('is a set of keys where a JSON object names each certificate by its kid', async () => {
    expect(await readKey(JSON.stringify({ a: leaf, b: root, c: leaf.slice(0, 100) }))).toMatchObject({
      kind: 'key-set',
      keys: [{ jwk: { kid: 'a' } }, { jwk: { kid: 'b' } }],
      problems: [{ index: 2 }],
    });
  });
});
