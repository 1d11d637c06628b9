import * as crypto from 'node:crypto';
import { createHash, createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import fc from 'fast-check';
import * as joseModule from 'jose';
import jsonwebtoken from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import type { Expectations } from '../checks/expectations';
import { parseToken } from '../jose/parse-token';
import { readKey } from '../jose/read-key';
import { logoutEvent, type Profile, type ProfileId, profiles } from '../registry/profiles';
import { snippetFor, snippetLibraries } from './snippets';
import { type SnippetFacts, snippetFactsOf } from './snippets/facts';
import type { LibraryId } from './snippets/library';

const clock = 1_795_000_000;
const secret = 'a secret of more than 32 octets, for HS256';
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwk = ec.publicKey.export({ format: 'jwk' });
const thumbprint = createHash('sha256')
  .update(JSON.stringify({ crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y }))
  .digest('base64url');

type Json = Record<string, unknown>;
type Made = { header: Json; claims: Json };

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function make(
  { header, claims }: Made,
  key: string | KeyObject = header.alg === 'ES256' ? ec.privateKey : secret,
): string {
  const input = `${encode(header)}.${encode(claims)}`;
  const signature =
    typeof key === 'string'
      ? createHmac(`sha${String(header.alg).slice(2)}`, key)
          .update(input)
          .digest()
      : sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' });
  return `${input}.${signature.toString('base64url')}`;
}

type Verify = (token: string, given?: Json) => unknown;

/** The function in the code of a JavaScript library, with the modules, the environment and the key set that it asks for. */
function load(code: string): Verify {
  const set = { keys: [{ ...jwk, kid: 'k1' }] };
  const modules: Json = {
    'node:crypto': crypto,
    'node:fs': { readFileSync: () => ec.publicKey.export({ type: 'spki', format: 'pem' }) },
    jose: { ...joseModule, createRemoteJWKSet: () => joseModule.createLocalJWKSet(set) },
    jsonwebtoken,
  };
  const body = code
    .replace(/^import (.+) from '(.+)';$/gm, (_, names, module) => `const ${names} = modules['${module}'];`)
    .replace('export ', '');
  const environment = { env: { JWT_SECRET: secret } };
  const fetchSet = async () => ({ json: async () => set });
  return new Function('modules', 'process', 'fetch', `'use strict';\n${body}\nreturn verify;`)(
    modules,
    environment,
    fetchSet,
  );
}

/** Whether the code of a library takes a token. */
async function accepts(code: string, token: string, given: Json): Promise<boolean> {
  const verify = load(code);
  try {
    return typeof (await verify(token, given)) === 'object';
  } catch {
    return false;
  }
}

const claimsOf: Json = {
  iss: 'https://issuer.example',
  sub: 'a person',
  aud: ['https://other.example', 'https://api.example'],
  exp: clock + 100,
  iat: clock - 20,
  jti: 'j-1',
  client_id: 'client-1',
  htm: 'POST',
  htu: 'https://api.example/orders?x=1#y',
  events: { [logoutEvent]: {} },
};

/** A token of a kind, with what the kind asks for and no more. */
function tokenOf(profile: Profile): Made {
  const names = [...profile.requiredClaims, ...(profile.requiredOneOf?.slice(0, 1) ?? [])];
  const claims = Object.fromEntries(names.map((name) => [name, claimsOf[name]]));
  const header = profile.id === 'dpop-proof' ? { alg: 'ES256', jwk } : { alg: 'HS256' };
  return { header: { ...header, ...(profile.needsType ? { typ: profile.types[0] } : {}) }, claims };
}

const change = ({ header, claims }: Made, more: Partial<Made>): Made => ({
  header: { ...header, ...more.header },
  claims: { ...claims, ...more.claims },
});

/** What a token must have to meet an expectation, and the ways to miss it in this one point. */
type Row = {
  expected: Expectations;
  meets: Partial<Made>;
  misses: Partial<Made>[];
  not?: ProfileId[];
  only?: ProfileId;
};

const half = (text: string) => createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url');
const claims = (value: Json): Partial<Made> => ({ claims: value });
const header = (value: Json): Partial<Made> => ({ header: value });
const notDpop: ProfileId[] = ['dpop-proof'];

const rows: { [Name in keyof Required<Expectations>]: Row[] } = {
  // One test for each kind of token, below.
  profile: [],
  issuer: [
    {
      expected: { issuer: 'https://issuer.example' },
      meets: claims({ iss: 'https://issuer.example' }),
      misses: [
        claims({ iss: 'https://issuer.example/' }),
        claims({ iss: undefined }),
        claims({ iss: ['https://issuer.example'] }),
      ],
    },
  ],
  audience: [
    {
      expected: { audience: 'https://api.example' },
      meets: claims({ aud: ['https://other.example', 'https://api.example'] }),
      misses: [claims({ aud: 'https://other.example' }), claims({ aud: undefined }), claims({ aud: [] })],
    },
    {
      expected: { audience: ['https://one.example', 'https://two.example'] },
      meets: claims({ aud: 'https://two.example' }),
      misses: [claims({ aud: 'https://three.example' })],
    },
  ],
  clientId: [
    {
      expected: { clientId: 'client-1' },
      meets: claims({ azp: 'client-1', client_id: 'client-1' }),
      misses: [claims({ azp: 'client-2' }), claims({ client_id: 'client-2' }), claims({ cid: { x: 1 } })],
      not: ['client-assertion'],
    },
    {
      expected: { clientId: 'client-1' },
      meets: claims({ iss: 'client-1', sub: 'client-1' }),
      misses: [claims({ iss: 'client-2' }), claims({ sub: 'client-2' })],
      only: 'client-assertion',
    },
  ],
  nonce: [
    {
      expected: { nonce: 'n-1' },
      meets: claims({ nonce: 'n-1' }),
      misses: [claims({ nonce: 'n-2' }), claims({ nonce: undefined })],
      // A logout token must not have one.
      not: ['dpop-proof', 'logout-token'],
    },
  ],
  typ: [
    {
      expected: { typ: 'application/X+jwt' },
      meets: header({ typ: 'x+JWT' }),
      misses: [header({ typ: 'JWT' }), header({ typ: undefined })],
    },
  ],
  algorithms: [
    { expected: { algorithms: ['HS512', 'HS256'] }, meets: {}, misses: [header({ alg: 'HS384' })], not: notDpop },
    { expected: { algorithms: ['ES256'] }, meets: {}, misses: [header({ alg: 'HS256' })], only: 'dpop-proof' },
  ],
  leeway: [
    { expected: { leeway: 10 }, meets: claims({ exp: clock - 9 }), misses: [claims({ exp: clock - 10 })] },
    { expected: { leeway: 10 }, meets: claims({ nbf: clock + 10 }), misses: [claims({ nbf: clock + 11 })] },
  ],
  greatestLifetime: [
    {
      expected: { greatestLifetime: 120 },
      meets: claims({ iat: clock - 20, exp: clock + 100 }),
      misses: [claims({ exp: clock + 101 }), claims({ iat: undefined }), claims({ exp: undefined })],
      not: notDpop,
    },
    {
      expected: { greatestLifetime: 20 },
      meets: claims({ iat: clock - 19 }),
      misses: [claims({ iat: clock - 21 })],
      only: 'dpop-proof',
    },
  ],
  greatestAuthenticationAge: [
    {
      expected: { greatestAuthenticationAge: 60, leeway: 5 },
      meets: claims({ auth_time: clock - 65 }),
      misses: [claims({ auth_time: clock - 66 }), claims({ auth_time: undefined }), claims({ auth_time: 'now' })],
    },
  ],
  clock: [
    {
      expected: { clock },
      meets: claims({ exp: clock + 1 }),
      misses: [claims({ exp: clock }), claims({ nbf: clock + 1 })],
    },
  ],
  accessToken: [
    {
      expected: { accessToken: 'an access token' },
      meets: claims({ at_hash: half('an access token') }),
      misses: [claims({ at_hash: half('another') }), claims({ at_hash: undefined })],
      not: notDpop,
    },
  ],
  code: [
    {
      expected: { code: 'a code' },
      meets: claims({ c_hash: half('a code') }),
      misses: [claims({ c_hash: half('another') }), claims({ c_hash: undefined })],
      not: notDpop,
    },
  ],
  state: [
    { expected: { state: 'a state' }, meets: {}, misses: [claims({ s_hash: half('another') })], not: notDpop },
    {
      expected: { state: 'a state' },
      meets: claims({ s_hash: half('a state') }),
      misses: [claims({ s_hash: '' })],
      not: notDpop,
    },
  ],
  request: [
    {
      expected: { request: { method: 'POST' } },
      meets: claims({ htm: 'POST' }),
      misses: [claims({ htm: 'post' })],
      only: 'dpop-proof',
    },
    {
      expected: { request: { url: 'https://API.example/orders?other' } },
      meets: claims({ htu: 'https://api.example:443/orders#f' }),
      misses: [
        claims({ htu: 'https://api.example/' }),
        claims({ htu: 'https://api.example/orders/' }),
        claims({ htu: 'x' }),
      ],
      only: 'dpop-proof',
    },
    {
      expected: { request: { nonce: 'n-1' } },
      meets: claims({ nonce: 'n-1' }),
      misses: [claims({ nonce: 'n-2' }), claims({ nonce: undefined })],
      only: 'dpop-proof',
    },
    {
      expected: { request: { accessToken: 'an access token' } },
      meets: claims({ ath: createHash('sha256').update('an access token').digest('base64url') }),
      misses: [claims({ ath: half('an access token') }), claims({ ath: undefined })],
      only: 'dpop-proof',
    },
    {
      expected: { request: { thumbprint } },
      meets: {},
      misses: [header({ jwk: generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }) })],
      only: 'dpop-proof',
    },
  ],
  // No library for JWTs knows of it: the notes say so, below.
  keyBinding: [],
};

const run: readonly LibraryId[] = ['jose', 'jsonwebtoken'];
const facts: SnippetFacts = { form: 'jws', algorithms: ['HS256'], key: { kind: 'secret', encoding: 'utf-8' } };
const factsFor = (id: ProfileId): SnippetFacts =>
  id === 'dpop-proof' ? { ...facts, algorithms: ['ES256'], key: { kind: 'public-key' } } : facts;
const given = { accessToken: 'an access token', code: 'a code', state: 'a state' };

describe.each(run)('the code for %s', (library) => {
  describe.each(profiles)('for $words', (profile) => {
    const good = tokenOf(profile);
    const codeFor = (expected: Expectations) =>
      snippetFor(library, factsFor(profile.id), { clock, profile: profile.id, ...expected }).code;

    it('takes a token that has what the kind asks for, and none that lacks a claim or the type', async () => {
      const code = codeFor({});
      expect(await accepts(code, make(good), given)).toBe(true);
      for (const name of profile.requiredClaims) {
        expect(await accepts(code, make(change(good, claims({ [name]: undefined }))), given), name).toBe(false);
      }
      if (profile.requiredOneOf) {
        const lacking = Object.fromEntries(profile.requiredOneOf.map((name) => [name, undefined]));
        expect(await accepts(code, make(change(good, claims(lacking))), given)).toBe(false);
      }
      if (profile.needsType) expect(await accepts(code, make(change(good, header({ typ: 'JWT' }))), given)).toBe(false);
    });

    it('takes no token with another signature', async () => {
      const other =
        profile.id === 'dpop-proof' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey : 'another';
      expect(await accepts(codeFor({}), make(good, other), given)).toBe(false);
    });

    const all = Object.entries(rows).flatMap(([name, found]) => found.map((row) => ({ name, row })));
    const due = all.filter(({ row: { only, not } }) => (!only || only === profile.id) && !not?.includes(profile.id));
    it.each(due.map(({ name, row }) => [name, row] as const))('holds to %s', async (_, { expected, meets, misses }) => {
      const met = change(good, meets);
      const code = codeFor(expected);
      expect(await accepts(code, make(met), given)).toBe(true);
      for (const miss of misses) {
        expect(await accepts(code, make(change(met, miss)), given), JSON.stringify(miss)).toBe(false);
      }
    });
  });

  it('refuses a logout token with a nonce, or with another event', async () => {
    const logout = tokenOf(profiles.find(({ id }) => id === 'logout-token') as Profile);
    const { code } = snippetFor(library, facts, { clock, profile: 'logout-token' });
    expect(await accepts(code, make(change(logout, claims({ nonce: 'n' }))), given)).toBe(false);
    expect(await accepts(code, make(change(logout, claims({ events: { x: {} } }))), given)).toBe(false);
  });

  it('goes by the real clock where none is expected', async () => {
    const { code } = snippetFor(library, facts, { greatestAuthenticationAge: 1000 });
    const now = Math.floor(Date.now() / 1000);
    const made = (exp: number, auth_time: number) => make({ header: { alg: 'HS256' }, claims: { exp, auth_time } });
    expect(await accepts(code, made(now + 1000, now - 500), given)).toBe(true);
    expect(await accepts(code, made(now - 1, now - 500), given)).toBe(false);
    expect(await accepts(code, made(now + 1000, now - 5000), given)).toBe(false);
  });

  it.each(['public-key', 'key-set'] as const)('verifies with a %s', async (kind) => {
    const { code } = snippetFor(library, { ...facts, algorithms: ['ES256'], key: { kind } }, {});
    const made = { header: { alg: 'ES256', kid: 'k1' }, claims: { sub: 'x' } };
    expect(await accepts(code, make(made), given)).toBe(true);
    expect(await accepts(code, make(made, generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey), given)).toBe(
      false,
    );
    expect(await accepts(code, make({ ...made, header: { alg: 'HS256', kid: 'k1' } }), given)).toBe(false);
  });

  it('takes values that a stranger wrote as they are', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.constantFrom(`'"\`\\`, '$'.concat('{process.exit(1)}'), "'; throw 1; '", '\u2028\n\r\0', '*/ // #{x}'),
    );
    await fc.assert(
      fc.asyncProperty(text, text, async (issuer, nonce) => {
        const { code } = snippetFor(library, facts, { issuer, audience: [nonce], nonce, clientId: issuer });
        const made = { header: { alg: 'HS256' }, claims: { iss: issuer, aud: nonce, nonce, azp: issuer } };
        expect(await accepts(code, make(made), given)).toBe(true);
        expect(await accepts(code, make(change(made, claims({ iss: `${issuer}.` }))), given)).toBe(false);
        expect(await accepts(code, make(change(made, claims({ nonce: `${nonce}.` }))), given)).toBe(false);
      }),
      { numRuns: 100 },
    );
  });
});

describe.each(snippetLibraries)('the code for $title', ({ id, lacks }) => {
  it('has every expectation in it, or says in words that it is missing', () => {
    for (const { id: profile } of profiles) {
      for (const [name, found] of Object.entries(rows)) {
        for (const { expected, only, not } of found) {
          if ((only && only !== profile) || not?.includes(profile)) continue;
          const with_ = snippetFor(id, factsFor(profile), { profile, ...expected });
          const named = name === 'algorithms' ? { algorithms: ['PS512'] } : {};
          const without = snippetFor(id, { ...factsFor(profile), ...named }, { profile });
          const isMissing = Object.values(lacks).some((sentence) => {
            return with_.notes.includes(`Missing: ${sentence}`) && !without.notes.includes(`Missing: ${sentence}`);
          });
          expect(with_.code !== without.code || isMissing, `${name} of ${profile}`).toBe(true);
        }
      }
    }
  });

  it('holds no key, and nothing that is as secret as one', () => {
    const expected = { accessToken: 'T-1', code: 'C-1', state: 'S-1', request: { accessToken: 'T-2' } };
    for (const { id: profile } of profiles) {
      const { code, notes } = snippetFor(id, factsFor(profile), { profile, ...expected });
      expect(code + notes.join()).not.toMatch(/[TCS]-[12]/);
    }
  });

  it('says that key binding and disclosures are missing', () => {
    const { notes } = snippetFor(id, { ...facts, form: 'sd-jwt' }, { keyBinding: true, audience: 'a', nonce: 'n' });
    expect(notes.join()).toMatch(/Disclosures and key binding, with its audience and nonce, are missing/);
  });

  it('never throws, and has balanced brackets outside of strings', () => {
    const text = fc.string({ unit: 'binary' });
    const expected = fc.record(
      {
        issuer: text,
        audience: fc.array(text),
        clientId: text,
        nonce: text,
        typ: text,
        algorithms: fc.array(text),
        leeway: fc.nat(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(expected, fc.constantFrom(...profiles), (expectations, profile) => {
        const { code } = snippetFor(id, factsFor(profile.id), { ...expectations, profile: profile.id });
        const bare = code.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, '');
        for (const pair of ['()', '[]', '{}']) {
          expect(bare.split(pair[0] ?? '').length, code).toBe(bare.split(pair[1] ?? '').length);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('names an algorithm that the library does not know', () => {
    const { notes } = snippetFor(id, facts, { algorithms: ['XS256'] });
    expect(notes.join()).toContain('does not verify XS256');
  });
});

describe('the notes', () => {
  const publicKey: SnippetFacts = { form: 'jws', algorithms: [], key: { kind: 'public-key' } };
  it.each<[string, SnippetFacts, Expectations, RegExp]>([
    ['an algorithm that is the token’s', facts, {}, /the one in the code is the token’s/],
    ['an algorithm that nobody named', publicKey, {}, /is an example/],
    ['a secret beside public keys', facts, { algorithms: ['HS256', 'RS256'] }, /must never be taken for a secret/],
    ['a type that nobody expects', { ...facts, typ: 'at+jwt' }, {}, /"typ" of its own, and none is expected/],
    ['a clock that stands still', facts, { clock }, /clock stands still/],
    ['a nonce of one login', facts, { nonce: 'n' }, /take it from the session/],
    ['a token that is encrypted', { ...facts, form: 'jwe' }, {}, /decrypt this one first/],
    ['a token for one use', facts, { profile: 'logout-token' }, /refuse it a second time/],
    ['a token that need not end', facts, { profile: 'security-event' }, /good for ever/],
    [
      'a hash that no algorithm has',
      { ...publicKey, algorithms: ['ML-DSA-44'] },
      { code: 'c' },
      /"c_hash" cannot be compared/,
    ],
    ['hashes of several kinds', facts, { algorithms: ['HS256', 'HS512'], code: 'c' }, /are made with SHA-256/],
  ])('tell of %s', (_, known, expected, words) => {
    expect(snippetFor('jose', known, expected).notes.join('\n')).toMatch(words);
  });

  it('are none where all is said', () => {
    const expected: Expectations = {
      issuer: 'i',
      audience: 'a',
      algorithms: ['HS256'],
      profile: 'id-token',
      typ: 'JWT',
    };
    for (const { id } of snippetLibraries.filter((row) => row.id !== 'dotnet')) {
      expect(snippetFor(id, facts, expected).notes, id).toEqual([]);
    }
  });
});

describe('the facts of a token', () => {
  const token = parseToken(make({ header: { alg: 'HS256', typ: 'at+jwt' }, claims: {} }));

  it('are its algorithm, its type and its kind', () => {
    expect(snippetFactsOf(token, { kind: 'empty' })).toMatchObject({
      form: 'jws',
      algorithms: ['HS256'],
      key: { kind: 'secret', encoding: 'utf-8' },
      typ: 'at+jwt',
      profile: 'access-token',
    });
    const unsecured = parseToken(`${encode({ alg: 'none' })}.${encode({})}.`);
    expect(snippetFactsOf(unsecured, { kind: 'empty' })).toMatchObject({ algorithms: [], key: { kind: 'public-key' } });
  });

  it.each([
    ['a secret', 'c2VjcmV0', { kind: 'secret', encoding: 'base64' }],
    ['a public key', String(ec.publicKey.export({ type: 'spki', format: 'pem' })), { kind: 'public-key' }],
    ['a secret as a JWK', '{"kty":"oct","k":"c2VjcmV0"}', { kind: 'secret', encoding: 'base64url' }],
    ['a key set', JSON.stringify({ keys: [jwk, jwk] }), { kind: 'key-set' }],
  ])('tell of %s where it comes from', async (_, text, key) => {
    expect(snippetFactsOf(token, await readKey(text), 'base64').key).toEqual(key);
  });
});
