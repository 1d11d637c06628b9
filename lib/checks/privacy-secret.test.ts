import { describe, expect, it } from 'vitest';
import { claims, describeExamples, type Example, findingsOf, tokenText } from './examples';
import { privacyDetailChecks } from './privacy-detail';
import { privacySecretChecks } from './privacy-secret';

const examples = {
  'secret-in-payload': {
    fires: claims({ password: 'hunter22' }),
    quiet: claims({ password_changed: true, pwd_exp: 5 }),
  },
  'embedded-credential': {
    fires: claims({ refresh_token: 'tGzv3JOkF0XG5Qx2TlKWIA' }),
    quiet: claims({ sid: 'tGzv3JOkF0XG5Qx2' }),
  },
  'national-or-card-number': {
    fires: claims({ card: '4111 1111 1111 1111' }),
    quiet: claims({ card: '4111 1111 1111 1112' }),
  },
  'internal-detail': { fires: claims({ server: '10.1.2.3' }), quiet: claims({ server: '8.8.8.8', version: '10.1.2' }) },
  'sensitive-category': { fires: claims({ religion: 'x' }), quiet: claims({ region: 'x', religion: '' }) },
} satisfies Record<(typeof privacySecretChecks)[number]['id'] | (typeof privacyDetailChecks)[number]['id'], Example>;

describeExamples([...privacySecretChecks, ...privacyDetailChecks], examples);

describe('a secret', () => {
  it.each([
    [{ note: 'AKIAIOSFODNN7EXAMPLE' }, 'an AWS access key'],
    [{ user: { apiKey: 'a1b2c3d4' } }, '"apiKey"'],
    [{ key: '-----BEGIN PRIVATE KEY-----\nMIIE' }, 'a private key'],
    [{ db: 'postgres://app:hunter2@db.example/shop' }, 'a password in an address'],
    [{ list: ['ghp_0123456789abcdef0123456789abcdef0123'] }, 'a GitHub token'],
  ])('is found in %j', (payload, words) => {
    expect(findingsOf('secret-in-payload', claims(payload))[0]?.message).toBe(
      `Readable by anyone who sees the token: ${words}.`,
    );
  });

  it('is not repeated in the finding', () => {
    const found = [
      ...findingsOf('secret-in-payload', claims({ password: 'hunter22' })),
      ...findingsOf('embedded-credential', claims({ access_token: 'hunter22hunter22' })),
      ...findingsOf('national-or-card-number', claims({ card: '4111111111111111' })),
    ];
    expect(found).toHaveLength(3);
    expect(JSON.stringify(found)).not.toMatch(/hunter22|4111/);
  });
});

it.each([
  [{ vp: { verifiableCredential: [tokenText()] } }, 0],
  [{ proof: tokenText() }, 1],
  [{ iss: 'a', aud: 'b', exp: 1, state: 'c', code: 'd', access_token: '2YotnFZFEjr1zCsicMWpAA' }, 0],
])('a token in %j is a credential %d times', (payload, count) => {
  const context = claims(payload, { header: { alg: 'ES256' } });
  expect(findingsOf('embedded-credential', context)).toHaveLength(count);
});

describe('a number', () => {
  it.each([
    { payment: '5555555555554444' },
    { amex: '378282246310005' },
    { account: 'DE89 3704 0044 0532 0130 00' },
    { social: '078-05-1120' },
    { ssn: '078051120' },
    { cardNumber: 4111111111111111 },
  ])('of a card, account or person is found in %j', (payload) => {
    expect(findingsOf('national-or-card-number', claims(payload))).toHaveLength(1);
  });

  it.each([
    { sub: '4111111111111111' },
    { user_id: '4111111111111111' },
    { order: '4111111111111112' },
    { sub: '113774264463038321964' },
    { code: 'DE00370400440532013000' },
    { n: 4111111111111111 },
    { card: '4444444444444444' },
  ])('of another kind is not: %j', (payload) => {
    expect(findingsOf('national-or-card-number', claims(payload))).toEqual([]);
  });
});

it.each([
  [{ iss: 'https://kubernetes.default.svc.cluster.local' }, 'an internal host name in "iss"'],
  [{ log: '/var/log/app.log' }, 'a path of a file system in "log"'],
  [{ error: 'Error: x\n    at handler (/srv/app.js:10:5)' }, 'a trace of a program in "error"'],
])('%j tells of the inside', (payload, words) => {
  expect(findingsOf('internal-detail', claims(payload))[0]?.message).toBe(`The claims hold ${words}.`);
});
