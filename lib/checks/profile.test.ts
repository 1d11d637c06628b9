import { describe, expect, it } from 'vitest';
import { profiles } from '../registry/profiles';
import {
  claims,
  clock,
  contextOf,
  describeExamples,
  type Example,
  findingsOf,
  header,
  invalid,
  plainClaims,
} from './examples';
import type { Expectations } from './expectations';
import { accessTokenChecks } from './profile-access-token';
import { dpopChecks } from './profile-dpop';
import { eventChecks } from './profile-event';
import { idTokenChecks } from './profile-id-token';

const checks = [...accessTokenChecks, ...idTokenChecks, ...dpopChecks, ...eventChecks] as const;

const idToken = {
  iss: 'https://a.example',
  sub: 'b',
  aud: 'c',
  iat: clock - 60,
  exp: clock + 60,
  nonce: 'n',
  auth_time: clock - 90,
};
const anIdToken = (changes: object = {}, expectations: Expectations = {}, more: object = {}) =>
  claims(
    { ...idToken, ...changes },
    { header: { alg: 'ES256', typ: 'JWT' }, expectations: { profile: 'id-token', ...expectations }, ...more },
  );
const without = (name: string, from: object) =>
  Object.fromEntries(Object.entries(from).filter(([key]) => key !== name));

const jwk = { kty: 'EC', crv: 'P-256', x: 'AQ', y: 'Ag' };
const proof = { jti: 'a', htm: 'POST', htu: 'https://a.example/token', iat: clock };
const aProof = (parameters: object = {}, payload: object = proof, more: object = {}) =>
  header({ typ: 'dpop+jwt', jwk, ...parameters }, { payload: { ...payload }, ...more });
const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
const logout = { iss: 'a', sub: 'b', aud: 'c', iat: clock, exp: clock + 60, jti: 'd', events };
const aLogout = (payload: object) => header({ typ: 'logout+jwt' }, { payload: { ...payload } });
const event = { iss: 'a', iat: clock, jti: 'b', events: { 'urn:a': {} } };
const anEvent = (payload: object) => header({ typ: 'secevent+jwt' }, { payload: { ...payload } });
const response = { iss: 'a', aud: 'b', exp: clock + 60, code: 'c', state: 'd' };
const aResponse = (payload: object) => claims({ ...payload }, { expectations: { profile: 'authorization-response' } });
const assertion = { iss: 'a', sub: 'a', aud: 'b', exp: clock + 60, jti: 'c' };
const anAssertion = (payload: object) => header({ typ: 'client-authentication+jwt' }, { payload: { ...payload } });
const digests = { accessToken: 'HK6E_P6Dh8Y93mRNtsDB1Q' };

const examples = {
  'access-token-typ': {
    fires: header({ typ: 'JWT' }, { expectations: { profile: 'access-token' } }),
    quiet: contextOf({ expectations: { profile: 'access-token' } }),
  },
  'access-token-claims': { fires: claims(without('aud', plainClaims)), quiet: contextOf() },
  'id-token-as-access-token': {
    fires: anIdToken({}, { profile: 'access-token' }),
    quiet: contextOf({ expectations: { profile: 'access-token' } }),
  },
  'id-token-claims': { fires: anIdToken({ aud: undefined }), quiet: anIdToken() },
  'nonce-mismatch': { fires: anIdToken({}, { nonce: 'm' }), quiet: anIdToken({}, { nonce: 'n' }) },
  'azp-mismatch': {
    fires: anIdToken({ azp: 'x' }, { clientId: 'c' }),
    quiet: anIdToken({ azp: 'c' }, { clientId: 'c' }),
  },
  'token-hash-mismatch': {
    fires: anIdToken({ at_hash: 'x' }, {}, { facts: { digests } }),
    quiet: anIdToken({ at_hash: digests.accessToken }, {}, { facts: { digests } }),
  },
  'long-subject': { fires: anIdToken({ sub: 'a'.repeat(256) }), quiet: anIdToken({ sub: 'a'.repeat(255) }) },
  'id-token-key-header': {
    fires: anIdToken({}, {}, { header: { alg: 'ES256', jku: 'https://a.example' } }),
    quiet: anIdToken(),
  },
  'stale-authentication': {
    fires: anIdToken({}, { greatestAuthenticationAge: 60 }),
    quiet: anIdToken({}, { greatestAuthenticationAge: 120 }),
  },
  'dpop-typ': { fires: aProof({ typ: 'JWT' }), quiet: aProof() },
  'dpop-alg': { fires: aProof({ alg: 'HS256' }), quiet: aProof() },
  'dpop-key': { fires: aProof({ jwk: undefined }), quiet: aProof() },
  'dpop-claims': { fires: aProof({}, without('jti', proof)), quiet: aProof() },
  'dpop-binding': {
    fires: aProof({}, proof, { expectations: { request: { method: 'GET' } } }),
    quiet: aProof({}, proof, {
      expectations: { request: { method: 'POST', url: 'https://A.example:443/token?x=1#y' } },
    }),
  },
  'logout-events': { fires: aLogout({ ...logout, events: { x: {} } }), quiet: aLogout(logout) },
  'logout-nonce': { fires: aLogout({ ...logout, nonce: 'x' }), quiet: aLogout(logout) },
  'logout-subject': { fires: aLogout(without('sub', logout)), quiet: aLogout({ ...without('sub', logout), sid: 'x' }) },
  'event-claims': { fires: anEvent(without('jti', event)), quiet: anEvent(event) },
  'jarm-claims': { fires: aResponse(without('exp', response)), quiet: aResponse(response) },
  'client-assertion-claims': { fires: anAssertion({ ...assertion, iss: 'x' }), quiet: anAssertion(assertion) },
} satisfies Record<(typeof checks)[number]['id'], Example>;

describeExamples(checks, examples);

describe('the rules of a profile', () => {
  it('are milder for a token that only looks like one', () => {
    const likely = claims(without('exp', { ...idToken, at_hash: 'x' }), { header: { alg: 'ES256', typ: 'JWT' } });
    expect(findingsOf('id-token-claims', likely)[0]?.severity).toBe('medium');
  });

  it('are not applied on a guess', () => {
    const guess = claims({ iss: 'a', sub: 'b', aud: 'c', email: 'd' }, { header: { alg: 'ES256', typ: 'JWT' } });
    expect(findingsOf('id-token-claims', guess)).toEqual([]);
  });

  it.each(profiles.map(({ id, requiredClaims }) => [id, requiredClaims] as const))(
    'of %s name each claim once',
    (_, names) => {
      expect(new Set(names).size).toBe(names.length);
    },
  );
});

describe('a DPoP proof', () => {
  const expectations = {
    request: { method: 'POST', url: 'https://a.example/token', nonce: 'n', accessToken: 'x', thumbprint: 't' },
  };
  it.each([
    [{ htm: 'GET' }, '"htm" is "GET", and the method is "POST".'],
    [
      { htu: 'https://a.example/other' },
      '"htu" is "https://a.example/other", and the address is "https://a.example/token".',
    ],
    [{ nonce: 'x' }, '"nonce" is not the one that the server gave.'],
    [{ ath: 'x' }, '"ath" is not the hash of the access token.'],
    [{ ath: undefined }, '"ath" is missing, though there is an access token.'],
  ])('with %j is for something else', (changes, message) => {
    const payload = { ...proof, nonce: 'n', ath: 'due', ...changes };
    const facts = { digests: { ath: 'due' } };
    const found = findingsOf('dpop-binding', aProof({}, payload, { expectations, facts }));
    expect(found.map((finding) => finding.message)).toEqual([message]);
  });

  it('by another key than the token is bound to is refused', () => {
    const facts = { proof: { thumbprint: 'other', verdict: invalid('ES256') } };
    const context = aProof({}, { ...proof, nonce: 'n' }, { expectations, facts });
    expect(findingsOf('dpop-binding', context).map(({ message }) => message)).toEqual([
      'The access token is bound to another key than the one in "jwk".',
    ]);
    expect(findingsOf('dpop-key', context)[0]?.message).toBe('The signature does not verify with the key in "jwk".');
  });
});
