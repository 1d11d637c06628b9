import { describe, expect, it } from 'vitest';
import { encodeBase64 } from '../encoding/base64url';
import { certificateOf } from './certificate-example';
import {
  clock,
  contextOf,
  describeExamples,
  type Example,
  findingsOf,
  header,
  keyOf,
  only,
  rsaKey,
  setOf,
  tokenText,
} from './examples';
import { headerAlgChecks } from './header-alg';
import { headerCertificateChecks } from './header-certificate';
import { headerCritChecks } from './header-crit';
import { headerKeyChecks } from './header-key';
import { headerKidChecks } from './header-kid';
import { headerTypeChecks } from './header-type';

const checks = [
  ...headerAlgChecks,
  ...headerCritChecks,
  ...headerKeyChecks,
  ...headerCertificateChecks,
  ...headerKidChecks,
  ...headerTypeChecks,
] as const;

const jwk = { kty: 'EC', crv: 'P-256', x: 'AQ', y: 'Ag' };
const good = encodeBase64(certificateOf({ notBefore: clock - 60, notAfter: clock + 60 }));
const old = encodeBase64(certificateOf({ notBefore: clock - 120, notAfter: clock - 60 }));
const digest = (octets: number) => Buffer.alloc(octets, 9).toString('base64url');

const examples = {
  'unsecured-alg': { fires: header({ alg: 'nOnE ' }), quiet: header({ alg: 'ES256' }) },
  'missing-alg': { fires: header({ alg: undefined }), quiet: header({}) },
  'misspelt-alg': { fires: header({ alg: 'hs256' }), quiet: header({ alg: 'HS256' }) },
  'unregistered-alg': { fires: header({ alg: 'XS256' }), quiet: header({ alg: 'ES256K' }) },
  'polymorphic-alg': { fires: header({ alg: 'EdDSA' }), quiet: header({ alg: 'Ed25519' }) },
  'legacy-rsa-signature': { fires: header({ alg: 'RS512' }), quiet: header({ alg: 'PS512' }) },
  'symmetric-alg-with-public-issuer': {
    fires: header({ alg: 'HS256', kid: 'b' }, { key: setOf(keyOf({}), rsaKey(2048, { kid: 'b' })) }),
    quiet: header({ alg: 'HS256', kid: 'c' }, { key: setOf(keyOf({}), rsaKey(2048, { kid: 'b' })) }),
  },
  'bad-crit': { fires: header({ crit: ['exp'], exp: 1 }), quiet: header({ crit: ['b64'], b64: true }) },
  'unencoded-payload': { fires: header({ crit: ['b64'], b64: false }), quiet: header({ crit: ['b64'], b64: true }) },
  'b64-without-crit': { fires: header({ b64: true }), quiet: header({ crit: ['b64'], b64: true }) },
  'embedded-jwk': { fires: header({ jwk }), quiet: header({}) },
  'embedded-private-key': { fires: header({ jwk: { ...jwk, d: 'Aw' } }), quiet: header({ jwk }) },
  'remote-key-reference': { fires: header({ jku: 'https://issuer.example/keys' }), quiet: header({}) },
  'untrusted-key-url': {
    fires: header({ jku: 'https://evil.example/keys' }),
    quiet: header({ jku: 'https://issuer.example/keys' }),
  },
  'x5c-mismatch': { fires: header({ x5c: [old] }), quiet: header({ x5c: [good] }) },
  'x5t-mismatch': { fires: header({ x5t: digest(32) }), quiet: header({ x5t: digest(20), 'x5t#S256': digest(32) }) },
  'injectable-kid': { fires: header({ kid: '../../dev/null' }), quiet: header({ kid: '/6Dk+3==' }) },
  'malformed-kid': { fires: header({ kid: 7 }), quiet: header({ kid: '7' }) },
  'missing-kid': {
    fires: header({ kid: undefined }, { key: setOf(keyOf({}), keyOf({})) }),
    quiet: header({ kid: undefined }, { key: setOf(keyOf({})) }),
  },
  'implicit-typ': { fires: header({ typ: 'JWT' }), quiet: header({ typ: 'application/at+jwt' }) },
  'unexpected-cty': { fires: header({ cty: 'JWT' }), quiet: header({ cty: 'JWT' }, { payload: tokenText() }) },
  'replicated-claim-mismatch': {
    fires: header({ iss: 'https://evil.example' }),
    quiet: header({ iss: 'https://issuer.example', nonce: 'x' }),
  },
  'zip-on-jws': { fires: header({ zip: 'DEF' }), quiet: header({}) },
  'header-nonce': {
    fires: header({ alg: 'RS256', nonce: 'x' }),
    quiet: header({ alg: 'RS256', nonce: 'x', url: 'x' }),
  },
} satisfies Record<(typeof checks)[number]['id'], Example>;

describeExamples(checks, examples);

const jwe = (parameters: object) =>
  contextOf({ text: `${Buffer.from(JSON.stringify(parameters)).toString('base64url')}..AA.AA.AA` });

describe('the algorithm', () => {
  it.each(['none', 'None', 'NONE', ' none', 'none\0', 'n o n e'])('%j is unsecured, and nothing else', (alg) => {
    const context = header({ alg });
    expect(findingsOf('unsecured-alg', context)).toHaveLength(1);
    expect(['misspelt-alg', 'unregistered-alg'].flatMap((id) => findingsOf(id, context))).toEqual([]);
  });

  it.each(['constructor', '__proto__', 'toString', '', '💥'.repeat(500)])('%j is not registered', (alg) => {
    expect(findingsOf('unregistered-alg', header({ alg }))).toHaveLength(1);
  });

  it('of an encrypted token is looked up among those of encryption', () => {
    expect(findingsOf('unregistered-alg', jwe({ alg: 'RSA-OAEP', enc: 'A256GCM' }))).toEqual([]);
    expect(findingsOf('unregistered-alg', jwe({ alg: 'dir', enc: 'AES' }))[0]?.message).toMatch(/^"enc" is "AES"/);
    expect(findingsOf('misspelt-alg', jwe({ alg: 'DIR', enc: 'A256GCM' }))).toHaveLength(1);
  });

  it('is not missed in a header that was cut', () => {
    expect(findingsOf('missing-alg', contextOf({ header: '{"typ":"JWT",' }))).toEqual([]);
  });
});

describe('crit', () => {
  it.each([
    ['b64', '"crit" is not an array of names.'],
    [[], '"crit" is an empty array, which is not allowed.'],
    [[1], '"crit" lists something that is not a string.'],
    [['b64', 'b64'], '"crit" lists "b64" twice.'],
    [['alg'], '"crit" lists "alg", which every receiver must understand anyway.'],
    [['url'], '"crit" lists "url", which is not in the header.'],
    [['bork'], '"crit" lists "bork", which is not a registered extension.'],
  ])('%j is found fault with', (crit, message) => {
    const findings = findingsOf('bad-crit', header({ crit, b64: true, bork: 1 }));
    expect(findings.map((finding) => finding.message)).toEqual([message]);
  });
});

describe('keys in the header', () => {
  it('are the point of a proof, and only remarked on there', () => {
    expect(findingsOf('embedded-jwk', header({ jwk, typ: 'dpop+jwt' }))[0]?.severity).toBe('info');
  });

  it('never show their private members', () => {
    const [finding] = findingsOf('embedded-private-key', header({ jwk: { ...jwk, d: 'c2VjcmV0' } }));
    expect(JSON.stringify([finding?.message, finding?.evidence])).not.toContain('c2VjcmV0');
    expect(finding?.evidence[0]?.pointer).toBe('/jwk/d');
  });

  it.each([
    ['http://issuer.example/keys', '"jku" begins with http: and not with https:.'],
    ['https://issuer.example@evil.example/', '"jku" has a user name in it, which hides the real host.'],
    ['https://:secret@issuer.example/', '"jku" has a user name in it, which hides the real host.'],
    ['https://localhost/keys', '"jku" points to an address, not to a named host.'],
    ['https://10.issuer.example/keys', '"jku" is on 10.issuer.example, but "iss" is on issuer.example.'],
    ['https://localhost.example/keys', '"jku" is on localhost.example, but "iss" is on issuer.example.'],
    ['https://issuer.example:8443/keys', '"jku" is on issuer.example:8443, but "iss" is on issuer.example.'],
    ['https://issuer.example/keys', undefined],
    ['https://169.254.169.254/keys', '"jku" points to an address, not to a named host.'],
    ['https://[::1]/keys', '"jku" points to an address, not to a named host.'],
    ['https://0x7f000001/keys', '"jku" points to an address, not to a named host.'],
    ['keys.json', '"jku" is not a URL.'],
    [5, '"jku" is not a string.'],
    ['https://evil.example/keys', '"jku" is on evil.example, but "iss" is on issuer.example.'],
  ])('may not be fetched from %j', (jku, message) => {
    expect(findingsOf('untrusted-key-url', header({ jku }))[0]?.message).toBe(message);
  });
});

describe('certificates in the header', () => {
  const spki = Buffer.alloc(32, 5);
  const mine = encodeBase64(certificateOf({ notBefore: clock - 60, notAfter: clock + 60, spki }));
  const key = keyOf({
    type: 'OKP',
    curve: 'Ed25519',
    jwk: { kty: 'OKP', crv: 'Ed25519', x: spki.toString('base64url') },
  });
  const undecided = { kind: 'unverified', reason: 'x' } as const;

  it.each([
    ['x', '"x5c" is not an array of certificates.'],
    [[], '"x5c" is an empty array.'],
    [[1], 'Certificate 1 of "x5c" is not a string.'],
    [[mine, 'A-B_'], 'Certificate 2 of "x5c" is base64url, where standard base64 is due.'],
    [['!'], 'Certificate 1 of "x5c" is not base64.'],
    [['AAAA'], 'Certificate 1 of "x5c" is not an X.509 certificate.'],
    [[old], `The first certificate of "x5c" expired on 20 Nov 2026, 16:59:00 UTC.`],
    [[good], 'The first certificate of "x5c" is not that of the key in hand.'],
  ])('%j is found fault with', (x5c, message) => {
    const findings = findingsOf('x5c-mismatch', header({ x5c }, { key: only(key), verdict: undecided }));
    expect(findings.map((finding) => finding.message)).toEqual([message]);
  });

  it('that hold the key in hand are in order', () => {
    expect(findingsOf('x5c-mismatch', header({ x5c: [mine] }, { key: only(key), verdict: undecided }))).toEqual([]);
  });

  it('named by SHA-1 alone are only a small matter', () => {
    expect(findingsOf('x5t-mismatch', header({ x5t: digest(20) }))[0]?.severity).toBe('low');
  });
});

describe('the key id', () => {
  it.each([
    ['../../../etc/passwd', 'high'],
    ['..\\..\\windows', 'high'],
    ['/dev/null', 'high'],
    ['/proc/sys/kernel/randomize_va_space', 'high'],
    ['C:\\keys\\a.pem', 'high'],
    ["x' UNION SELECT 'secret'--", 'high'],
    ["' or 1=1", 'high'],
    ['1; drop table keys', 'high'],
    ['key|sleep 5', 'high'],
    ['$(id)', 'high'],
    ['`id`', 'high'],
    ['{{7*7}}', 'high'],
    ['a\nb', 'high'],
    ['a\u001f', 'high'],
    ['\u007f', 'high'],
    ['https://evil.example/key.pem', 'medium'],
  ])('%j looks like an injection', (kid, severity) => {
    expect(findingsOf('injectable-kid', header({ kid }))[0]?.severity).toBe(severity);
  });

  it.each([
    'did:example:123#keys-1',
    'two words',
    'arn:aws:kms:us-east-1:123456789012:key/aa-bb',
    'urn:uuid:0e0f',
    'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs',
    '/6Dk+3==',
    '2026-11-20',
    'tenant|key-1',
    "O'Brien",
    'v1.2..3',
  ])('%j is an ordinary one', (kid) => {
    expect(findingsOf('injectable-kid', header({ kid }))).toEqual([]);
  });
});

describe('copied claims', () => {
  it.each([
    [{ aud: ['a', 'b'] }, { aud: ['a', 'b'] }, 0],
    [{ aud: ['a', 'b'] }, { aud: ['b', 'a'] }, 1],
    [{ act: { sub: 'a', iss: 'b' } }, { act: { iss: 'b', sub: 'a' } }, 0],
    [{ act: { sub: 'a' } }, { act: { sub: 'a', iss: 'b' } }, 1],
    [{ exp: 1 }, { exp: 1.0 }, 0],
    [{ jwk: 1, client_id: 'a' }, { jwk: 2, client_id: 'b' }, 0],
  ])('%j over %j differ %d times', (parameters, payload, count) => {
    expect(findingsOf('replicated-claim-mismatch', header(parameters, { payload }))).toHaveLength(count);
  });
});

describe('the content type', () => {
  it('is missed over a token inside the token', () => {
    const [finding] = findingsOf('unexpected-cty', header({}, { payload: tokenText() }));
    expect(finding?.message).toBe('The payload is itself a token, but "cty" is not "JWT".');
  });

  it.each([
    ['at+jwt', []],
    ['JWT', ['low']],
  ])('of plain claims is a matter of the profile: with typ %s %j', (typ, severities) => {
    expect(findingsOf('unexpected-cty', header({ typ, cty: 'json' })).map(({ severity }) => severity)).toEqual(
      severities,
    );
  });
});
