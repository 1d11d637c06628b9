import { describe, expect, it } from 'vitest';
import { encodeBase64url } from '../encoding/base64url';
import { encodeUtf8 } from '../encoding/utf8';
import type { Verdict } from '../jose/verdict';
import type { CheckContext, Finding, Severity } from './check';
import { claims, clock, contextOf, header, invalid, keyOf, plainClaims } from './examples';
import type { Expectations } from './expectations';
import { checks, runChecks } from './index';
import { judge } from './judgement';

const decide = (context: CheckContext) => judge(runChecks(context), context);
const expecting = (expectations: Expectations, changes: object = {}) =>
  claims({ ...plainClaims, ...changes }, { expectations });

describe('a verifier', () => {
  it.each<[string, CheckContext]>([
    ['a token that verifies', contextOf()],
    ['one that is as expected', expecting({ issuer: 'https://issuer.example', audience: 'https://service.example' })],
    [
      'one with personal data and a long life, which is advice',
      claims({ ...plainClaims, name: 'Ada', exp: clock + 99_999_999 }),
    ],
    ['one that expired within the leeway', expecting({ leeway: 60 }, { exp: clock - 30 })],
    [
      'one that is judged for another moment',
      expecting({ clock: clock - 3600 }, { iat: clock - 7200, exp: clock - 1800 }),
    ],
  ])('accepts %s', (_, context) => {
    expect(decide(context).decision).toBe('accept');
  });

  it.each<[string, CheckContext, string]>([
    ['another signature', contextOf({ verdict: invalid('ES256') }), 'The ES256 signature does not verify.'],
    [
      'no signature',
      header({ alg: 'none' }, { verdict: { kind: 'unsecured', reason: 'Nobody signed.' } }),
      'Nobody signed.',
    ],
    ['another issuer', expecting({ issuer: 'x' }), '"iss" is "https://issuer.example", and "x" is expected.'],
    ['another algorithm', expecting({ algorithms: ['RS256'] }), '"alg" is "ES256"; accepted is RS256.'],
    [
      'a life that is too long',
      expecting({ greatestLifetime: 60 }),
      'From iat to exp this token lives 1 h; 1 min is the longest that is accepted.',
    ],
    [
      'a missing claim of the profile',
      expecting({ profile: 'id-token' }, { sub: undefined }),
      '"sub" is missing from an ID token.',
    ],
  ])('rejects %s', (_, context, reason) => {
    const { decision, because } = decide(context);
    expect(decision).toBe('reject');
    expect(because[0]).toMatchObject({ kind: 'against', text: reason });
  });

  it('cannot decide without a key, and rejects all the same what is out of time', () => {
    const verdict = { kind: 'unverified', reason: 'There is no key.' } as const;
    expect(decide(contextOf({ verdict }))).toMatchObject({
      decision: 'undecided',
      because: [{ kind: 'unknown', text: 'There is no key.' }, {}],
    });
    expect(decide(claims({ ...plainClaims, exp: 1 }, { verdict })).decision).toBe('reject');
  });

  it('says what was met', () => {
    const { because } = decide(
      expecting({ issuer: 'https://issuer.example', nonce: undefined, algorithms: ['ES256'] }),
    );
    expect(because.map(({ text }) => text)).toEqual([
      'The ES256 signature verifies.',
      'It has not expired.',
      'The issuer is the expected one.',
      'The algorithm is accepted.',
    ]);
  });

  it('gives each ground once', () => {
    const { because } = decide(
      contextOf({ verdict: invalid('ES256', { kind: 'secret', encoding: 'hex', octets: 1 }) }),
    );
    expect(because.filter(({ check }) => check === 'signature-mismatch')).toHaveLength(1);
  });
});

describe('a finding', () => {
  const found = (id: string, severity: Severity = 'high'): Finding => {
    const check = checks.find((one) => one.id === id);
    if (!check) throw new Error(id);
    return { check, severity, message: 'So it is.', evidence: [] };
  };

  it.each<[string, Severity, Expectations, boolean]>([
    ['expired', 'high', {}, true],
    ['bad-crit', 'info', {}, true],
    ['personal-data', 'high', {}, false],
    ['low-entropy-secret', 'critical', {}, false],
    ['long-lifetime', 'critical', {}, false],
    ['long-lifetime', 'info', { greatestLifetime: 60 }, true],
    ['long-lifetime', 'high', { greatestAuthenticationAge: 60 }, false],
    ['stale-authentication', 'critical', {}, false],
    ['stale-authentication', 'info', { greatestAuthenticationAge: 60 }, true],
    ['stale-authentication', 'high', { greatestLifetime: 60 }, false],
    ['not-an-object', 'critical', {}, true],
    ['not-an-object', 'high', {}, true],
    ['not-an-object', 'medium', {}, false],
    ['not-an-object', 'medium', { profile: 'id-token' }, false],
    ['token-hash-mismatch', 'critical', {}, true],
    ['token-hash-mismatch', 'high', {}, true],
    ['token-hash-mismatch', 'medium', {}, false],
    ['token-hash-mismatch', 'medium', { profile: 'id-token' }, true],
    ['token-hash-mismatch', 'low', { profile: 'id-token' }, false],
    ['mistyped-claim', 'medium', { profile: 'id-token' }, false],
  ])('of %s that is %s, where %j is asked for, refuses the token: %s', (id, severity, expectations, isGround) => {
    const { decision, because } = judge([found(id, severity)], expecting(expectations));
    expect(decision).toBe(isGround ? 'reject' : 'accept');
    expect(because.filter(({ kind }) => kind === 'against')).toEqual(
      isGround ? [{ kind: 'against', text: 'So it is.', check: id }] : [],
    );
  });

  it.each<[Expectations, string, string]>([
    [{}, 'expired', 'It has not expired.'],
    [{ issuer: 'a' }, 'issuer-mismatch', 'The issuer is the expected one.'],
    [{ audience: 'a' }, 'audience-mismatch', 'The expected audience is named.'],
    [{ typ: 'at+jwt' }, 'unexpected-typ', 'The type is the expected one.'],
    [{ algorithms: ['ES256'] }, 'unexpected-alg', 'The algorithm is accepted.'],
    [{ greatestLifetime: 9e9 }, 'long-lifetime', 'It does not live longer than is accepted.'],
    [{ clientId: 'a' }, 'azp-mismatch', 'No other client is named.'],
    [{ nonce: 'a' }, 'nonce-mismatch', 'The nonce is the one that was sent.'],
    [{ request: {} }, 'dpop-binding', 'The proof is for this request.'],
    [{ keyBinding: true }, 'key-binding', 'The key binding holds.'],
  ])('of what %j asks for takes the place of saying that it is met', (expectations, id, text) => {
    const met = { kind: 'met', text };
    const context = expecting(expectations);
    expect(judge([], context).because).toContainEqual(met);
    expect(judge([found(id)], context).because).not.toContainEqual(met);
    if (id !== 'expired') expect(judge([], expecting({})).because).not.toContainEqual(met);
  });

  it('of hashes is asked for with what came with the token', () => {
    const met = { kind: 'met', text: 'It belongs to what came with it.' };
    expect(judge([], contextOf({ facts: { digests: { accessToken: 'a' } } })).because).toContainEqual(met);
    expect(judge([], contextOf({ facts: { digests: { code: 'a' } } })).because).not.toContainEqual(met);
  });

  it('has no expiry to speak of where there is none', () => {
    expect(judge([], claims({ sub: 'a' })).because.map(({ text }) => text)).toEqual(['The ES256 signature verifies.']);
  });
});

describe('the proof', () => {
  const unverified = { kind: 'unverified', reason: 'There is no key.' } as const;
  const valid: Verdict = contextOf().verdict;
  const cannot = (code: 'bad-crit' | 'unknown-alg'): Verdict => ({ kind: 'cannot-check', code, reason: 'It is so.' });

  it('is refused where "crit" is, and not known where the algorithm is not', () => {
    expect(judge([], contextOf({ verdict: cannot('bad-crit') })).because[0]).toEqual({
      kind: 'against',
      text: 'It is so.',
    });
    expect(judge([], contextOf({ verdict: cannot('unknown-alg') }))).toMatchObject({
      decision: 'undecided',
      because: [{ kind: 'unknown', text: 'It is so.' }, {}],
    });
  });

  it('of possession comes with its key, that of any other token does not', () => {
    const facts = { proof: { thumbprint: 'a', verdict: valid } };
    const proof = (verdict: Verdict) => header({ typ: 'dpop+jwt' }, { verdict, facts });
    expect(judge([], proof(unverified)).decision).toBe('accept');
    expect(judge([], proof(invalid('ES256'))).decision).toBe('reject');
    expect(judge([], header({}, { verdict: unverified, facts })).decision).toBe('undecided');
    expect(judge([], header({ typ: 'dpop+jwt' }, { verdict: unverified })).decision).toBe('undecided');
  });

  const encrypted = (alg: string, changes: Parameters<typeof contextOf>[0]) => {
    const text = `${encodeBase64url(encodeUtf8(JSON.stringify({ alg, enc: 'A256GCM' })))}.AA.AAAA.AA.AA`;
    return judge([], contextOf({ text, verdict: unverified, ...changes }));
  };
  const common = { alg: 'x', enc: 'A256GCM' };
  const used = { kind: 'key', key: keyOf({}), by: 'only-key' } as const;
  const opened = { ...common, kind: 'decrypted', used, recipient: 0, plaintext: new Uint8Array() } as const;

  it.each<[string, string, Parameters<typeof contextOf>[0], string, string]>([
    ['the inner signature', 'RSA-OAEP', { facts: { inner: valid } }, 'accept', 'and the signature inside verifies.'],
    ['a bad inner signature', 'RSA-OAEP', { facts: { inner: invalid('ES256') } }, 'reject', 'inside does not verify.'],
    ['a bad inner signature', 'dir', { facts: { inner: invalid('ES256') }, decryption: opened }, 'reject', 'inside'],
    ['no key', 'dir', {}, 'undecided', 'It was not decrypted.'],
    ['no key', 'dir', { facts: {} }, 'undecided', 'It was not decrypted.'],
    ['no key', 'dir', { decryption: { kind: 'not-decrypted', reason: 'x' } }, 'undecided', 'It was not decrypted.'],
    ['another key', 'dir', { decryption: { ...common, kind: 'failed', tried: [] } }, 'reject', 'the key given.'],
    [
      'no way to decrypt',
      'dir',
      { decryption: { kind: 'cannot-decrypt', code: 'unknown-enc', reason: 'It is so.' } },
      'undecided',
      'It is so.',
    ],
    ['a shared secret', 'dir', { decryption: opened }, 'accept', 'with a secret that only its holders have.'],
    ['a shared secret', 'A128KW', { decryption: opened }, 'accept', 'with a secret that only its holders have.'],
    ['a public key', 'RSA-OAEP', { decryption: opened }, 'undecided', 'what is inside was not verified.'],
    ['an unknown algorithm', 'x', { decryption: opened }, 'undecided', 'what is inside was not verified.'],
    [
      'an inner token that was not verified',
      'RSA-OAEP',
      { facts: { inner: unverified }, decryption: opened },
      'undecided',
      'what is inside was not verified.',
    ],
  ])('of an encrypted token with %s (%s)', (_name, alg, changes, decision, words) => {
    const judgement = encrypted(alg, changes);
    expect(judgement.decision).toBe(decision);
    expect(judgement.because[0]?.text).toContain(words);
  });
});
