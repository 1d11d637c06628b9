import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseToken } from './parse-token';
import { readKey } from './read-key';
import { type SignOptions, signJws } from './sign-jws';
import { verifyJws } from './verify-jws';

const { signal } = new AbortController();
const json = (value: unknown) => JSON.stringify(value);
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
const { d: _d, ...ecPublic } = ec;
const ed448 = () => generateKeyPairSync('ed448').privateKey.export({ format: 'jwk' });
const ed25519 = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ format: 'jwk' });

const sign = async (header: string, keyText: string, options?: SignOptions, payload = '{}') =>
  signJws(signal, { header, payload }, await readKey(keyText), options);

describe('what keeps signJws from signing', () => {
  it.each([
    ['a broken header', '{"alg":"HS256"', 'x', 'header-not-json', undefined],
    ['a header that is no object', '"HS256"', 'x', 'header-not-json', 'The header is not a JSON object.'],
    ['no alg', '{}', 'x', 'missing-alg', '"alg" is missing from the header.'],
    ['an unknown alg', '{"alg":"HS1"}', 'x', 'unknown-alg', '"HS1" is no signature algorithm.'],
    [
      'a private key beside the public half of another',
      '{"alg":"Ed448"}',
      json({ ...ed448(), x: ed448().x }),
      'unusable-key',
      undefined,
    ],
    ['a key on Ed25519 for Ed448', '{"alg":"Ed448"}', json(ed25519), 'wrong-key-type', undefined],
    ['no key', '{"alg":"HS256"}', '', 'no-key', 'There is no key to sign with; HS256 needs one.'],
    ['an unreadable key', '{"alg":"HS256"}', '{"kty":"oct"}', 'unreadable-key', '"k" is missing.'],
    [
      'a public key',
      '{"alg":"ES256"}',
      json(ecPublic),
      'public-key',
      'This key is a public key; signing needs the private one.',
    ],
    [
      'a public key for verifying only',
      '{"alg":"ES256"}',
      json({ ...ecPublic, key_ops: ['verify'] }),
      'public-key',
      undefined,
    ],
    ['a set of public keys', '{"alg":"ES256"}', json({ keys: [ecPublic, ecPublic] }), 'public-key', undefined],
    ['a key of another type', '{"alg":"ES384"}', json(ec), 'wrong-key-type', undefined],
    ['a key for another alg', '{"alg":"ES256"}', json({ ...ec, alg: 'ES384' }), 'key-forbids-use', undefined],
    [
      'a private key for verifying only',
      '{"alg":"ES256"}',
      json({ ...ec, key_ops: ['verify'] }),
      'key-forbids-use',
      undefined,
    ],
    [
      'a private RSA key whose numbers do not belong together',
      '{"alg":"RS256"}',
      json({ kty: 'RSA', n: rsa.n, e: rsa.e, d: 'AQAB' }),
      'unusable-key',
      undefined,
    ],
    ['an RSA key too short for the hash and the salt', '{"alg":"PS512"}', json(rsa), 'unusable-key', undefined],
  ])('is %s', async (_name, header, keyText, code, reason) => {
    const outcome = await sign(header, keyText);
    expect(outcome).toMatchObject({ kind: 'cannot-sign', code, reason: reason ?? expect.stringMatching(/[.]$/) });
  });

  it.each([
    ['1.5', 'a "." in it, as at character 2'],
    ['{"a":"é"}', 'printable ASCII in it, as at character 7'],
    ['a\nb', 'printable ASCII in it, as at character 2'],
  ])('is the unencoded payload %j in a compact token (RFC 7797 §5.2)', async (payload, reason) => {
    const header = '{"alg":"HS256","b64":false,"crit":["b64"]}';
    const outcome = await sign(header, 'x', undefined, payload);
    expect(outcome).toMatchObject({ code: 'unfit-payload', reason: expect.stringContaining(reason) });
  });
});

describe('signJws', () => {
  it.each([
    ['{"alg":"HS256"}', '{"a":1.0,"a":1e400,"n":9007199254740993}'],
    ['{ "typ" : "JWT",\r\n\t"alg" : "HS256" }', ' { } '],
    ['{"alg":"HS256"}', 'no JSON at all: 🦊'],
    ['{"alg":"HS256"}', ''],
  ])('signs %j and %j exactly as they are written', async (header, payload) => {
    const outcome = await sign(header, 'secret', undefined, payload);
    const token = parseToken(outcome.kind === 'signed' ? outcome.token : '');
    expect([token.header?.text, token.payload?.text]).toEqual([header, payload]);
    expect(await verifyJws(signal, token, await readKey('secret'))).toMatchObject({ kind: 'valid' });
  });

  it('makes an unsecured token with an empty signature, key or no key', async () => {
    expect(await sign('{"alg":"none"}', 'secret')).toEqual({ kind: 'unsecured', token: 'eyJhbGciOiJub25lIn0.e30.' });
  });

  it.each([
    [undefined, 'utf-8', 4],
    ['hex', 'hex', 2],
    ['base64url', 'utf-8', 4],
  ] as const)('signs with the reading %s of a secret if it has that: %s', async (encoding, used, octets) => {
    const outcome = await sign('{"alg":"HS256"}', '00ff', { encoding });
    expect(outcome).toMatchObject({ kind: 'signed', used: { encoding: used, octets } });
  });

  it('signs with the private key of a set that fits, or that kid names', async () => {
    const keys = json({ keys: [ecPublic, { ...ec, kid: 'a' }, { ...ec, kid: 'b' }] });
    expect(await sign('{"alg":"ES256"}', keys)).toMatchObject({ kind: 'signed', used: { index: 1, by: 'trial' } });
    expect(await sign('{"alg":"ES256","kid":"b"}', keys)).toMatchObject({
      kind: 'signed',
      used: { index: 2, by: 'kid' },
    });
  });

  it('stops when it is aborted', async () => {
    const aborted = AbortSignal.abort();
    await expect(signJws(aborted, { header: '{}', payload: '' }, { kind: 'empty' })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});
