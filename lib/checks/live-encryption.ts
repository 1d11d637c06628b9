import type { encryptionChecks } from './encryption';
import type { encryptionContentChecks } from './encryption-content';
import { encrypted, type Recipe, sealed, signedText } from './live-example';
import { p256, publicHalf, rsa2048, secretKey } from './live-keys';

type Checks = typeof encryptionChecks | typeof encryptionContentChecks;

const forRsa = (header: Record<string, unknown>, plaintext?: Parameters<typeof encrypted>[0]['plaintext']) =>
  encrypted({ header: { alg: 'RSA-OAEP-256', enc: 'A256GCM', typ: 'JWT', ...header }, plaintext, for: rsa2048 });
/** Of a password (RFC 7518 §4.8): its salt, and how many times it is hashed. */
const forPassword = (p2s: string, p2c: number) =>
  sealed({ alg: 'PBES2-HS256+A128KW', enc: 'A128GCM', p2s, p2c }, { key: 24 });
const salt = 'fl6CyJplqhoW9nJYpJs2Kw';
const epk = publicHalf(p256.jwk);
/** 32 octets, as A256GCM takes them. */
const shared = secretKey('pT4kW9sVq2ZxM7dR0hLfB6yNcJ8uEa3G');

/** An example for every check of encryption. */
export const encryptionExamples: Record<Checks[number]['id'], Recipe> = {
  'rsa1-5': forRsa({ alg: 'RSA1_5' }),
  'oaep-sha1': forRsa({ alg: 'RSA-OAEP' }),
  'low-pbes2-count': forPassword(salt, 100),
  'excessive-pbes2-count': forPassword(salt, 100_000_000),
  'short-pbes2-salt': forPassword('c2FsdA', 600_000),
  'bad-ephemeral-key': sealed({ alg: 'ECDH-ES', enc: 'A128GCM', epk: { ...epk, y: epk.x } }),
  'compressed-plaintext': forRsa({ zip: 'DEF' }),
  'decompression-bomb': encrypted({
    header: { alg: 'dir', enc: 'A256GCM', zip: 'DEF' },
    plaintext: () => Promise.resolve(`{"note":"${'all work and no play '.repeat(20_000)}"}`),
    for: shared,
  }),
  'jwe-part-length': sealed({ alg: 'RSA-OAEP-256', enc: 'A256GCM' }, { key: 256, tag: 12 }),
  'encrypted-not-authenticated': forRsa({}),
  'unverified-inner-token': forRsa({ cty: 'JWT' }, () => signedText({})),
  'claims-in-header': forRsa({ iss: 'https://issuer.example', sub: 'user-48211' }, () => signedText({})),
};
