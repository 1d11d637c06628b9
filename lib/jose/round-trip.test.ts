import * as jose from 'jose';
import { describe, expect, it } from 'vitest';
import { encodeBase64url } from '../encoding/base64url';
import { algorithms, findAlgorithm } from '../registry/algorithms';
import { exportKey, type KeyFormat } from './export-key';
import { type GenerateOutcome, generateKey } from './generate-key';
import { parseToken } from './parse-token';
import { readKey } from './read-key';
import { signJws } from './sign-jws';
import { verifyJws } from './verify-jws';

const { signal } = new AbortController();
const payload = '{ "sub":"ü",  "n": 9007199254740993 }';
const supported = algorithms.filter(({ support }) => support !== 'none');

type Generated = Extract<GenerateOutcome, { kind: 'generated' }>;

async function another(name: string): Promise<Generated> {
  const row = findAlgorithm(name);
  const made = row && (await generateKey(signal, row));
  if (made?.kind !== 'generated') throw new Error(`no key was made for ${name}`);
  return made;
}

/** One key for all tests of an algorithm: RSA keys take their time. */
const made = new Map<string, Promise<Generated>>();
function generated(name: string): Promise<Generated> {
  const key = made.get(name) ?? another(name);
  made.set(name, key);
  return key;
}

async function signed(name: string, keyText: string): Promise<string> {
  const outcome = await signJws(signal, { header: `{"alg":"${name}"}`, payload }, await readKey(keyText));
  if (outcome.kind !== 'signed') throw new Error(`${name} was not signed: ${JSON.stringify(outcome)}`);
  return outcome.token;
}

const verdictOf = async (token: string, keyText: string) =>
  verifyJws(signal, parseToken(token), await readKey(keyText));

/** The token with one bit of the octet at `at` flipped, counted from the end when negative. */
function flipped(token: string, part: 'header' | 'payload' | 'signature', at: number): string {
  const parts = token.split('.');
  const index = ['header', 'payload', 'signature'].indexOf(part);
  const bytes = Buffer.from(parts[index] ?? '', 'base64url');
  const place = at < 0 ? bytes.length + at : at;
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  parts[index] = encodeBase64url(bytes);
  return parts.join('.');
}

describe.each(supported.map((row) => [row.name, row] as const))('%s', { timeout: 30_000 }, (name, row) => {
  it('makes a key, signs what was written to the character, and verifies it', async () => {
    const key = await generated(name);
    const token = await signed(name, key.text);
    const parsed = parseToken(token);
    expect(parsed.payload?.text).toBe(payload);
    expect(row.signatureOctets ?? parsed.signature?.bytes.length).toBe(parsed.signature?.bytes.length);
    expect(await verdictOf(token, key.text)).toMatchObject({
      kind: 'valid',
      alg: name,
      used: { kind: 'key', by: 'only-key', key: { thumbprint: key.key.thumbprint } },
    });
  });

  it('calls a token invalid after one flipped bit, a cut signature, or with another key', async () => {
    const key = await generated(name);
    const token = await signed(name, key.text);
    const wrong = [
      flipped(token, 'payload', 3),
      flipped(token, 'signature', 0),
      flipped(token, 'signature', -1),
      `${token.slice(0, token.lastIndexOf('.'))}.AAAA`,
      `${token.slice(0, token.lastIndexOf('.'))}.`,
    ];
    for (const text of wrong) expect(await verdictOf(text, key.text)).toMatchObject({ kind: 'invalid', alg: name });
    const other = await another(name);
    const verdict = await verdictOf(token, other.text);
    expect(verdict).toMatchObject({ kind: 'invalid', tried: [{ key: { thumbprint: other.key.thumbprint } }] });
  });

  // jose has no more than the browser has; what is a library's is held against Node beside that library.
  it.skipIf(row.family === 'ml-dsa' || row.support === 'library')('agrees with jose both ways', async () => {
    const { jwk, text } = await generated(name);
    const key = await jose.importJWK(jwk as jose.JWK, name);
    const open = row.family === 'hmac' ? key : await jose.importJWK((await publicText(text)) as jose.JWK, name);
    const ours = await jose.compactVerify(await signed(name, text), open);
    expect(new TextDecoder().decode(ours.payload)).toBe(payload);
    const theirs = await new jose.CompactSign(new TextEncoder().encode(payload))
      .setProtectedHeader({ alg: name })
      .sign(key);
    expect(await verdictOf(theirs, text)).toMatchObject({ kind: 'valid' });
  });

  it.skipIf(row.family === 'hmac')(
    'gives its key out in every form and reads each of them back as the same key',
    async () => {
      const { key, jwk, text } = await generated(name);
      const token = await signed(name, text);
      const formats: [KeyFormat, boolean][] = [
        ['jwk', true],
        ['public-jwk', false],
        ['pkcs8-pem', true],
        ['spki-pem', false],
      ];
      for (const [format, isPrivate] of formats) {
        const exported = await exportKey(key, format);
        const read = exported.kind === 'exported' ? await readKey(exported.text) : undefined;
        expect(read).toMatchObject({ kind: 'key', key: { isPrivate, thumbprint: key.thumbprint } });
        if (format === 'pkcs8-pem' && read?.kind === 'key') expect(jwk).toMatchObject(read.key.jwk);
        expect(exported.kind === 'exported' && (await verdictOf(token, exported.text)).kind).toBe('valid');
      }
    },
  );
});

async function publicText(text: string): Promise<unknown> {
  const reading = await readKey(text);
  const exported = reading.kind === 'key' ? await exportKey(reading.key, 'public-jwk') : undefined;
  return exported?.kind === 'exported' ? JSON.parse(exported.text) : undefined;
}

describe('generateKey', () => {
  it.each(algorithms.filter(({ support }) => support === 'none').map((row) => [row.name, row] as const))(
    'says why there is no key for %s',
    async (_name, row) => {
      expect(await generateKey(signal, row)).toMatchObject({
        kind: 'unsupported',
        reason: expect.stringMatching(/[.]$/),
      });
    },
  );

  it('makes an RSA modulus of the length that was asked for', async () => {
    const row = findAlgorithm('RS256');
    const made = row && (await generateKey(signal, row, { bits: 1024 }));
    expect(made?.kind === 'generated' && made.key.description).toBe('RSA private key, 1024 bits');
  });

  it('gives an HMAC secret as text too, and as an oct JWK without a kid', async () => {
    const made = await generated('HS384');
    expect(Buffer.from(made.secretText ?? '', 'base64url')).toHaveLength(48);
    expect(made.jwk).toEqual({ kty: 'oct', alg: 'HS384', k: made.secretText });
  });
});

describe('exportKey', () => {
  it('has no PEM and no public half of a secret, and no private form of a public key', async () => {
    const { key } = await generated('HS256');
    expect(await exportKey(key, 'spki-pem')).toMatchObject({ kind: 'cannot-export' });
    expect(await exportKey(key, 'public-jwk')).toMatchObject({ kind: 'cannot-export' });
    const reading = await readKey(JSON.stringify(await publicText((await generated('ES256')).text)));
    if (reading.kind !== 'key') throw new Error('a public key was expected');
    expect(await exportKey(reading.key, 'pkcs8-pem')).toMatchObject({ kind: 'cannot-export' });
  });
});
