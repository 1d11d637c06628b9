import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseToken } from './parse-token';
import { readKey } from './read-key';
import { digestOf } from './sd-jwt-disclosures';
import { conceal, issue } from './sd-jwt-example';
import { type KeyBindingExpectation, verifySdJwt } from './sd-jwt-reading';
import { signJws } from './sign-jws';

const { signal } = new AbortController();
const json = JSON.stringify;
const jwkOf = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
const halves = async () => {
  const { d, ...open } = jwkOf();
  return { jwk: open, secret: await readKey(json({ ...open, d })), open: await readKey(json(open)) };
};
const issuer = await halves();
const holder = await halves();
const name = await conceal(['salt', 'given_name', 'Ada']);
const claims = { iss: 'https://issuer.example', cnf: { jwk: holder.jwk }, _sd: [name.digest] };
const issued = await issue(json(claims), [name.text], issuer.secret);

const asked: KeyBindingExpectation = { required: true, audience: 'https://verifier.example', nonce: 'n-1' };
const header = { alg: 'ES256', typ: 'kb+jwt' };
const payload = { iat: 1, aud: asked.audience, nonce: asked.nonce, sd_hash: await digestOf(issued, 'sha-256') };

/** A key-binding JWT with other members; `undefined` leaves one out. */
async function bound(changes: { header?: object; payload?: object; to?: string; key?: typeof holder.secret }) {
  const parts = { header: json({ ...header, ...changes.header }), payload: json({ ...payload, ...changes.payload }) };
  const outcome = await signJws(signal, parts, changes.key ?? holder.secret);
  if (outcome.kind === 'cannot-sign') throw new Error(outcome.reason);
  return (changes.to ?? issued) + outcome.token;
}

async function verify(text: string, expected: KeyBindingExpectation = asked, key = issuer.open) {
  const token = parseToken(text);
  if (token.kind !== 'sd-jwt') throw new Error(token.kind);
  return verifySdJwt(signal, token, key, expected);
}

describe('an SD-JWT that a verifier may take', () => {
  it('is signed by its issuer and bound by its holder', async () => {
    const verdict = await verify(await bound({}));
    expect(verdict).toMatchObject({
      accepted: true,
      issuer: { kind: 'valid', alg: 'ES256' },
      keyBinding: { verdict: { kind: 'valid', alg: 'ES256' }, problems: [] },
    });
    expect(JSON.parse(verdict.reading.claims ?? '')).toEqual({ iss: claims.iss, cnf: claims.cnf, given_name: 'Ada' });
  });

  it.each([
    ['unbound, where none asks for it', () => issued, {}],
    ['bound, where none asks for it', () => bound({}), {}],
    ['for several receivers', () => bound({ payload: { aud: ['other', asked.audience] } }), asked],
  ])('may be %s', async (_what, text, expected) => {
    expect(await verify(await text(), expected)).toMatchObject({ accepted: true });
  });

  it('may be bound with the hash that the payload names', async () => {
    const { text, digest } = await conceal(['salt', 'given_name', 'Ada'], 'sha-512');
    const to = await issue(json({ ...claims, _sd: [digest], _sd_alg: 'sha-512' }), [text], issuer.secret);
    const withHash = async (hash: string) => bound({ to, payload: { sd_hash: await digestOf(to, hash) } });
    expect(await verify(await withHash('sha-512'))).toMatchObject({ accepted: true });
    expect(await verify(await withHash('sha-256'))).toMatchObject({ accepted: false });
  });

  it('may name the key of its holder in a disclosure', async () => {
    const cnf = await conceal(['salt', 'cnf', claims.cnf]);
    const to = await issue(json({ _sd: [cnf.digest] }), [cnf.text], issuer.secret);
    const sdHash = await digestOf(to, 'sha-256');
    expect(await verify(await bound({ to, payload: { sd_hash: sdHash } }))).toMatchObject({ accepted: true });
  });
});

type Row = [what: string, text: () => string | Promise<string>, problem: string];
const altered = (change: object) => issue(json({ ...claims, ...change }), [name.text], issuer.secret);
const hs256 = async () => readKey(json({ kty: 'oct', k: 'c2VjcmV0' }));

const refused: Row[] = [
  ['no key-binding JWT', () => issued, 'A key-binding JWT is required'],
  ['no "typ"', () => bound({ header: { typ: undefined } }), 'has no "typ"; it must be "kb+jwt"'],
  ['another type', () => bound({ header: { typ: 'JWT' } }), 'has the "typ" "JWT"; it must be "kb+jwt"'],
  ['a MAC', async () => bound({ header: { alg: 'HS256' }, key: await hs256() }), 'has a MAC, not a digital signature'],
  ['"alg": "none"', () => bound({ header: { alg: 'none' } }), 'has the "alg" "none": nobody signed it'],
  ['no "iat"', () => bound({ payload: { iat: undefined } }), '"iat" is missing'],
  ['a time in words', () => bound({ payload: { iat: '1' } }), '"iat" of the key-binding JWT is not a number'],
  ['no audience', () => bound({ payload: { aud: undefined } }), '"aud" is missing'],
  ['another audience', () => bound({ payload: { aud: 'x' } }), '"https://verifier.example" was expected'],
  ['no nonce', () => bound({ payload: { nonce: undefined } }), '"nonce" is missing'],
  ['another nonce', () => bound({ payload: { nonce: 'n-2' } }), 'is "n-2"; "n-1" was expected'],
  [
    'a nonce that is a number',
    () => bound({ payload: { nonce: 1 } }),
    '"nonce" of the key-binding JWT is not a string',
  ],
  ['no hash', () => bound({ payload: { sd_hash: undefined } }), '"sd_hash" is missing'],
  ['a hash that is no string', () => bound({ payload: { sd_hash: 1 } }), '"sd_hash" of the key-binding JWT is not a'],
  [
    'a disclosure fewer',
    async () => (await bound({})).replace(`~${name.text}~`, '~'),
    '"sd_hash" is not the digest of what stands before',
  ],
  ['a text with dots', () => `${issued}a.b`, 'The key-binding JWT is no signed JWT: '],
];

describe('what a verifier refuses for its key binding', () => {
  it.each(refused)('%s', async (_what, text, problem) => {
    const { accepted, keyBinding } = await verify(await text());
    expect(accepted).toBe(false);
    expect(keyBinding?.problems).toHaveLength(1);
    expect(keyBinding?.problems[0]).toContain(problem);
  });

  it.each<[string, () => Promise<string>, object]>([
    ['a signature of the issuer', () => bound({ key: issuer.secret }), { kind: 'invalid' }],
    [
      'no key of a holder',
      async () => bound({ to: await altered({ cnf: undefined }) }),
      { reason: 'The issuer names no key of the holder: the claim "cnf" is missing.' },
    ],
    [
      'a key by its thumbprint',
      async () => bound({ to: await altered({ cnf: { jkt: 'x' } }) }),
      { reason: 'The claim "cnf" holds no key in "jwk"; other ways to name one are not supported here.' },
    ],
    [
      'half a key',
      async () => bound({ to: await altered({ cnf: { jwk: { kty: 'EC' } } }) }),
      { kind: 'cannot-check', code: 'unreadable-key' },
    ],
    [
      'a key of its own in its header',
      () => bound({ header: { jwk: issuer.jwk }, key: issuer.secret }),
      { kind: 'invalid' },
    ],
  ])('%s', async (_what, text, verdict) => {
    const { accepted, keyBinding } = await verify(await text());
    expect(accepted).toBe(false);
    expect(keyBinding?.verdict).toMatchObject(verdict);
  });
});

describe('what a verifier refuses for its issuer', () => {
  it('no key, another key, and no signature', async () => {
    expect(await verify(issued, {}, await readKey(''))).toMatchObject({
      accepted: false,
      issuer: { kind: 'unverified' },
    });
    expect(await verify(issued, {}, holder.open)).toMatchObject({ accepted: false, issuer: { kind: 'invalid' } });
    const unsecured = await issue(json(claims), [name.text]);
    expect(await verify(unsecured, {})).toMatchObject({ accepted: false, issuer: { kind: 'unsecured' } });
  });

  it('a disclosure that belongs nowhere', async () => {
    const { text } = await conceal(['salt', 'admin', true]);
    const verdict = await verify(`${issued}${text}~`, {});
    expect(verdict).toMatchObject({ accepted: false, issuer: { kind: 'valid' } });
    expect(verdict.reading.claims).not.toContain('admin');
  });
});
