import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { derTags, writeDer, writeDerInteger, writeDerOid } from '../encoding/der';
import { writePem } from '../encoding/pem';
import type { KeyReading } from './key';
import { readKey } from './read-key';

/** One Ed25519 key, encrypted by OpenSSL for these tests in several ways. */
const hmacSha512 = `-----BEGIN ENCRYPTED PRIVATE KEY-----
MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAiTilCbDztc8wICCAAw
DAYIKoZIhvcNAgsFADAdBglghkgBZQMEASoEEH279T8SXwA53cdXudTkjGIEQL4n
PuI3VBvceqJ11oM7UwtIh7HlGIKHXRR8cixzhm4ZFxJ5dJ1k6+iz01/r5du+hbPg
JD+tdmqqBoo0ZHZ0O4s=
-----END ENCRYPTED PRIVATE KEY-----
`;
const hmacSha1 = `-----BEGIN ENCRYPTED PRIVATE KEY-----
MIGNMEkGCSqGSIb3DQEFDTA8MBsGCSqGSIb3DQEFDDAOBAhagbzhyv8V1gICCAAw
HQYJYIZIAWUDBAECBBC2vFh5qqFpjg6MTgcju+e4BEA8XpPMWKR0Iqg4Am/SRS6v
ys36bqDp2EYsEDZ9gRXJX/zB5M+5vS12puvzxXwMnF7I0+47Kryp+nfsOv2LFBdF
-----END ENCRYPTED PRIVATE KEY-----
`;
const scrypt = `-----BEGIN ENCRYPTED PRIVATE KEY-----
MIGTME8GCSqGSIb3DQEFDTBCMCEGCSsGAQQB2kcECzAUBAjMPgv33MnQfgICBAAC
AQgCAQEwHQYJYIZIAWUDBAEqBBDGQYW6DfYBWBkSVuJhG+a6BEAM3Bkk1vqhy5lX
7Tp3xucu43hN0i34J0HRkF452HAGbIqEL9qNuyay5nN6lIFA1efE9YL3yyTTBKnn
aY/knWXk
-----END ENCRYPTED PRIVATE KEY-----
`;
const pkcs12Scheme = `-----BEGIN ENCRYPTED PRIVATE KEY-----
MFgwHAYKKoZIhvcNAQwBAzAOBAi0xy7Xt1uupAICCAAEOJ8WNDS2MOTkdYC49zrp
PGUA382dKi5ehPvsyE7SacfnpfrDeM5cQpvwfhxjZbOmtpX1tNFIZPH+
-----END ENCRYPTED PRIVATE KEY-----
`;

function outcomeOf(reading: KeyReading) {
  if (reading.kind === 'unreadable') return `${reading.code}: ${reading.reason}`;
  return reading.kind === 'key' ? `${reading.key.source}: ${reading.key.description}` : reading.kind;
}
const needed = 'passphrase-needed: The private key is encrypted: it opens with its passphrase.';
const wrong = 'wrong-passphrase: The passphrase does not open this key.';

/** An encrypted key whose data is nothing, with a scheme of one's own. */
function encryptedWith(kdf: string, cipher: string, iterations: number[], prf?: string) {
  const sequence = (...contents: Uint8Array<ArrayBuffer>[]) => writeDer(0x30, ...contents);
  const count = writeDerInteger(new Uint8Array(iterations));
  const salt = writeDer(derTags.octetString, new Uint8Array(8));
  const derivation = sequence(salt, count, ...(prf ? [sequence(writeDerOid(prf))] : []));
  const iv = writeDer(derTags.octetString, new Uint8Array(16));
  const scheme = sequence(sequence(writeDerOid(kdf), derivation), sequence(writeDerOid(cipher), iv));
  const data = writeDer(derTags.octetString, new Uint8Array(16));
  return writePem('ENCRYPTED PRIVATE KEY', sequence(sequence(writeDerOid('1.2.840.113549.1.5.13'), scheme), data));
}
const pbkdf2 = '1.2.840.113549.1.5.12';
const aes128 = '2.16.840.1.101.3.4.1.2';

describe('an encrypted PKCS#8 key', () => {
  it.each(['aes-128-cbc', 'aes-192-cbc', 'aes-256-cbc'])('of Node opens with its passphrase: %s', async (cipher) => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const text = privateKey.export({ format: 'pem', type: 'pkcs8', cipher, passphrase: 'hunter2' }) as string;
    expect(outcomeOf(await readKey(text))).toBe(needed);
    const reading = await readKey(text, { passphrase: 'hunter2' });
    expect(outcomeOf(reading)).toBe('encrypted-pkcs8: EC private key, P-256');
    expect(reading.kind === 'key' && reading.key.jwk).toEqual(privateKey.export({ format: 'jwk' }));
    for (const passphrase of ['hunter3', 'hunter2 ', '']) {
      expect(outcomeOf(await readKey(text, { passphrase }))).toBe(wrong);
    }
  });

  it.each([
    ['HMAC with SHA-512', hmacSha512, 'hunter2'],
    ['HMAC with SHA-1, which is the unspoken one, and a passphrase beyond ASCII', hmacSha1, 'hünter'],
  ])('of OpenSSL opens: %s', async (_name, text, passphrase) => {
    expect(outcomeOf(await readKey(text, { passphrase }))).toBe('encrypted-pkcs8: Ed25519 private key');
  });

  it('opens from one line of an environment file too', async () => {
    const text = `KEY="${hmacSha512.replaceAll('\n', '\\n')}"`;
    expect(outcomeOf(await readKey(text))).toBe(needed);
    expect(outcomeOf(await readKey(text, { passphrase: 'hunter2' }))).toBe('encrypted-pkcs8: Ed25519 private key');
  });

  it.each([
    ['scrypt', scrypt],
    ['triple DES (PKCS#12)', pkcs12Scheme],
    ['triple DES', encryptedWith(pbkdf2, '1.2.840.113549.3.7', [8])],
    ['PBKDF2 with HMAC-SHA-224', encryptedWith(pbkdf2, aes128, [8], '1.2.840.113549.2.8')],
    ['a method not known here (object identifier 1.2.3)', encryptedWith(pbkdf2, '1.2.3', [8])],
  ])('says at once that it cannot be opened: %s', async (name, text) => {
    expect(outcomeOf(await readKey(text))).toBe(
      `unsupported-key: The key is encrypted with ${name}, which is not supported here; PBKDF2 with AES in CBC mode is.`,
    );
  });

  it('does not run more rounds than a browser can', async () => {
    expect(outcomeOf(await readKey(encryptedWith(pbkdf2, aes128, [1, 0, 0, 0]), { passphrase: 'x' }))).toBe(
      'unsupported-key: The key asks for 16777216 rounds of PBKDF2; more than 10000000 are not run here.',
    );
  });

  it.each([
    ['no rounds', encryptedWith(pbkdf2, aes128, [0])],
    ['no structure', writePem('ENCRYPTED PRIVATE KEY', new Uint8Array([0x30, 0]))],
  ])('that is broken is said to be: %s', async (_name, text) => {
    expect(outcomeOf(await readKey(text, { passphrase: 'x' }))).toMatch(/^malformed-pem: This is not a readable enc/);
  });

  it('of the old form, encrypted under PEM headers, is named', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const text = privateKey.export({ format: 'pem', type: 'sec1', cipher: 'aes-128-cbc', passphrase: 'x' }) as string;
    expect(outcomeOf(await readKey(text, { passphrase: 'x' }))).toMatch(/^unsupported-key: .*"DEK-Info".*PKCS#8/);
  });
});
