import { describe, expect, it } from 'vitest';
import { openJwe } from '../jose/opened-token';
import { parseToken } from '../jose/parse-token';
import { contentEncryptionAlgorithms } from '../registry/content-encryption';
import { keyManagementAlgorithms } from '../registry/key-management';
import type { CheckContext } from './check';
import { encryptionChecks } from './encryption';
import { encryptionContentChecks } from './encryption-content';
import { contextOf, describeExamples, type Example, findingsOf, invalid, tokenText } from './examples';

const checks = [...encryptionChecks, ...encryptionContentChecks] as const;
const verdict = { kind: 'cannot-check', code: 'encrypted', reason: 'x' } as const;
const octets = (length: number) => Buffer.alloc(length, 7).toString('base64url');

type Lengths = { key?: number; iv?: number; ciphertext?: number; tag?: number };

function jweText(parameters: object, { key = 256, iv = 12, ciphertext = 32, tag = 16 }: Lengths = {}): string {
  const header = Buffer.from(JSON.stringify({ alg: 'RSA-OAEP-256', enc: 'A128GCM', ...parameters })).toString(
    'base64url',
  );
  return [header, octets(key), octets(iv), octets(ciphertext), octets(tag)].join('.');
}

const jwe = (parameters: object = {}, lengths: Lengths = {}, more: Partial<CheckContext> = {}) => ({
  ...contextOf({ text: jweText(parameters, lengths), verdict }),
  ...more,
});

function opened(parameters: object, plaintext: string, more: Partial<CheckContext> = {}): CheckContext {
  const token = parseToken(jweText(parameters));
  if (token.kind !== 'jwe') throw new Error('no JWE');
  return { ...jwe(parameters), token: openJwe(token, new Uint8Array(Buffer.from(plaintext))), ...more };
}

// RFC 7518 appendix C.
const epk = {
  kty: 'EC',
  crv: 'P-256',
  x: 'gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0',
  y: 'SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps',
};
const pbes2 = (parameters: object) =>
  jwe({ alg: 'PBES2-HS256+A128KW', p2s: octets(16), p2c: 600_000, ...parameters }, { key: 24 });
const inflated = (length: number) => ({
  decryption: {
    kind: 'decrypted',
    alg: 'dir',
    enc: 'A128GCM',
    used: { kind: 'secret', encoding: 'utf-8', octets: 16 },
    recipient: 0,
    plaintext: new Uint8Array(length),
    compressedOctets: 300,
  } as const,
});
const claimsText = '{"sub":"a"}';

const examples = {
  'rsa1-5': { fires: jwe({ alg: 'RSA1_5' }), quiet: jwe() },
  'oaep-sha1': { fires: jwe({ alg: 'RSA-OAEP' }), quiet: jwe() },
  'low-pbes2-count': { fires: pbes2({ p2c: 999 }), quiet: pbes2({ p2c: 1000 }) },
  'excessive-pbes2-count': { fires: pbes2({ p2c: 1_200_001 }), quiet: pbes2({ p2c: 1_200_000 }) },
  'short-pbes2-salt': { fires: pbes2({ p2s: octets(7) }), quiet: pbes2({ p2s: octets(8) }) },
  'bad-ephemeral-key': {
    fires: jwe({ alg: 'ECDH-ES', epk: { ...epk, y: epk.x } }, { key: 0 }),
    quiet: jwe({ alg: 'ECDH-ES', epk }, { key: 0 }),
  },
  'compressed-plaintext': { fires: jwe({ zip: 'DEF' }), quiet: jwe() },
  'decompression-bomb': {
    fires: jwe({ zip: 'DEF' }, {}, inflated(250_001)),
    quiet: jwe({ zip: 'DEF' }, {}, inflated(250_000)),
  },
  'jwe-part-length': { fires: jwe({}, { tag: 12 }), quiet: jwe() },
  'encrypted-not-authenticated': { fires: opened({}, claimsText), quiet: opened({ alg: 'dir' }, claimsText) },
  'unverified-inner-token': {
    fires: opened({}, tokenText()),
    quiet: opened({}, tokenText(), {
      facts: { inner: { kind: 'valid', alg: 'ES256', used: { kind: 'secret', encoding: 'utf-8', octets: 1 } } },
    }),
  },
  'claims-in-header': { fires: jwe({ iss: 'a' }), quiet: jwe() },
} satisfies Record<(typeof checks)[number]['id'], Example>;

describeExamples(checks, examples);

describe('the parts of a JWE', () => {
  const rows = keyManagementAlgorithms.flatMap((alg) =>
    contentEncryptionAlgorithms.map((enc) => [alg.name, enc.name] as const),
  );

  it.each(rows)('of %s with %s are in order by their lengths', (algName, encName) => {
    const alg = keyManagementAlgorithms.find(({ name }) => name === algName);
    const enc = contentEncryptionAlgorithms.find(({ name }) => name === encName);
    if (!alg || !enc) throw new Error('no row');
    const wrapped = enc.keyBits / 8 + (alg.family === 'aes-gcm-kw' ? 0 : 8);
    const key = !alg.hasEncryptedKey ? 0 : alg.wrapBits === undefined ? 256 : wrapped;
    const context = jwe({ alg: algName, enc: encName, epk }, { key, iv: enc.ivOctets, tag: enc.tagOctets });
    expect(findingsOf('jwe-part-length', context)).toEqual([]);
  });

  it.each([
    [{ iv: 16 }, 'The initialization vector has 16 octets; A128GCM has 12.'],
    [{ tag: 0 }, 'The authentication tag has 0 octets; A128GCM has 16.'],
  ])('%j are wrong', (lengths, message) => {
    expect(findingsOf('jwe-part-length', jwe({}, lengths))[0]?.message).toBe(message);
  });

  it.each([
    [{ alg: 'dir' }, { key: 8 }, 'The encrypted key must be empty with dir.'],
    [{ alg: 'A128KW' }, { key: 16 }, 'The encrypted key has 16 octets; A128KW with A128GCM has 24.'],
    [
      { enc: 'A128CBC-HS256' },
      { iv: 16, ciphertext: 31 },
      'The ciphertext has 31 octets; that of A128CBC-HS256 is a multiple of 16.',
    ],
  ])('of %j with %j are wrong', (parameters, lengths, message) => {
    expect(findingsOf('jwe-part-length', jwe(parameters, lengths))[0]?.message).toBe(message);
  });
});

describe('the ephemeral key', () => {
  it.each([
    [undefined, '"epk" is missing.'],
    [5, '"epk" is not an object.'],
    [{ ...epk, d: 'c2VjcmV0' }, '"epk" has a private member "d".'],
    [
      { kty: 'OKP', crv: 'X25519', x: octets(0) || Buffer.alloc(32).toString('base64url') },
      '"epk" is a point of small order, with which every key agrees on zero.',
    ],
  ])('%j is faulty', (value, message) => {
    const findings = findingsOf('bad-ephemeral-key', jwe({ alg: 'ECDH-ES', epk: value }, { key: 0 }));
    expect(findings.map((finding) => finding.message)).toEqual([message]);
    expect(JSON.stringify(findings)).not.toContain('c2VjcmV0');
  });
});

describe('what is inside', () => {
  const unsecured = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(claimsText).toString('base64url')}.`;
  it('is unsecured when it is a token without a signature', () => {
    expect(findingsOf('encrypted-not-authenticated', opened({}, unsecured))[0]?.message).toBe(
      'What is encrypted is an unsecured token: anyone with the public key can have made it.',
    );
    expect(findingsOf('unverified-inner-token', opened({}, unsecured))).toEqual([]);
  });

  it('that does not match is critical', () => {
    const facts = { inner: invalid('ES256') };
    expect(findingsOf('unverified-inner-token', opened({}, tokenText(), { facts }))[0]?.severity).toBe('critical');
  });

  it.each(['hello', '[1]'])('of another kind is nobody’s business: %s', (plaintext) => {
    expect(findingsOf('encrypted-not-authenticated', opened({}, plaintext))).toEqual([]);
  });
});

it('iterations are told by what they would cost', () => {
  expect(findingsOf('excessive-pbes2-count', pbes2({ p2c: 2_000_000_000 }))[0]?.message).toBe(
    '"p2c" is 2,000,000,000, about 667 seconds of a processor; none of it was reckoned here unasked.',
  );
});
