import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeBase64url } from '../encoding/base64url';
import { encodeUtf8 } from '../encoding/utf8';
import { keyManagementAlgorithms } from '../registry/key-management';
import { decryptJwe } from './decrypt-jwe';
import type { DecryptOptions } from './decryption';
import { encryptJwe } from './encrypt-jwe';
import type { SecretEncodingChoice } from './key';
import { iterationCost } from './key-management-pbes2';
import { parseToken } from './parse-token';
import { readKey } from './read-key';

const { signal } = new AbortController();
const json = (value: unknown) => JSON.stringify(value);
const base64url = (value: string) => encodeBase64url(encodeUtf8(value));
const zeros = (octets: number) => encodeBase64url(new Uint8Array(octets));
const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve }).privateKey.export({ format: 'jwk' });
const p256 = ec('P-256');
const p384 = ec('P-384');
const { kty, crv, x, y } = p256;
const epk = { kty, crv, x, y };
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const rsaJwk = rsa.privateKey.export({ format: 'jwk' });
const otherRsaJwk = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
const oct = (octets: number, more: object = {}) => ({ kty: 'oct', k: zeros(octets), ...more });
const secret = '0123456789abcdef';

/** A compact token of these parts; what is not given has the length that A128GCM asks for. */
const compact = (header: unknown, { key = '', iv = zeros(12), text = 'AAAA', tag = zeros(16) } = {}) =>
  [typeof header === 'string' ? base64url(header) : base64url(json(header)), key, iv, text, tag].join('.');

async function encrypt(header: unknown, keyText: string, payload: string | Uint8Array<ArrayBuffer> = '{"sub":"1"}') {
  const outcome = await encryptJwe(signal, { header: json(header), payload }, await readKey(keyText));
  if (outcome.kind !== 'encrypted') throw new Error(outcome.reason);
  return outcome.token;
}

async function decrypt(
  token: string,
  keyText: string,
  options: DecryptOptions & { encoding?: SecretEncodingChoice } = {},
) {
  const key = await readKey(keyText, { encoding: options.encoding });
  return decryptJwe(signal, parseToken(token), key, options);
}

const dir = { alg: 'dir', enc: 'A128GCM' };
const kw = { alg: 'A128KW', enc: 'A128GCM' };
const es = { alg: 'ECDH-ES', enc: 'A128GCM', epk };
const gcmKw = { alg: 'A128GCMKW', enc: 'A128GCM', iv: zeros(12), tag: zeros(16) };
const password = { alg: 'PBES2-HS256+A128KW', enc: 'A128GCM', p2s: zeros(16), p2c: 1000 };
const wrapped = zeros(24);

type Row = [name: string, token: string, code: string, reason?: string];

describe('what is wrong with a token, whatever the key', () => {
  it.each<Row>([
    ['a signed token', `${base64url('{"alg":"HS256"}')}.e30.AAAA`, 'malformed-token', undefined],
    ['a blank in a segment', compact(dir).replace('.AAAA', '. AAAA'), 'malformed-token', undefined],
    ['an empty text', '', 'malformed-token', 'This is not a token.'],
    ['no alg', compact({ enc: 'A128GCM' }), 'missing-alg', '"alg" is missing from the header.'],
    ['an alg that is no string', compact({ alg: 1, enc: 'A128GCM' }), 'missing-alg', '"alg" is not a string.'],
    [
      'an alg of JWS',
      compact({ alg: 'HS256', enc: 'A128GCM' }),
      'unknown-alg',
      '"HS256" is no algorithm for key management ("alg").',
    ],
    [
      'a misspelt alg',
      compact({ alg: 'rsa-oaep', enc: 'A128GCM' }),
      'unknown-alg',
      'There is no algorithm "rsa-oaep" for key management ("alg"); it is spelt "RSA-OAEP".',
    ],
    ['an alg named like a property', compact({ alg: 'constructor', enc: 'A128GCM' }), 'unknown-alg', undefined],
    ['an enc that is no string', compact({ alg: 'dir', enc: null }), 'missing-enc', '"enc" is not a string.'],
    [
      'an enc of key management',
      compact({ alg: 'dir', enc: 'A128KW' }),
      'unknown-enc',
      '"A128KW" is no algorithm for content encryption ("enc").',
    ],
    ['an enc named like a property', compact({ alg: 'dir', enc: '__proto__' }), 'unknown-enc', undefined],
    [
      'an unknown extension',
      compact({ ...dir, crit: ['x'], x: 1 }),
      'bad-crit',
      '"crit" asks for the extension "x", which is not supported here.',
    ],
    ['a crit that names enc', compact({ ...dir, crit: ['enc'] }), 'bad-crit', undefined],
    ['a zip that is no string', compact({ ...dir, zip: true }), 'unknown-zip', undefined],
    [
      'another zip',
      compact({ ...dir, zip: 'GZIP' }),
      'unknown-zip',
      '"zip" is "GZIP"; the only compression there is, is "DEF".',
    ],
    [
      'a short IV',
      compact(dir, { iv: zeros(8) }),
      'bad-parameter',
      'The initialization vector has 8 octets; A128GCM asks for 12.',
    ],
    [
      'a cut tag',
      compact(dir, { tag: zeros(1) }),
      'bad-parameter',
      'The authentication tag has 1 octet; A128GCM asks for 16.',
    ],
    [
      'no ciphertext for CBC',
      compact({ alg: 'dir', enc: 'A128CBC-HS256' }, { iv: zeros(16), text: '' }),
      'bad-parameter',
      undefined,
    ],
    [
      'a ciphertext of half a block',
      compact({ alg: 'dir', enc: 'A128CBC-HS256' }, { iv: zeros(16), text: zeros(24) }),
      'bad-parameter',
      'The ciphertext has 24 octets; A128CBC-HS256 makes whole blocks of 16, at least one.',
    ],
    [
      'an encrypted key with dir',
      compact(dir, { key: wrapped }),
      'bad-parameter',
      'The encrypted key must be empty with dir; it has 24 octets.',
    ],
    ['an encrypted key with ECDH-ES', compact(es, { key: wrapped }), 'bad-parameter', undefined],
    ['no encrypted key', compact(kw), 'bad-parameter', 'The encrypted key is empty; A128KW asks for one.'],
    [
      'an encrypted key of another enc',
      compact(kw, { key: zeros(40) }),
      'bad-parameter',
      'The encrypted key has 40 octets; A128KW makes 24 of a key for A128GCM.',
    ],
    [
      'no epk',
      compact({ ...es, epk: undefined }),
      'bad-parameter',
      '"epk" is missing from the header; ECDH-ES needs it.',
    ],
    [
      'an epk that is no key',
      compact({ ...es, epk: { ...epk, x: undefined } }),
      'bad-parameter',
      '"epk" in the header is no usable key: "x" is missing.',
    ],
    ['an epk of RSA', compact({ ...es, epk: { kty: 'RSA', n: rsaJwk.n, e: 'AQAB' } }), 'bad-parameter', undefined],
    [
      'an epk for signatures',
      compact({ ...es, epk: { kty: 'OKP', crv: 'Ed25519', x: zeros(32) } }),
      'bad-parameter',
      undefined,
    ],
    [
      'a private epk',
      compact({ ...es, epk: p256 }),
      'bad-parameter',
      '"epk" in the header is a private key; it must be a public one.',
    ],
    ['an apu that is no base64url', compact({ ...es, apu: '*' }), 'bad-parameter', undefined],
    ['an apv that is no string', compact({ ...es, apv: 1 }), 'bad-parameter', '"apv" in the header is not a string.'],
    ['the same apu and apv', compact({ ...es, apu: 'QQ', apv: 'QQ' }), 'bad-parameter', undefined],
    [
      'no iv for the key',
      compact({ ...gcmKw, iv: undefined }, { key: zeros(16) }),
      'bad-parameter',
      '"iv" is missing from the header; A128GCMKW needs it.',
    ],
    [
      'a short tag of the key',
      compact({ ...gcmKw, tag: zeros(12) }, { key: zeros(16) }),
      'bad-parameter',
      '"tag" in the header has 12 octets; A128GCMKW asks for 16.',
    ],
    ['no p2s', compact({ ...password, p2s: undefined }, { key: wrapped }), 'bad-parameter', undefined],
    ['no p2c', compact({ ...password, p2c: undefined }, { key: wrapped }), 'bad-parameter', undefined],
    ['no iterations', compact({ ...password, p2c: 0 }, { key: wrapped }), 'bad-parameter', undefined],
    ['half an iteration', compact({ ...password, p2c: 1000.5 }, { key: wrapped }), 'bad-parameter', undefined],
    ['iterations as a string', compact({ ...password, p2c: '1000' }, { key: wrapped }), 'bad-parameter', undefined],
    [
      'endless iterations',
      compact(json(password).replace('1000', '1e400'), { key: wrapped }),
      'bad-parameter',
      undefined,
    ],
  ])('%s', async (_name, token, code, reason) => {
    const expected = { kind: 'cannot-decrypt', code, reason: reason ?? expect.stringMatching(/[.]$/) };
    expect(await decrypt(token, '')).toMatchObject(expected);
    expect(await decrypt(token, secret)).toMatchObject(expected);
  });
});

describe('what is wrong with a key', () => {
  const publicRsa = rsa.publicKey.export({ format: 'pem', type: 'spki' }) as string;
  const publicOnly = 'This key is a public key; decrypting needs the private one.';
  const oaep = compact({ alg: 'RSA-OAEP', enc: 'A128GCM' }, { key: zeros(256) });
  it.each<[string, string, string, string, string?]>([
    ['an unreadable key', compact(dir), '{"kty":"oct"}', 'unreadable-key', '"k" is missing.'],
    ['a public key', oaep, publicRsa, 'unusable-key', publicOnly],
    ['a public key for an agreement', compact(es), json(epk), 'unusable-key', publicOnly],
    ['a secret for RSA', oaep, secret, 'wrong-key-type', 'RSA-OAEP needs an RSA key; this is a secret.'],
    [
      'a secret of another length',
      compact({ alg: 'A256KW', enc: 'A128GCM' }, { key: wrapped }),
      'correct horse!!!',
      'wrong-key-type',
      'A256KW needs a secret of exactly 32 octets; this one has 16 as UTF-8.',
    ],
    [
      'a secret of another length in every encoding',
      compact({ alg: 'dir', enc: 'A256CBC-HS512' }, { iv: zeros(16), text: zeros(16), tag: zeros(32) }),
      secret,
      'wrong-key-type',
      'dir with A256CBC-HS512 needs a secret of exactly 64 octets; this one has 16 as UTF-8, 8 as hexadecimal, 12 as Base64.',
    ],
    [
      'an oct key of another length',
      compact(dir),
      json(oct(32)),
      'wrong-key-type',
      'dir with A128GCM needs a secret of exactly 16 octets; this is a secret of 32.',
    ],
    [
      'a key on another curve',
      compact(es),
      json(p384),
      'wrong-key-type',
      'ECDH-ES needs a key on P-256, as "epk" in the header says; this is an EC private key, P-384.',
    ],
    ['"use": "sig"', compact(dir), json(oct(16, { use: 'sig' })), 'key-forbids-use', undefined],
    [
      '"key_ops" without decrypt',
      compact(dir),
      json(oct(16, { key_ops: ['encrypt'] })),
      'key-forbids-use',
      'The key\'s "key_ops" does not list "decrypt".',
    ],
    [
      'another alg',
      compact(kw, { key: wrapped }),
      json(oct(16, { alg: 'A128GCMKW' })),
      'key-forbids-use',
      'The key says "alg": "A128GCMKW", but the token says "A128KW".',
    ],
    [
      'an RSA key whose numbers do not belong together',
      oaep,
      json({ kty: 'RSA', n: rsaJwk.n, e: rsaJwk.e, d: otherRsaJwk.d }),
      'unusable-key',
      undefined,
    ],
    [
      'a private half of another key',
      compact({ ...es, epk: (({ d: _d, ...open }) => open)(ec('P-256')) }),
      json({ ...p256, d: ec('P-256').d }),
      'unusable-key',
      undefined,
    ],
    [
      'a set without a fitting key',
      compact(dir),
      json({ keys: [p256, rsaJwk] }),
      'wrong-key-type',
      'None of the 2 keys in the set is for dir, which needs a secret of exactly 16 octets.',
    ],
  ])('%s', async (_name, token, keyText, code, reason) => {
    const outcome = await decrypt(token, keyText);
    expect(outcome).toMatchObject({ kind: 'cannot-decrypt', code, reason: reason ?? expect.stringMatching(/[.]$/) });
  });

  it('is only missing where there is none', async () => {
    expect(await decrypt(compact(dir), '')).toMatchObject({ kind: 'not-decrypted' });
  });
});

describe('an epk that gives no secret', () => {
  const onX = (curve: string, point: string) => compact({ ...es, epk: { kty: 'OKP', crv: curve, x: point } });
  it.each([
    ['off the curve', compact({ ...es, epk: { ...epk, y: epk.x } }), () => json(p256)],
    ['of small order on X25519', onX('X25519', zeros(32)), () => json(okp('x25519'))],
    ['of small order on X448', onX('X448', zeros(56)), () => json(okp('x448'))],
  ])('is said to be so: %s', async (_name, token, key) => {
    const expected = { kind: 'cannot-decrypt', code: 'bad-parameter', reason: expect.stringContaining('"epk"') };
    expect(await decrypt(token, key())).toMatchObject(expected);
  });
  const okp = (type: 'x25519' | 'x448') =>
    (type === 'x448' ? generateKeyPairSync('x448') : generateKeyPairSync('x25519')).privateKey.export({
      format: 'jwk',
    });
});

describe('decryptJwe', () => {
  const used = (index: number, by: string) => ({ used: { kind: 'key', index, by } });

  it('finds the encoding in which a secret has the right length, and says which', async () => {
    const k = encodeBase64url(Uint8Array.from({ length: 16 }, (_, at) => at + 1));
    const token = await encrypt(kw, json({ kty: 'oct', k }));
    const found = { kind: 'decrypted', used: { kind: 'secret', encoding: 'base64url', octets: 16 } };
    expect(await decrypt(token, k, { encoding: 'base64url' })).toMatchObject(found);
    expect(await decrypt(token, k)).toMatchObject({ kind: 'decrypted', used: { kind: 'secret', octets: 16 } });
  });

  it('takes the key that "kid" names, and else every key that fits', async () => {
    const right = oct(16, { kid: 'b' });
    const wrong = { kty: 'oct', k: encodeBase64url(new Uint8Array(16).fill(1)), kid: 'a' };
    const keys = json({ keys: [wrong, p256, right] });
    expect(await decrypt(await encrypt({ ...kw, kid: 'b' }, json(right)), keys)).toMatchObject(used(2, 'kid'));
    expect(await decrypt(await encrypt(kw, json(right)), keys)).toMatchObject(used(2, 'trial'));
    const named = await decrypt(await encrypt({ ...kw, kid: 'a' }, json(right)), keys);
    expect(named).toMatchObject({ kind: 'failed', tried: [{ index: 0 }] });
  });

  it.each(['RSA-OAEP', 'RSA-OAEP-256', 'RSA1_5'])('fails with another key of the same size: %s', async (alg) => {
    const token = await encrypt({ alg, enc: 'A128GCM' }, json(rsaJwk));
    const outcome = await decrypt(token, json(otherRsaJwk));
    expect(outcome).toMatchObject({ kind: 'failed', alg, enc: 'A128GCM', tried: [{ kind: 'key' }] });
  });

  it.each([
    ['A128KW', json(oct(16)), true],
    ['A128GCMKW', json(oct(16)), true],
    ['RSA-OAEP', json(rsaJwk), true],
    ['ECDH-ES+A128KW', json(p256), true],
    ['RSA1_5', json(rsaJwk), false],
    ['ECDH-ES', json(p256), false],
    ['dir', json(oct(16)), false],
  ])('tells a changed content from a wrong key where the algorithm allows it: %s', async (alg, key, isTold) => {
    const token = await encrypt({ alg, enc: 'A128GCM' }, key);
    const changed = `${token.slice(0, token.lastIndexOf('.'))}.${zeros(16)}`;
    const outcome = await decrypt(changed, key);
    expect(outcome).toMatchObject({ kind: 'failed', tried: [{ kind: 'key' }] });
    expect(outcome.kind === 'failed' && outcome.fitting !== undefined).toBe(isTold);
  });

  it('allows a key that names its content encryption, for dir alone', async () => {
    const token = await encrypt(dir, json(oct(16, { alg: 'A128GCM', use: 'enc', key_ops: ['encrypt', 'decrypt'] })));
    expect(await decrypt(token, json(oct(16, { alg: 'A128GCM' })))).toMatchObject({ kind: 'decrypted' });
    const forbidden = await decrypt(await encrypt(kw, json(oct(16))), json(oct(16, { alg: 'A128GCM' })));
    expect(forbidden).toMatchObject({ code: 'key-forbids-use' });
  });

  it('takes an RSA key without its primes', async () => {
    const token = await encrypt({ alg: 'RSA-OAEP', enc: 'A256GCM' }, json(rsaJwk));
    const { n, e, d } = rsaJwk;
    expect(await decrypt(token, json({ kty: 'RSA', n, e, d }))).toMatchObject({ kind: 'decrypted' });
  });

  it('takes a private key in PEM', async () => {
    const pem = rsa.privateKey.export({ format: 'pem', type: 'pkcs1' }) as string;
    const token = await encrypt({ alg: 'RSA-OAEP', enc: 'A256GCM' }, json(rsaJwk));
    expect(await decrypt(token, pem)).toMatchObject({ kind: 'decrypted', used: { key: { source: 'pkcs1' } } });
    const x448 = generateKeyPairSync('x448').privateKey;
    const agreed = await encrypt({ alg: 'ECDH-ES', enc: 'A256GCM' }, json(x448.export({ format: 'jwk' })));
    const bare = x448.export({ format: 'pem', type: 'pkcs8' }) as string;
    expect(await decrypt(agreed, bare)).toMatchObject({ kind: 'decrypted' });
  });

  it('understands the extensions that the caller deals with', async () => {
    const token = await encrypt({ ...dir, crit: ['x'], x: 1 }, json(oct(16)));
    expect(await decrypt(token, json(oct(16)), { crit: ['x'] })).toMatchObject({ kind: 'decrypted' });
  });

  it('stops when it is aborted', async () => {
    const aborted = AbortSignal.abort();
    await expect(decryptJwe(aborted, parseToken(compact(dir)), await readKey(''))).rejects.toThrow('abort');
  });
});

describe('a JWE in JSON', () => {
  const two = (first: object, second: object) =>
    json({
      protected: base64url('{"enc":"A128GCM"}'),
      recipients: [
        { header: first, encrypted_key: wrapped },
        { header: second, encrypted_key: zeros(256) },
      ],
      iv: zeros(12),
      ciphertext: 'AAAA',
      tag: zeros(16),
    });

  it.each([
    ['tries the recipient whose algorithm the key is for', json(oct(16)), { kind: 'failed', alg: 'A128KW' }],
    [
      'says so where it is for none',
      json(p256),
      { code: 'wrong-key-type', reason: expect.stringMatching(/^None of the 2 /) },
    ],
    ['asks for a key', '', { kind: 'not-decrypted' }],
  ])('%s', async (_name, key, expected) => {
    expect(await decrypt(two({ alg: 'A128KW' }, { alg: 'RSA-OAEP' }), key)).toMatchObject(expected);
  });

  it('calls nothing a failure while a recipient is not understood', async () => {
    const outcome = await decrypt(two({ alg: 'A128KW' }, { alg: 'HPKE-0' }), json(oct(16)));
    expect(outcome).toMatchObject({ kind: 'cannot-decrypt', code: 'unknown-alg' });
  });

  it.each([
    ['crit', { crit: ['x'], x: 1 }, 'bad-crit'],
    ['zip', { zip: 'DEF' }, 'bad-parameter'],
  ])('does not take "%s" from a header that is not protected', async (_name, header, code) => {
    const token = two({ alg: 'A128KW', ...header }, { alg: 'RSA-OAEP' });
    expect(await decrypt(token, json(oct(16)))).toMatchObject({ code });
  });
});

describe('the guards', () => {
  const zip = { ...dir, zip: 'DEF' };
  let bomb = '';
  beforeAll(async () => {
    bomb = await encrypt(zip, json(oct(16)), new Uint8Array(300_000));
  });

  it('stops inflating at 250,000 octets, and goes on when it is asked to', async () => {
    const stopped = await decrypt(bomb, json(oct(16)));
    expect(stopped).toMatchObject({ code: 'inflates-too-far', reason: expect.stringContaining('250,000') });
    const opened = await decrypt(bomb, json(oct(16)), { maxInflatedOctets: 300_000 });
    expect(opened).toMatchObject({ kind: 'decrypted', plaintext: { length: 300_000 } });
    expect(opened.kind === 'decrypted' && opened.compressedOctets).toBeLessThan(1000);
  });

  it('runs no more than 1,200,000 iterations unasked, of all recipients together', async () => {
    const costly = compact({ ...password, p2c: 1_200_001 }, { key: wrapped });
    const expected = { code: 'too-many-iterations', reason: expect.stringContaining('1,200,001') };
    expect(await decrypt(costly, secret)).toMatchObject(expected);
    expect(await decrypt(costly, '')).toMatchObject({ kind: 'not-decrypted' });
    const many = json({
      protected: base64url(json({ ...password, p2c: undefined })),
      recipients: [600, 600, 1].map((p2c) => ({ header: { p2c }, encrypted_key: wrapped })),
      iv: zeros(12),
      ciphertext: 'AAAA',
      tag: zeros(16),
    });
    expect(await decrypt(many, secret, { maxIterations: 1200 })).toMatchObject({ code: 'too-many-iterations' });
    expect(await decrypt(many, secret, { maxIterations: 1201 })).toMatchObject({ kind: 'failed' });
  });

  it('says what iterations would cost, from a run of a few', async () => {
    const row = keyManagementAlgorithms.find(({ family }) => family === 'pbes2');
    let time = 0;
    // A clock by which the first run takes 10 ms and the second 40, as the iterations are four times as many.
    const readings = [0, 10, 100, 140];
    const now = () => readings[time++] ?? 0;
    expect(row && (await iterationCost(signal, row, 2_000_000, now))).toBeCloseTo(4, 5);
  });
});
