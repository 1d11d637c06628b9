import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openJwe } from '../jose/opened-token';
import { profiles } from '../registry/profiles';
import {
  claims,
  clock,
  contextOf,
  header,
  invalid,
  keyOf,
  only,
  plainClaims,
  rsaKey,
  secret,
  setOf,
  tokenText,
} from './examples';
import { gatherFacts } from './facts';
import { checks, countBySeverity, runChecks, severities } from './index';
import { judge } from './judgement';

/** An ID token as a large provider issues it, good and verified. */
const idToken = contextOf({
  header: { alg: 'RS256', kid: '6f9777a685907798ef794062c00b65d66c240b1b', typ: 'JWT' },
  payload: {
    iss: 'https://accounts.example.com',
    azp: '407408718192.apps.example.com',
    aud: '407408718192.apps.example.com',
    sub: '113774264463038321964',
    at_hash: 'HK6E_P6Dh8Y93mRNtsDB1Q',
    hd: 'example.com',
    email: 'ada@example.com',
    email_verified: true,
    name: 'Ada Lovelace',
    picture: 'https://images.example.com/ada.png',
    locale: 'en',
    nonce: 'n-0S6_WzA2Mj',
    iat: clock - 60,
    exp: clock + 3540,
  },
  signature: new Uint8Array(256).fill(7),
  key: setOf(rsaKey(2048, { kid: 'other' }), rsaKey(2048, { kid: '6f9777a685907798ef794062c00b65d66c240b1b' })),
  verdict: { kind: 'valid', alg: 'RS256', used: { kind: 'key', key: rsaKey(2048), index: 1, of: 2, by: 'kid' } },
});

describe('the catalogue', () => {
  it('has no id twice', () => {
    const ids = checks.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it.each(checks.flatMap(({ id, references }) => references.map((reference) => [id, reference] as const)))(
    'cites, for %s, a place that can be opened: %o',
    (_, { label, url }) => {
      expect(label).not.toBe('');
      expect(new URL(url).protocol).toBe('https:');
    },
  );
});

describe('running the checks', () => {
  it('finds nothing grave in an ordinary, valid ID token', () => {
    const findings = runChecks(idToken);
    expect(findings.filter(({ severity }) => severity === 'critical' || severity === 'high')).toEqual([]);
    expect(findings.map(({ check }) => check.id)).toEqual(['personal-data', 'implicit-typ', 'legacy-rsa-signature']);
  });

  it('finds nothing at all in a good access token', () => {
    expect(runChecks(contextOf())).toEqual([]);
  });

  it('lists the gravest first, then in the order of the catalogue', () => {
    const findings = runChecks(header({ alg: 'none', jku: 'http://evil.example/', kid: '' }, { payload: { sub: 1 } }));
    const ranks = findings.map(({ severity }) => severities.indexOf(severity));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    const high = findings
      .filter(({ severity }) => severity === 'high')
      .map(({ check }) => checks.findIndex(({ id }) => id === check.id));
    expect(high).toEqual([...high].sort((a, b) => a - b));
  });

  it('counts by severity', () => {
    expect(countBySeverity(runChecks(idToken))).toEqual({ critical: 0, high: 0, medium: 1, low: 1, info: 1 });
  });

  it('has nothing to say of no text', () => {
    expect(runChecks(contextOf({ text: '' }))).toEqual([]);
  });

  it('of an encrypted token says nothing about claims and signature', () => {
    const head = Buffer.from('{"alg":"RSA-OAEP-256","enc":"A256GCM","typ":"JWT","cty":"JWT","kid":"a"}').toString(
      'base64url',
    );
    const verdict = { kind: 'cannot-check', code: 'encrypted', reason: 'x' } as const;
    const octets = (length: number) => Buffer.alloc(length).toString('base64url');
    const parts = [head, octets(256), octets(12), octets(40), octets(16)];
    expect(runChecks(contextOf({ text: parts.join('.'), verdict }))).toEqual([]);
  });

  it.each(['a', 'a.b', 'a.b.c', '..', '.', '...', '....', '~', 'a~b~', tokenText().split('.')[0] ?? ''])(
    'of the broken text %j speaks only of what is there',
    (text) => {
      const verdict = { kind: 'cannot-check', code: 'malformed-token', reason: 'x' } as const;
      const ids = runChecks(contextOf({ text, verdict })).map(({ check }) => check.id);
      expect(ids.filter((id) => /^(missing|empty|unverified|signature)/.test(id))).toEqual([]);
    },
  );
});

describe('any token', () => {
  const keys = [
    secret(5),
    only(keyOf({})),
    only(rsaKey(1024)),
    setOf(keyOf({}), rsaKey(2048, { kid: 'a' })),
    { kind: 'empty' } as const,
    { kind: 'unreadable', code: 'malformed-pem', reason: 'x' } as const,
  ];
  const verdicts = [
    { kind: 'unverified', reason: 'x' } as const,
    { kind: 'unsecured', reason: 'x' } as const,
    invalid('ES256'),
    { kind: 'cannot-check', code: 'malformed-token', reason: 'x' } as const,
  ];
  const names = fc.constantFrom(
    ...['alg', 'typ', 'cty', 'crit', 'kid', 'jwk', 'jku', 'x5u', 'x5c', 'x5t', 'x5t#S256', 'b64', 'zip', 'nonce'],
    ...[
      'iss',
      'sub',
      'aud',
      'exp',
      'nbf',
      'iat',
      'auth_time',
      'email',
      'name',
      'events',
      'cnf',
      'nonce',
      'scope',
      'roles',
      'htm',
      'htu',
      'jti',
      'azp',
      'at_hash',
      'epk',
      'p2c',
      'p2s',
      'enc',
      'd',
      '_sd',
      'password',
      '__proto__',
      'constructor',
      '',
    ],
  );
  const strings = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'none',
      'HS256',
      'RS256',
      'EdDSA',
      'ES256K',
      'PBES2-HS256+A128KW',
      'ECDH-ES',
      'A128GCM',
      'JWT',
      'dpop+jwt',
      'logout+jwt',
      'at+jwt',
      'secevent+jwt',
      'eyJhbGciOiJub25lIn0.e30.',
      '4111 1111 1111 1111',
      'b64',
      'https://a.example',
      'http://[',
      '../a',
    ),
  );
  const values = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      strings,
      fc.double(),
      fc.integer({ min: -10, max: 2_000_000_000_000 }),
      fc.constantFrom(null, true, false),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(names, tie('value'), { maxKeys: 3 }),
    ),
  })).value;
  const objects = fc.dictionary(names, values, { maxKeys: 8 }).map((object) => JSON.stringify(object));
  const everything = {
    ...{ issuer: 'a', audience: ['b'], clientId: 'c', nonce: 'd', typ: 'e', algorithms: ['f'], keyBinding: true },
    ...{
      greatestLifetime: 1,
      greatestAuthenticationAge: 1,
      request: { method: 'GET', url: 'x', nonce: 'y', thumbprint: 'z' },
    },
  };
  const contexts = {
    key: fc.constantFrom(...keys),
    verdict: fc.constantFrom(...verdicts),
    now: fc.constantFrom(0, clock, -5, 1e15),
    leeway: fc.constantFrom(0, 60),
    expectations: fc.constantFrom(undefined, ...profiles.map(({ id }) => ({ profile: id, ...everything }))),
  };

  const expectSound = (context: ReturnType<typeof contextOf>) => {
    const { text } = context.token;
    const findings = runChecks(context);
    expect(judge(findings, context).because.length).toBeGreaterThanOrEqual(0);
    for (const { message, evidence } of findings) {
      expect(message).not.toMatch(/undefined|NaN|\[object/);
      for (const { span, value } of evidence) {
        expect(value.length).toBeLessThanOrEqual(200);
        if (span) expect(span.start <= span.end && span.end <= text.length).toBe(true);
      }
    }
  };

  it('with any header and claims can be checked without an exception, and the evidence lies inside it', () => {
    fc.assert(
      fc.property(
        fc.record({ header: objects, payload: objects, signature: fc.uint8Array(), ...contexts }),
        (changes) => expectSound(contextOf(changes)),
      ),
      { numRuns: 500 },
    );
  });

  it('that is encrypted, with any header and plaintext, can be checked without an exception', () => {
    const segment = (text: string) => Buffer.from(text).toString('base64url');
    fc.assert(
      fc.property(
        fc.record({ header: objects, plaintext: fc.oneof(objects, fc.string()), octets: fc.uint8Array(), ...contexts }),
        ({ header: head, plaintext, octets, ...changes }) => {
          const part = Buffer.from(octets).toString('base64url');
          const enc = `{"enc":"A128GCM",${head.slice(1)}`.replace(/,}$/, '}');
          const context = contextOf({ ...changes, text: [segment(enc), part, part, part, part].join('.') });
          expectSound(context);
          if (context.token.kind !== 'jwe') return;
          const token = openJwe(context.token, new Uint8Array(Buffer.from(plaintext)));
          for (const { message } of runChecks({ ...context, token }))
            expect(message).not.toMatch(/undefined|NaN|\[object/);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('has facts that can be gathered, whatever is in it', async () => {
    const { signal } = new AbortController();
    await fc.assert(
      fc.asyncProperty(
        fc.record({ header: objects, payload: objects, signature: fc.uint8Array(), ...contexts }),
        async (changes) => {
          const { token, key, ...context } = contextOf(changes);
          const facts = await gatherFacts(signal, token, key, { expectations: context.expectations, keyText: 'x' });
          expectSound({ ...context, token, key, facts });
        },
      ),
      { numRuns: 100 },
    );
  });

  it('made of any characters can be checked without an exception', () => {
    const characters = fc.constantFrom(...'.~=+/ \n!é💥eyJhbGciOiJub25lIn0', '\ud800', tokenText());
    const texts = fc.array(characters, { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.record({ text: texts, ...contexts }), (changes) => expectSound(contextOf(changes))),
      { numRuns: 500 },
    );
  });

  it('nested 100,000 deep can be checked', () => {
    const deep = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    expect(runChecks(claims(deep))).toBeDefined();
    expect(runChecks(contextOf({ header: `{"alg":"ES256","sub":${deep}}`, payload: { sub: 1 } }))).toBeDefined();
  });

  it('with a repeated claim set is checked by its last values', () => {
    const context = claims(`{"exp":1,${JSON.stringify(plainClaims).slice(1)}`);
    expect(runChecks(context).map(({ check }) => check.id)).toEqual(['duplicate-member']);
  });
});
