import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { KeyReading } from './key';
import { readKey } from './read-key';

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const spki = publicKey.export({ format: 'pem', type: 'spki' }) as string;
const body = spki.replace(/-----.*-----|\n/g, '');
const der = (type: 'pkcs8' | 'sec1') => privateKey.export({ format: 'der', type }).toString('base64');
const jwk = JSON.stringify({ ...publicKey.export({ format: 'jwk' }), kid: 'a/b' });
const set = JSON.stringify({ keys: [publicKey.export({ format: 'jwk' })] });
const base64 = (text: string) => Buffer.from(text).toString('base64');
const escaped = (text: string) => JSON.stringify(text).slice(1, -1);

function outcomeOf(reading: KeyReading) {
  if (reading.kind === 'unreadable') return `${reading.code}: ${reading.reason}`;
  return reading.kind === 'key' ? `${reading.key.source}: ${reading.key.note ?? ''}` : reading.kind;
}

describe('readKey of a text that is not in its usual form', () => {
  const spkiNote = 'spki: Read from bare Base64: a public key (SPKI), without its PEM lines.';
  it.each([
    ['PEM without line breaks', spki.replaceAll('\n', ''), 'spki: '],
    ['PEM in an environment file', `JWT_KEY="${escaped(spki)}"`, 'spki: '],
    ['PEM in single quotes', `'${spki}'`, 'spki: '],
    ['PEM that was escaped twice', escaped(escaped(spki)), 'spki: '],
    ['PEM with escaped slashes', escaped(spki).replaceAll('/', '\\/'), 'spki: '],
    ['PEM as a member of JSON', JSON.stringify({ type: 'service_account', private_key: spki }), 'spki: '],
    ['Base64 of PEM', base64(spki), 'spki: Read from Base64 of a PEM text.'],
    ['Base64 of SPKI', body, spkiNote],
    ['Base64 of SPKI in lines', `\n${body.replace(/.{64}/g, '$&\n')}\n`, spkiNote],
    ['Base64 of SPKI with escaped line breaks', body.replace(/.{64}/g, '$&\\n'), spkiNote],
    ['Base64 of SPKI in quotes, assigned', `export KEY="${body}"`, spkiNote],
    ['Base64URL of SPKI without padding', Buffer.from(body, 'base64').toString('base64url'), spkiNote],
    ['Base64 of PKCS#8', der('pkcs8'), 'pkcs8: Read from bare Base64: a private key (PKCS#8), without its PEM lines.'],
    ['Base64 of SEC 1', der('sec1'), 'sec1: Read from bare Base64: an EC private key (SEC 1), without its PEM lines.'],
    ['a JWK in quotes', `'${jwk}'`, 'jwk: '],
    ['a JWK in an environment file', `KEY='${jwk}'`, 'jwk: '],
    ['a JWK assigned', `KEY=${jwk}`, 'jwk: '],
    ['a JWK as a JSON string', JSON.stringify(jwk), 'jwk: '],
    ['a JWK with escaped quotes', escaped(jwk), 'jwk: '],
    ['a JWK that was escaped twice', escaped(escaped(jwk)), 'jwk: '],
    ['Base64 of a JWK', base64(jwk), 'jwk: Read from Base64 of a JWK.'],
    ['a key set as a JSON string', JSON.stringify(set), 'key-set'],
    ['Base64 of a key set', base64(set), 'key-set'],
  ])('reads %s', async (_name, text, outcome) => {
    expect(outcomeOf(await readKey(text))).toBe(outcome);
  });

  it('reads the very key', async () => {
    for (const text of [body, escaped(jwk), base64(spki)]) {
      const reading = await readKey(text);
      expect(reading.kind === 'key' && reading.key.jwk).toMatchObject(publicKey.export({ format: 'jwk' }));
    }
  });

  it.each([
    ['a cut off structure', body.slice(0, 60)],
    ['a structure with something after it', `${body.replace(/=+$/, '')}AAAA`],
    ['a structure of no key', base64('0\x04\x02\x00\x02\x00'.padEnd(40, '0'))],
    ['a random secret that begins alike', 'MIIBhardToGuessSecretThatIsBase64Too0123456789AB'],
    ['a token', `eyJhbGciOiJIUzI1NiJ9.e30.${'A'.repeat(43)}`],
    ['Base64 of other JSON', base64('{"alg":"HS256"}')],
    ['JSON of something else in quotes', `'{"a":1}'`],
    ['an assignment', 'SECRET=Mhunter2'],
  ])('leaves %s a secret', async (_name, text) => {
    expect(outcomeOf(await readKey(text))).toBe('secret');
    expect(await readKey(text)).toEqual(await readKey(text, { encoding: 'detect' }));
  });

  it('takes the text at its word when an encoding was chosen', async () => {
    for (const text of [body, JSON.stringify(jwk), base64(jwk)]) {
      expect(outcomeOf(await readKey(text, { encoding: 'utf-8' }))).toBe('secret');
    }
  });

  it('says of a structure that it knows why it cannot use its key', async () => {
    const brainpool = generateKeyPairSync('ec', { namedCurve: 'brainpoolP256r1' }).publicKey;
    const text = brainpool.export({ format: 'der', type: 'spki' }).toString('base64');
    expect(outcomeOf(await readKey(text))).toMatch(/^unsupported-key: The curve of the key is not known here/);
  });

  it('gives no place in a text that is not the one it was given', async () => {
    const reading = await readKey(escaped('{"kty":"oct"}'));
    expect(reading).toEqual({ kind: 'unreadable', code: 'malformed-jwk', reason: '"k" is missing.' });
  });

  it.each([
    ['plain', (text: string) => text],
    ['as a JSON string', (text: string) => JSON.stringify(text)],
  ])('says where the keys are that an issuer’s configuration only points to: %s', async (_name, form) => {
    const text = JSON.stringify({ issuer: 'https://example.com', jwks_uri: 'https://example.com/jwks' });
    expect(outcomeOf(await readKey(form(text)))).toBe(
      'not-a-key: This is an issuer\'s configuration, which holds no key. Its "jwks_uri" is https://example.com/jwks: open that and paste what it gives.',
    );
  });

  it.each([
    ['blanks', ' '.repeat(200_000)],
    ['padding', `M${'A'.repeat(30)}${'='.repeat(200_000)}A`],
    ['backslashes', `{"${'\\'.repeat(200_000)}`],
    ['backslashes after a brace', `{ ${'\\'.repeat(200_000)}x`],
    ['quotes', '"'.repeat(200_000)],
    ['lines', `-----BEGIN A-----${'\\'.repeat(200_000)}`],
  ])('is not held up by a great many %s', async (_name, text) => {
    expect((await readKey(text)).kind).toMatch(/^(secret|unreadable)$/);
  });
});
