import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { encodeBase64url } from '../encoding/base64url';
import { encodeUtf8 } from '../encoding/utf8';
import { parseToken } from './parse-token';
import { readKey } from './read-key';
import { signJws } from './sign-jws';
import { verifyJws } from './verify-jws';

const { signal } = new AbortController();
const encode = (text: string) => encodeBase64url(encodeUtf8(text));
const secret = 'a string secret at least 256 bits long';
const payload = '{"sub":"1"}';
const jwkOf = (curve: string) => generateKeyPairSync('ec', { namedCurve: curve }).privateKey.export({ format: 'jwk' });
const p256 = jwkOf('P-256');
const p384 = jwkOf('P-384');
const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
const rsaJwk = rsa.privateKey.export({ format: 'jwk' });
const oct = (text: string, more: object = {}) => ({ kty: 'oct', k: encode(text), ...more });
const json = (value: unknown) => JSON.stringify(value);
const set = (...keys: unknown[]) => json({ keys });

async function sign(header: string, keyText: string): Promise<string> {
  const outcome = await signJws(signal, { header, payload }, await readKey(keyText));
  if (outcome.kind === 'cannot-sign') throw new Error(outcome.reason);
  return outcome.token;
}
const verify = async (token: string, keyText: string, crit?: string[]) =>
  verifyJws(signal, parseToken(token), await readKey(keyText), { crit });
const hs256 = (header = '{"alg":"HS256"}') => sign(header, json(oct(secret)));
/** A token whose header cannot be signed by the rules, over the right octets all the same. */
async function forged(header: string) {
  const key = await crypto.subtle.importKey('raw', encodeUtf8(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${encodeBase64url(new Uint8Array(await crypto.subtle.sign('HMAC', key, encodeUtf8(input))))}`;
}

type Row = [name: string, token: () => string | Promise<string>, code: string, reason?: string];

describe('what keeps verifyJws from a verdict', () => {
  it.each<Row>([
    [
      'a JWE',
      () => `${encode('{"alg":"dir","enc":"A128GCM"}')}..AAAA.AAAA.AAAA`,
      'encrypted',
      'The token is encrypted: a signature can only be in what it holds.',
    ],
    ['two segments', async () => (await hs256()).slice(0, -44), 'malformed-token', undefined],
    ['padding', async () => `${await hs256()}=`, 'malformed-token', undefined],
    ['a blank in a segment', async () => (await hs256()).replace('.', '. '), 'malformed-token', undefined],
    ['a byte order mark before the header', () => forged('\uFEFF{"alg":"HS256"}'), 'malformed-token', undefined],
    ['a header that is no JSON', () => forged('{"alg":"HS256"'), 'malformed-token', undefined],
    ['an empty text', () => '', 'malformed-token', 'This is not a token.'],
    ['no alg', () => forged('{"typ":"JWT"}'), 'missing-alg', '"alg" is missing from the header.'],
    ['an alg that is no string', () => forged('{"alg":["HS256"]}'), 'missing-alg', '"alg" is not a string.'],
    ['an unknown alg', () => forged('{"alg":"HS1024"}'), 'unknown-alg', 'There is no algorithm "HS1024".'],
    [
      'a misspelt alg',
      () => forged('{"alg":"hs256"}'),
      'unknown-alg',
      'There is no algorithm "hs256"; it is spelt "HS256".',
    ],
    [
      'a misspelt none',
      () => forged('{"alg":"nOnE"}'),
      'unknown-alg',
      'There is no algorithm "nOnE"; it is spelt "none".',
    ],
    ['an alg of JWE', () => forged('{"alg":"RSA-OAEP"}'), 'unknown-alg', '"RSA-OAEP" is no signature algorithm.'],
    [
      'an alg named like a property',
      () => forged('{"alg":"constructor"}'),
      'unknown-alg',
      'There is no algorithm "constructor".',
    ],
    [
      'an unknown extension',
      () => forged('{"alg":"HS256","crit":["x"],"x":1}'),
      'bad-crit',
      '"crit" asks for the extension "x", which is not supported here.',
    ],
    ['an empty crit', () => forged('{"alg":"HS256","crit":[]}'), 'bad-crit', '"crit" is empty, which is forbidden.'],
    ['a crit that is no array', () => forged('{"alg":"HS256","crit":"x"}'), 'bad-crit', '"crit" is not an array.'],
    [
      'a crit with a number',
      () => forged('{"alg":"HS256","crit":[1]}'),
      'bad-crit',
      '"crit" holds something that is not a string.',
    ],
    [
      'a crit that names alg',
      () => forged('{"alg":"HS256","crit":["alg"]}'),
      'bad-crit',
      '"crit" names "alg", a parameter of the standard itself.',
    ],
    [
      'a crit that names what is not there',
      () => forged('{"alg":"HS256","crit":["x"]}'),
      'bad-crit',
      '"crit" names "x", but the header has no such parameter.',
    ],
    [
      'b64 without crit',
      () => forged('{"alg":"HS256","b64":false}'),
      'bad-crit',
      '"b64" is present, but "crit" does not name it.',
    ],
    ['b64 as a string', () => forged('{"alg":"HS256","crit":["b64"],"b64":"false"}'), 'bad-crit', undefined],
  ])('is %s', async (_name, token, code, reason) => {
    const verdict = await verify(await token(), json(oct(secret)));
    expect(verdict).toMatchObject({ kind: 'cannot-check', code, reason: reason ?? expect.stringMatching(/[.]$/) });
  });

  it.each([
    ['an unreadable key', '{"kty":"oct"}', 'unreadable-key', '"k" is missing.'],
    [
      'a public key for HMAC',
      json(p256),
      'wrong-key-type',
      'HS256 needs a shared secret; this is an EC private key, P-256.',
    ],
    [
      '"use": "enc"',
      json(oct(secret, { use: 'enc' })),
      'key-forbids-use',
      'The key says "use": "enc", so it is not for signatures.',
    ],
    [
      '"key_ops" without verify',
      json(oct(secret, { key_ops: ['sign'] })),
      'key-forbids-use',
      'The key\'s "key_ops" does not list "verify".',
    ],
    [
      'another "alg"',
      json(oct(secret, { alg: 'HS512' })),
      'key-forbids-use',
      'The key says "alg": "HS512", but the token says "HS256".',
    ],
    ['a set without keys', set(), 'wrong-key-type', 'The key set holds no readable key.'],
    [
      'a set without a fitting key',
      set(p256, p384),
      'wrong-key-type',
      'None of the 2 keys in the set is for HS256, which needs a shared secret.',
    ],
    ['a set whose only secret is for encryption', set(p256, oct(secret, { use: 'enc' })), 'key-forbids-use', undefined],
  ])('is %s', async (_name, keyText, code, reason) => {
    const verdict = await verify(await hs256(), keyText);
    expect(verdict).toMatchObject({ kind: 'cannot-check', code, reason: reason ?? expect.stringMatching(/[.]$/) });
  });

  it.each([
    ['a secret', secret, 'wrong-key-type', 'ES256 needs an EC key on P-256; this is a secret.'],
    [
      'a key on another curve',
      json(p384),
      'wrong-key-type',
      'ES256 needs an EC key on P-256; this is an EC private key, P-384.',
    ],
    ['a point off the curve', json({ ...p256, d: undefined, y: p256.x }), 'unusable-key', undefined],
  ])('is, for ES256, %s', async (_name, keyText, code, reason) => {
    const verdict = await verify(await sign('{"alg":"ES256"}', json(p256)), keyText);
    expect(verdict).toMatchObject({ kind: 'cannot-check', code, reason: reason ?? expect.stringMatching(/[.]$/) });
  });

  it.each([
    ['ES256K', () => jwkOf('secp256k1'), { y: jwkOf('secp256k1').x }],
    ['Ed448', () => generateKeyPairSync('ed448').privateKey.export({ format: 'jwk' }), { x: `${'_'.repeat(75)}w` }],
  ])('is, for %s, a public key that is no point of the curve', async (name, make, wrong) => {
    const key = make();
    const verdict = await verify(await sign(`{"alg":"${name}"}`, json(key)), json({ ...key, d: undefined, ...wrong }));
    expect(verdict).toMatchObject({
      kind: 'cannot-check',
      code: 'unusable-key',
      reason: expect.stringContaining(name),
    });
  });

  it('is nothing but a missing key when there is none', async () => {
    expect(await verify(await hs256(), '')).toMatchObject({ kind: 'unverified' });
  });
});

describe('verifyJws', () => {
  it('never calls an unsecured token valid, whatever stands in the place of a signature', async () => {
    const bare = `${encode('{"alg":"none"}')}.${encode(payload)}.`;
    expect(await verify(bare, secret)).toMatchObject({ kind: 'unsecured' });
    const dressed = await verify(`${bare}AAAA`, secret);
    expect(dressed).toMatchObject({ kind: 'unsecured', reason: expect.stringContaining('proves nothing') });
  });

  it.each([
    ['the last alg of two', '{"alg":"none","alg":"HS256"}'],
    ['"b64": true', '{"alg":"HS256","crit":["b64"],"b64":true}'],
  ])('goes by %s', async (_name, header) => {
    expect(await verify(await forged(header), json(oct(secret)))).toMatchObject({ kind: 'valid' });
  });

  it('accepts an extension that the caller understands', async () => {
    const token = await forged('{"alg":"HS256","crit":["x"],"x":1}');
    expect(await verify(token, json(oct(secret)), ['x'])).toMatchObject({ kind: 'valid' });
  });

  it.each([
    ['utf-8', 'xyz', 'xyz', 3],
    ['hex', '00ff', '\u0000\u00ff', 2],
    ['base64', '+/+/', '\u00fb\u00ff\u00bf', 3],
    ['base64url', '-_-_', '\u00fb\u00ff\u00bf', 3],
  ])('says that the secret was read as %s', async (encoding, text, octets, length) => {
    const k = encodeBase64url(Buffer.from(octets, 'latin1'));
    const token = await sign('{"alg":"HS256"}', json({ kty: 'oct', k }));
    expect(await verify(token, text)).toEqual({
      kind: 'valid',
      alg: 'HS256',
      used: { kind: 'secret', encoding, octets: length },
    });
  });

  it('lists every reading that it tried in vain', async () => {
    expect(await verify(await hs256(), '00ff')).toMatchObject({
      kind: 'invalid',
      tried: [{ encoding: 'utf-8' }, { encoding: 'hex' }, { encoding: 'base64' }],
    });
  });

  it('knows the empty secret, which WebCrypto refuses', async () => {
    // HMAC-SHA-256 with an empty key over "eyJhbGciOiJIUzI1NiJ9.e30", computed with node:crypto.
    const { createHmac } = await import('node:crypto');
    const input = 'eyJhbGciOiJIUzI1NiJ9.e30';
    const token = `${input}.${createHmac('sha256', '').update(input).digest('base64url')}`;
    expect(await verify(token, '{"kty":"oct","k":""}')).toMatchObject({ kind: 'valid' });
  });

  it.each(['RS256', 'RS512', 'PS256'])('verifies %s with a key under 2048 bits: weak is not wrong', async (alg) => {
    const token = await sign(`{"alg":"${alg}"}`, json(rsaJwk));
    const open = rsa.publicKey.export({ format: 'pem', type: 'spki' }) as string;
    expect(await verify(token, open)).toMatchObject({ kind: 'valid', used: { key: { bits: 1024 } } });
  });

  it('reads an RSA modulus with leading zeros', async () => {
    const token = await sign('{"alg":"RS256"}', json(rsaJwk));
    const n = encodeBase64url(Buffer.concat([Buffer.alloc(2), Buffer.from(rsaJwk.n ?? '', 'base64url')]));
    expect(await verify(token, json({ kty: 'RSA', n, e: rsaJwk.e }))).toMatchObject({ kind: 'valid' });
  });

  it.each([
    ['EdDSA', 'Ed25519'],
    ['Ed25519', 'EdDSA'],
  ])('takes a key for %s under the name %s: it is one algorithm', async (own, alg) => {
    const key = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
    const token = await sign(`{"alg":"${alg}"}`, json(key));
    expect(await verify(token, json({ ...key, alg: own }))).toMatchObject({ kind: 'valid', alg });
  });

  it('verifies the issuer signature of an SD-JWT', async () => {
    expect(await verify(`${await hs256()}~WyJhIl0~`, json(oct(secret)))).toMatchObject({ kind: 'valid' });
  });

  it('stops when it is aborted', async () => {
    const controller = new AbortController();
    const running = verifyJws(controller.signal, parseToken(await hs256()), await readKey(secret));
    controller.abort();
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    await expect(verifyJws(controller.signal, parseToken(''), { kind: 'empty' })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});

describe('verifyJws with a key set', () => {
  const other = jwkOf('P-256');
  const token = (kid?: string) => sign(json({ alg: 'ES256', kid }), json(p256));
  it.each([
    [
      'takes the key that kid names',
      'a',
      set({ ...other, kid: 'b' }, { ...p256, kid: 'a' }),
      { index: 1, of: 2, by: 'kid' },
    ],
    ['tries every fitting key without a kid', undefined, set(p384, other, p256), { index: 2, of: 3, by: 'trial' }],
    [
      'tries every fitting key when no key bears the kid',
      'z',
      set({ ...other, kid: 'b' }, { ...p256, kid: 'a' }),
      { index: 1, by: 'trial' },
    ],
    [
      'tries all keys that bear the kid',
      'a',
      set({ ...other, kid: 'a' }, { ...p256, kid: 'a' }),
      { index: 1, by: 'kid' },
    ],
    ['passes over secrets', undefined, set(oct(secret), p256), { index: 1, by: 'trial' }],
    ['has no choice with one key', undefined, set(p256), { index: 0, of: 1, by: 'only-key' }],
  ])('%s', async (_name, kid, keys, used) => {
    expect(await verify(await token(kid), keys)).toMatchObject({ kind: 'valid', used });
  });

  it('tries no other key than those that kid names', async () => {
    const keys = set({ ...other, kid: 'a' }, { ...p256, kid: 'b' });
    expect(await verify(await token('a'), keys)).toMatchObject({ kind: 'invalid', tried: [{ index: 0 }] });
  });

  it('says that the key that kid names does not fit', async () => {
    const verdict = await verify(await token('a'), set({ ...p384, kid: 'a' }, p256));
    expect(verdict).toMatchObject({
      code: 'wrong-key-type',
      reason: 'Of the key that "kid" names: ES256 needs an EC key on P-256; this is an EC private key, P-384.',
    });
  });

  it('proves nothing when a key that may have been the right one could not be used', async () => {
    const broken = { ...p256, d: undefined, y: p256.x };
    expect(await verify(await token(), set(broken, other))).toMatchObject({
      kind: 'cannot-check',
      code: 'unusable-key',
    });
  });
});
