import { describe, expect, it } from 'vitest';
import { claimChecks } from './claims';
import {
  claims,
  contextOf,
  describeExamples,
  type Example,
  findingsOf,
  header,
  plainClaims,
  tokenText,
} from './examples';
import { privacyChecks } from './privacy';
import { mostValues } from './walk';

const examples = {
  'mistyped-claim': { fires: claims({ sub: 42 }), quiet: claims({ sub: '42', 'https://example.com/sub': 42 }) },
  'missing-sub': { fires: claims({ iss: 'a' }), quiet: claims({ sub: '42' }) },
  'personal-data': {
    fires: claims({ email: 'ada@example.com' }),
    quiet: claims({ email_verified: true, sub: 'a@clients' }),
  },
} satisfies Record<(typeof claimChecks)[number]['id'] | (typeof privacyChecks)[number]['id'], Example>;

describeExamples([...claimChecks, ...privacyChecks], examples);

describe('the type of a claim', () => {
  it.each([
    ['iss', 1],
    ['aud', [1]],
    ['aud', {}],
    ['jti', null],
    ['email_verified', 'true'],
    ['updated_at', '2026-11-20'],
    ['scope', ['a', 'b']],
    ['amr', 'pwd'],
    ['amr', [1]],
    ['amr', ['pwd', null]],
    ['aud', ['a', 1]],
    ['aud', null],
    ['email_verified', null],
    ['email_verified', 1],
    ['updated_at', true],
    ['sub', true],
    ['sub', ['a']],
    ['address', 'x'],
    ['address', []],
    ['cnf', 'x'],
    ['events', []],
  ])('of %s is wrong in %j', (name, value) => {
    expect(findingsOf('mistyped-claim', claims({ [name]: value }))).toHaveLength(1);
  });

  it.each([
    ['aud', 'a'],
    ['aud', ['a', 'b']],
    ['aud', []],
    ['amr', []],
    ['amr', ['pwd', 'otp']],
    ['email_verified', true],
    ['email_verified', false],
    ['updated_at', 5],
    ['sub', ''],
    ['address', {}],
    ['exp', 'x'],
    ['roles', 'admin'],
    ['roles', ['admin']],
    ['tid', 5],
    ['updated_at', 1.5],
    ['constructor', 1],
  ])('of %s is right, or another check’s, in %j', (name, value) => {
    expect(findingsOf('mistyped-claim', claims({ [name]: value }))).toEqual([]);
  });

  it.each([
    ['concealed, in an SD-JWT', { '...': 'X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0' }, '~', 0],
    ['concealed, elsewhere', { '...': 'X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0' }, '', 1],
    ['an object with a second member, in an SD-JWT', { '...': 'X9yH', a: 1 }, '~', 1],
    ['a digest of another type, in an SD-JWT', { '...': 1 }, '~', 1],
    ['a number, in an SD-JWT', 1, '~', 1],
  ])('of aud, where an element is %s', (_, element, tilde, findings) => {
    for (const aud of [[element], ['a', element]]) {
      const context = contextOf({ text: `${tokenText(undefined, { ...plainClaims, aud })}${tilde}` });
      expect(context.token.kind).toBe(tilde === '' ? 'jws' : 'sd-jwt');
      expect(findingsOf('mistyped-claim', context)).toHaveLength(findings);
    }
  });
});

it.each([
  ['a DPoP proof', header({ typ: 'dpop+jwt' }, { payload: { jti: 'x' } })],
  ['a security event', claims({ events: {} })],
  ['a subject identifier', claims({ sub_id: {} })],
  ['an encrypted token', contextOf({ text: 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AA.AA.AA' })],
])('a subject is not missed in %s', (_, context) => {
  expect(findingsOf('missing-sub', context)).toEqual([]);
});

describe('personal data', () => {
  it.each([
    [{ name: 'Ada' }, ['/name']],
    [{ user: { firstName: 'Ada', 'last-name': 'L' } }, ['/user/firstName', '/user/last-name']],
    [{ org: { name: 'Example Ltd' } }, []],
    [{ contacts: ['ada@example.com'] }, ['/contacts/0']],
    [{ preferred_username: 'ada@example.com' }, ['/preferred_username']],
    [{ sub: 'robot@project.iam.gserviceaccount.com' }, []],
    [{ email: '', phone_number: null }, []],
    [{ address: { street_address: 'x', country: 'GB' } }, ['/address', '/address/street_address']],
    [{ 'https://example.com/email': 'x' }, []],
    [{ sub: '@', nickname: { deep: 1 } }, ['/nickname']],
  ])('in %j is at %j', (payload, pointers) => {
    const found = findingsOf('personal-data', claims(payload)).flatMap(({ evidence }) => evidence);
    expect(found.map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it('is one finding that lists the names', () => {
    const [finding, ...others] = findingsOf('personal-data', claims({ name: 'Ada', email: 'ada@example.com' }));
    expect(others).toEqual([]);
    expect(finding?.message).toBe('Readable by anyone who sees the token: name, email.');
  });

  it('in a disclosure is found by the name that it has there', () => {
    const disclosure = Buffer.from('["salt","given_name","Ada"]').toString('base64url');
    const context = contextOf({ text: `${tokenText()}~${disclosure}~` });
    expect(findingsOf('personal-data', context)[0]?.evidence[0]).toMatchObject({ part: 'disclosure', value: '"Ada"' });
  });

  it('is looked for in a bounded number of values, and that is said', () => {
    const payload = `{"email":"ada@example.com","n":[${'1,'.repeat(mostValues)}1]}`;
    const [finding] = findingsOf('personal-data', claims(payload));
    expect(finding?.message).toMatch(/Only the first 100,000 values were looked at\.$/);
  });
});
